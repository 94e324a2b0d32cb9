"""Conversation codes: short enough to read out, and the handle to erase by."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
LENGTH = 8
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """A new conversation code, `7KQ2-M9XT`: 40 random bits."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def plain_code(typed: str) -> str:
    """A code as it was meant: case, spaces and dashes do not matter, O is 0, I and L are 1.

    What is no code at all (a caller's own conversation name) is given back as it is.
    """
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(MISREAD)
    if len(letters) != LENGTH or any(c not in ALPHABET for c in letters):
        return typed
    return f"{letters[:4]}-{letters[4:]}"
