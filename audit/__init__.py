"""The record: nothing is shown that is not in it first. Compliance can read it and trust it."""
