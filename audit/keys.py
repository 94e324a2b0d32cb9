"""Keys: one for each conversation, wrapped by the site's; destroying one erases its words."""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from audit.heads import Heads
from audit.site_key import NONCE, SiteKey
from audit.sqlite_files import scrub
from audit.tables import conversation_keys
from domain.errors import RecordFailed

_MARK = 8
"""How many bytes before a ciphertext tell which key locked it."""


class Keys:
    """The key store. `erase` is final: there is no copy.

    Attributes:
        record: the record's key, which seals the chains.
        heads: how far each chain has come.
    """

    def __init__(self, engine: Engine, secret: str) -> None:
        """Open the store.

        Raises:
            SettingsError: the key is not the one the store was made with.
        """
        self._engine = engine
        self._site = SiteKey(engine, secret)
        self.record = self._site.record
        self.heads = Heads(engine, self.record)

    def lock(self, conversation: str, about: bytes, plain: bytes) -> bytes:
        """`plain` locked with the conversation's key; `about` is bound to it.

        Raises:
            RecordFailed: the conversation's key cannot be unwrapped.
        """
        try:
            key = self._key(conversation)
        except IntegrityError:  # another process made it in this moment
            key = self._key(conversation)
        nonce = secrets.token_bytes(NONCE)
        return _mark(key) + nonce + AESGCM(key).encrypt(nonce, plain, about)

    def unlock(self, conversation: str, about: bytes, locked: bytes) -> bytes | None:
        """The plain bytes; None where the key that locked them was destroyed.

        Raises:
            RecordFailed: the bytes do not belong to this key and place.
        """
        with self._engine.begin() as connection:
            key = self._find(connection, conversation)
        mark, nonce, rest = locked[:_MARK], locked[_MARK : _MARK + NONCE], locked[_MARK + NONCE :]
        if key is None or not hmac.compare_digest(mark, _mark(key)):
            return None  # a conversation that goes on after erasing has a new key
        try:
            return AESGCM(key).decrypt(nonce, rest, about)
        except InvalidTag:
            raise RecordFailed("an entry cannot be unlocked") from None

    def erase(self, conversation: str) -> bool:
        """Destroy the conversation's key; False when there was none."""
        with self._engine.begin() as connection:
            gone = connection.execute(
                delete(conversation_keys).where(conversation_keys.c.conversation == conversation)
            )
        scrub(self._engine)
        return bool(gone.rowcount)

    def older_than(self, moment: str) -> tuple[str, ...]:
        """Conversations whose key was made before the moment (ISO 8601, UTC)."""
        query = select(conversation_keys.c.conversation).where(conversation_keys.c.made_at < moment)
        with self._engine.begin() as connection:
            return tuple(connection.scalars(query))

    def rewrap(self, secret: str) -> int:
        """Wrap every key with a new site key; what was wrapped with the old one is gone.

        Returns:
            How many conversations' keys were wrapped.

        Raises:
            SettingsError: the new key is too short; nothing was changed.
        """
        columns = conversation_keys.c
        with self._engine.begin() as connection:
            rows = connection.execute(select(columns.conversation, columns.wrapped)).all()
            plain = {row.conversation: self._site.unwrap(*row) for row in rows}
            self._site.replace(connection, secret)
            for name, key in plain.items():
                change = update(conversation_keys).where(columns.conversation == name)
                connection.execute(change.values(wrapped=self._site.wrap(name, key)))
        scrub(self._engine)
        return len(plain)

    def close(self) -> None:
        """Close the store's connections."""
        self.heads.close()
        self._engine.dispose()

    def _key(self, conversation: str) -> bytes:
        with self._engine.begin() as connection:
            key = self._find(connection, conversation)
            if key is None:
                key = AESGCM.generate_key(256)
                connection.execute(
                    insert(conversation_keys).values(
                        conversation=conversation,
                        wrapped=self._site.wrap(conversation, key),
                        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                    )
                )
        return key

    def _find(self, connection: Connection, conversation: str) -> bytes | None:
        query = select(conversation_keys.c.wrapped).where(
            conversation_keys.c.conversation == conversation
        )
        wrapped = connection.scalar(query)
        return self._site.unwrap(conversation, wrapped) if wrapped else None


def _mark(key: bytes) -> bytes:
    return hashlib.sha256(b"teachback key" + key).digest()[:_MARK]
