"""What is measured, how, and what was found."""
