"""The master key and what it wraps (AES-256-GCM; scrypt, RFC 7914; HKDF-SHA256, RFC 5869)."""

import base64
import binascii
import hmac
import os
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from domain.errors import RecordFailed, SettingsError

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
SHORTEST_PASSPHRASE = 16


def new_secret() -> str:
    """A new random secret, fit for TEACHBACK_AUDIT_KEY (URL-safe base64 of 32 bytes)."""
    return base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


def local_secret(path: Path) -> str:
    """The secret kept in a file beside the record, made at the first start (mode 600).

    For demonstrations only: who can copy the record can copy the key.

    Raises:
        OSError: the file can be neither read nor made.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(made, "w", encoding="ascii") as file:
        file.write(new_secret())
    return path.read_text(encoding="ascii")


def check_secret(secret: str) -> None:
    """Refuse a secret that is too easily guessed.

    Raises:
        SettingsError: neither a 32-byte key nor at least 16 characters.
    """
    if len(secret) < SHORTEST_PASSPHRASE:
        raise SettingsError(
            "TEACHBACK_AUDIT_KEY must be a base64 key of 32 bytes or at least 16 characters"
        )


def master_key(secret: str, salt: bytes) -> bytes:
    """The 32-byte key that wraps all others: given in base64, or stretched by scrypt.

    Raises:
        SettingsError: neither a 32-byte key nor at least 16 characters.
    """
    check_secret(secret)
    try:
        given = base64.b64decode(secret.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        given = b""
    if len(given) == KEY_BYTES:
        return given
    return Scrypt(salt=salt, length=KEY_BYTES, n=2**15, r=8, p=1).derive(secret.encode())


def derived_key(root: bytes, purpose: str) -> bytes:
    """A 32-byte key of its own for each purpose."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(root)


def mac(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA256, 32 bytes."""
    return hmac.new(key, message, sha256).digest()


def lock(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """Encrypt; `bound` is not kept but must be the same to unlock. Nonce first."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound)


def unlock(key: bytes, locked: bytes, bound: bytes) -> bytes:
    """The plain bytes that `lock` was given.

    Raises:
        RecordFailed: another key, another place, or changed bytes.
    """
    try:
        return AESGCM(key).decrypt(locked[:NONCE_BYTES], locked[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        raise RecordFailed("the key does not open these bytes") from None
