"""Word lists, one file a language: adding a language is adding a file."""
