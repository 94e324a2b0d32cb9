"""Changes of the tables over time; `audit.schema` runs them."""
