"""Tunes the route encoder: run by developers, never by a site (`make encoder`, extra `train`)."""
