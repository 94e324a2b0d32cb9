"""Keys: one for each conversation, wrapped by the site's; destroying one erases its words."""

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from sqlalchemy import Connection, Engine, delete, insert, select, update

from audit.tables import conversation_keys, heads, locks
from domain.errors import RecordFailed, SettingsError

_NONCE = 12
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_KNOWN = b"teachback"


def new_code() -> str:
    """A conversation's code: eight letters without look-alikes, 40 bits, "K7QF-2M9R"."""
    letters = "".join(secrets.choice(_CROCKFORD) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class Keys:
    """The key store. `erase` is final: there is no copy."""

    def __init__(self, engine: Engine, secret: str) -> None:
        """Open the store.

        Raises:
            SettingsError: the key is not the one the store was made with.
        """
        self._engine = engine
        self._site_key = self._unlocked(secret)

    def lock(self, conversation: str, about: bytes, plain: bytes) -> bytes:
        """`plain` locked with the conversation's key; `about` is bound to it."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self._key(conversation)).encrypt(nonce, plain, about)

    def unlock(self, conversation: str, about: bytes, locked: bytes) -> bytes | None:
        """The plain bytes; None where the key was destroyed.

        Raises:
            RecordFailed: the bytes do not belong to this key and place.
        """
        with self._engine.begin() as connection:
            key = self._find(connection, conversation)
        if key is None:
            return None
        try:
            return AESGCM(key).decrypt(locked[:_NONCE], locked[_NONCE:], about)
        except InvalidTag:
            raise RecordFailed("an entry cannot be unlocked") from None

    def erase(self, conversation: str) -> bool:
        """Destroy the conversation's key; False when there was none."""
        with self._engine.begin() as connection:
            gone = connection.execute(
                delete(conversation_keys).where(conversation_keys.c.conversation == conversation)
            )
        return bool(gone.rowcount)

    def older_than(self, moment: str) -> tuple[str, ...]:
        """Conversations whose key was made before the moment (ISO 8601)."""
        query = select(conversation_keys.c.conversation).where(conversation_keys.c.made_at < moment)
        with self._engine.begin() as connection:
            return tuple(connection.scalars(query))

    def seal_head(self, writer: str, seq: int, digest: bytes) -> None:
        """Note how far a chain has come, under the site's key."""
        row = {"writer": writer, "seq": seq, "seal": self._seal(writer, seq, digest)}
        with self._engine.begin() as connection:
            changed = connection.execute(update(heads).where(heads.c.writer == writer).values(row))
            if not changed.rowcount:
                connection.execute(insert(heads).values(row))

    def sealed_heads(self) -> dict[str, tuple[int, bytes]]:
        """How far each chain had come, with its seal."""
        with self._engine.begin() as connection:
            return {row.writer: (row.seq, row.seal) for row in connection.execute(select(heads))}

    def seals(self, seal: bytes, writer: str, seq: int, digest: bytes) -> bool:
        """Whether the seal is of this head."""
        return hmac.compare_digest(seal, self._seal(writer, seq, digest))

    def rewrap(self, secret: str) -> None:
        """Wrap every key with a new site key."""
        with self._engine.begin() as connection:
            rows = list(connection.execute(select(conversation_keys)))
            plain = {row.conversation: self._unwrapped(row.wrapped) for row in rows}
            connection.execute(delete(locks))
            sealed = list(connection.execute(select(heads)))
            self._site_key = self._made(connection, secret)
            for conversation, key in plain.items():
                connection.execute(
                    update(conversation_keys)
                    .where(conversation_keys.c.conversation == conversation)
                    .values(wrapped=self._wrapped(key))
                )
            # Old seals cannot be made anew without the entries: the next write seals again.
            for row in sealed:
                connection.execute(delete(heads).where(heads.c.writer == row.writer))

    def _seal(self, writer: str, seq: int, digest: bytes) -> bytes:
        return hmac.digest(self._site_key, f"{writer}:{seq}:".encode() + digest, "sha256")

    def _key(self, conversation: str) -> bytes:
        with self._engine.begin() as connection:
            key = self._find(connection, conversation)
            if key is None:
                key = AESGCM.generate_key(256)
                connection.execute(
                    insert(conversation_keys).values(
                        conversation=conversation,
                        wrapped=self._wrapped(key),
                        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                    )
                )
        return key

    def _find(self, connection: Connection, conversation: str) -> bytes | None:
        query = select(conversation_keys.c.wrapped).where(
            conversation_keys.c.conversation == conversation
        )
        wrapped = connection.scalar(query)
        return self._unwrapped(wrapped) if wrapped else None

    def _wrapped(self, key: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self._site_key).encrypt(nonce, key, None)

    def _unwrapped(self, wrapped: bytes) -> bytes:
        return AESGCM(self._site_key).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], None)

    def _unlocked(self, secret: str) -> bytes:
        with self._engine.begin() as connection:
            kept = {row.name: row.value for row in connection.execute(select(locks))}
            if "salt" not in kept:
                return self._made(connection, secret)
        key = _stretched(secret, kept["salt"])
        if not hmac.compare_digest(kept["check"], hmac.digest(key, _KNOWN, "sha256")):
            raise SettingsError("TEACHBACK_AUDIT_KEY is not the key this record was made with")
        return key

    def _made(self, connection: Connection, secret: str) -> bytes:
        salt = secrets.token_bytes(16)
        key = _stretched(secret, salt)
        check = hmac.digest(key, _KNOWN, "sha256")
        connection.execute(insert(locks).values([{"name": "salt", "value": salt}]))
        connection.execute(insert(locks).values([{"name": "check", "value": check}]))
        return key


def _stretched(secret: str, salt: bytes) -> bytes:
    """32 bytes of base64 as they are; anything else through scrypt (RFC 7914)."""
    try:
        raw = base64.urlsafe_b64decode(secret)
        if len(raw) == 32:
            return hashlib.sha256(raw + salt).digest()
    except (binascii.Error, ValueError):
        pass
    if len(secret) < 16:
        raise SettingsError("TEACHBACK_AUDIT_KEY must have at least 16 characters")
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(secret.encode())
