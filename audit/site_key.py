"""The site's key: it wraps the keys of the record and of conversations, and nothing else."""

import base64
import binascii
import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from audit.heads import CHAINS, list_seal
from audit.tables import locks
from domain.errors import RecordFailed, SettingsError

NONCE = 12
LEAST = 16
_RECORD = "record"


class SiteKey:
    """What `TEACHBACK_AUDIT_KEY` opens.

    Attributes:
        record: the record's own key, which seals chains; made once, never changed.
    """

    def __init__(self, engine: Engine, secret: str) -> None:
        """Open the key store, or make it.

        Raises:
            SettingsError: the key is not the one the store was made with.
            RecordFailed: the store is damaged.
        """
        try:
            self._key, self.record = _opened(engine, secret)
        except IntegrityError:  # another process made the store in this moment
            self._key, self.record = _opened(engine, secret)

    def wrap(self, name: str, key: bytes) -> bytes:
        """A key, locked for its name."""
        return _wrap(self._key, name, key)

    def unwrap(self, name: str, wrapped: bytes) -> bytes:
        """The key again.

        Raises:
            RecordFailed: it was not locked by this site for this name.
        """
        try:
            return _unwrap(self._key, name, wrapped)
        except InvalidTag:
            raise RecordFailed("a key cannot be unwrapped") from None

    def replace(self, connection: Connection, secret: str) -> None:
        """Lock the record's key with a new secret; the caller wraps the others again."""
        connection.execute(delete(locks).where(locks.c.name.in_(["salt", _RECORD])))
        self._key = _lay_down(connection, secret, self.record)


def _opened(engine: Engine, secret: str) -> tuple[bytes, bytes]:
    with engine.begin() as connection:
        kept = {row.name: row.value for row in connection.execute(select(locks))}
        if not kept:
            return _made(connection, secret)
    if not {"salt", _RECORD} <= kept.keys():
        raise RecordFailed("the key store is damaged")
    key = _stretched(secret, kept["salt"])
    try:
        return key, _unwrap(key, _RECORD, kept[_RECORD])
    except InvalidTag:
        raise SettingsError(
            "TEACHBACK_AUDIT_KEY is not the key this record was made with"
        ) from None


def _made(connection: Connection, secret: str) -> tuple[bytes, bytes]:
    record = AESGCM.generate_key(256)
    connection.execute(insert(locks).values(name=CHAINS, value=list_seal(record, ())))
    return _lay_down(connection, secret, record), record


def _lay_down(connection: Connection, secret: str, record: bytes) -> bytes:
    salt = secrets.token_bytes(16)
    key = _stretched(secret, salt)
    rows = [
        {"name": "salt", "value": salt},
        {"name": _RECORD, "value": _wrap(key, _RECORD, record)},
    ]
    connection.execute(insert(locks), rows)
    return key


def _wrap(site: bytes, name: str, key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(site).encrypt(nonce, key, name.encode())


def _unwrap(site: bytes, name: str, wrapped: bytes) -> bytes:
    return AESGCM(site).decrypt(wrapped[:NONCE], wrapped[NONCE:], name.encode())


def _stretched(secret: str, salt: bytes) -> bytes:
    """32 bytes of base64 as they are; anything else through scrypt (RFC 7914)."""
    try:
        raw = base64.b64decode(secret + "=" * (-len(secret) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) == 32:
        return hashlib.sha256(raw + salt).digest()
    if len(secret) < LEAST:
        raise SettingsError(f"TEACHBACK_AUDIT_KEY must have at least {LEAST} characters")
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(secret.encode())
