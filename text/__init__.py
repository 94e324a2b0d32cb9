"""What every room needs to know of writing: pure functions, no room of their own."""
