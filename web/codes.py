"""Conversation codes: easy to read out, impossible to guess."""

import secrets

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without I, L, O, 0, 1: they look alike
GROUPS = 3


def new_code() -> str:
    """A fresh code such as `K7QF-M2XA-9TRD` (about 59 bits)."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(GROUPS))
    return "-".join(groups)
