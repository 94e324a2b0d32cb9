"""The staff's and compliance's doors: command groups, later the editing app."""
