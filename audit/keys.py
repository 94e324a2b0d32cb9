"""One data key a conversation, wrapped by TEACHBACK_AUDIT_KEY. Destroyed is erased."""

import os
import secrets
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from audit.chain import now
from audit.codes import plain_code
from audit.engines import failing_closed, reading
from audit.tables import conversation_keys, vault
from audit.vault import KEY_BYTES, SALT_BYTES, check_secret, derived_key, mac, master_key
from audit.vault import lock as wrap
from audit.vault import unlock as unwrap
from domain.errors import RecordFailed

ROOT_LABEL = b"teachback root"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKey:
    """A conversation's key in the clear; only ever in memory."""

    id: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The opened keys of one record. Calls block; each is one short transaction."""

    engine: Engine
    generation: int
    master: bytes = field(repr=False)
    root: bytes = field(repr=False)

    @property
    def sealing(self) -> bytes:
        """The key that seals the heads of chains."""
        return derived_key(self.root, "heads")

    def for_conversation(self, code: str) -> DataKey:
        """The conversation's key, a new one at its first turn or after it was erased.

        Raises:
            RecordFailed: the master key was changed since, or the database fails.
        """
        with failing_closed(), self.engine.begin() as connection:
            self._refuse_if_changed(connection)
            handle = self._handle(code)
            known = connection.execute(
                select(conversation_keys.c.id, conversation_keys.c.wrapped)
                .where(conversation_keys.c.handle == handle)
                .order_by(conversation_keys.c.created_at.desc())
            ).first()
            if known is not None:
                return DataKey(id=known.id, key=unwrap(self.master, known.wrapped, _bound(known.id)))
            made = DataKey(id=secrets.token_hex(8), key=os.urandom(KEY_BYTES))
            row = {
                "id": made.id,
                "handle": handle,
                "wrapped": wrap(self.master, made.key, _bound(made.id)),
                "created_at": now(),
            }
            connection.execute(insert(conversation_keys), row)
            return made

    def find(self, key_id: str) -> DataKey | None:
        """A key by its id; None: it was destroyed."""
        with failing_closed(), reading(self.engine) as connection:
            column = conversation_keys.c.wrapped
            query = select(column).where(conversation_keys.c.id == key_id)
            wrapped = connection.execute(query).scalar()
        if wrapped is None:
            return None
        return DataKey(id=key_id, key=unwrap(self.master, wrapped, _bound(key_id)))

    def ids(self, code: str) -> tuple[str, ...]:
        """The ids of the keys that a conversation has now."""
        with failing_closed(), reading(self.engine) as connection:
            where = conversation_keys.c.handle == self._handle(code)
            return tuple(connection.execute(select(conversation_keys.c.id).where(where)).scalars())

    def destroy(self, code: str) -> tuple[str, ...]:
        """Destroy a conversation's keys for ever; gives their ids."""
        with failing_closed(), self.engine.begin() as connection:
            gone = delete(conversation_keys).where(
                conversation_keys.c.handle == self._handle(code)
            )
            return tuple(connection.execute(gone.returning(conversation_keys.c.id)).scalars())

    def destroy_before(self, moment: str) -> tuple[str, ...]:
        """Destroy the keys made before a moment (ISO 8601, UTC); gives their ids."""
        with failing_closed(), self.engine.begin() as connection:
            gone = delete(conversation_keys).where(conversation_keys.c.created_at < moment)
            return tuple(connection.execute(gone.returning(conversation_keys.c.id)).scalars())

    def rewrap(self, secret: str) -> "Keys":
        """Wrap every key anew under another secret; the old one opens nothing any more.

        A process that still runs with the old secret fails closed until it is restarted.

        Raises:
            SettingsError: the new secret is too short.
            RecordFailed: nothing was changed.
        """
        salt = os.urandom(SALT_BYTES)
        master = master_key(secret, salt)
        with failing_closed(), self.engine.begin() as connection:
            self._refuse_if_changed(connection)
            table = conversation_keys
            for row in connection.execute(select(table.c.id, table.c.wrapped)).all():
                key = unwrap(self.master, row.wrapped, _bound(row.id))
                again = {"wrapped": wrap(master, key, _bound(row.id))}
                connection.execute(update(table).where(table.c.id == row.id).values(again))
            changed = {
                "salt": salt,
                "root": wrap(master, self.root, ROOT_LABEL),
                "generation": self.generation + 1,
            }
            connection.execute(update(vault).values(changed))
        return Keys(
            engine=self.engine, generation=self.generation + 1, master=master, root=self.root
        )

    def _handle(self, code: str) -> bytes:
        # keyed: 40 bits of a code would otherwise be found by trying them all
        return mac(derived_key(self.root, "handles"), plain_code(code).encode())

    def _refuse_if_changed(self, connection: Connection) -> None:
        # locks the row, so that no key is made under a master that is just being changed
        query = select(vault.c.generation).with_for_update(read=True)
        if connection.execute(query).scalar() != self.generation:
            raise RecordFailed("TEACHBACK_AUDIT_KEY was changed since the start: start again")


def open_keys(engine: Engine, secret: str, *, may_create: bool) -> Keys:
    """Open the keys of a record, or make them for a new one.

    Raises:
        SettingsError: the secret is too short.
        RecordFailed: the secret is another one, or the keys of a record in use are gone.
    """
    check_secret(secret)
    with failing_closed():
        try:
            return _open_or_make(engine, secret, may_create)
        except IntegrityError:  # another process made them in the same moment
            return _open_or_make(engine, secret, may_create)


def _open_or_make(engine: Engine, secret: str, may_create: bool) -> Keys:
    with engine.begin() as connection:
        row = connection.execute(select(vault)).first()
        if row is None and not may_create:
            raise RecordFailed("the record's keys are missing; put the keys' database back")
        if row is None:
            return _make(connection, engine, secret)
        master = master_key(secret, row.salt)
        try:
            root = unwrap(master, row.root, ROOT_LABEL)
        except RecordFailed:
            raise RecordFailed("TEACHBACK_AUDIT_KEY is not the key of this record") from None
        return Keys(engine=engine, generation=row.generation, master=master, root=root)


def _make(connection: Connection, engine: Engine, secret: str) -> Keys:
    salt, root = os.urandom(SALT_BYTES), os.urandom(KEY_BYTES)
    master = master_key(secret, salt)
    row = {"id": 1, "salt": salt, "root": wrap(master, root, ROOT_LABEL), "generation": 1}
    connection.execute(insert(vault), row)
    return Keys(engine=engine, generation=1, master=master, root=root)


def _bound(key_id: str) -> bytes:
    return b"teachback conversation " + key_id.encode()
