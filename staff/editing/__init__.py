"""The editing app for people without git: its own port, its own sign-in."""
