"""A key that nobody set: made once, kept in a file that only its owner may read."""

import os
import secrets
import time
from pathlib import Path

from domain.errors import SettingsError

TRIES = 100
"""How often a key file that is still empty is read, 10 ms apart."""


def kept_key(path: Path) -> str:
    """The key in the file; made if there is none.

    Raises:
        SettingsError: the kept key is empty.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(made, "w", encoding="utf-8") as file:
        secret = secrets.token_urlsafe(32)
        file.write(secret)
    return secret


def _read(path: Path) -> str:
    """The key in the file; another process may be about to write it."""
    for _ in range(TRIES):
        if secret := path.read_text(encoding="utf-8").strip():
            return secret
        time.sleep(0.01)
    raise SettingsError(f"{path} is empty; remove it, or set TEACHBACK_AUDIT_KEY")
