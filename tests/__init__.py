"""The tests: a package, because a dependency ships one of the same name."""
