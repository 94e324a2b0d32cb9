"""One writer's chain: appends entries, one short transaction each, in one thread."""

import secrets
from datetime import UTC, datetime

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from audit.chain import START, entry_hash
from audit.entries import Said, plain
from audit.keys import Keys
from audit.tables import entries
from domain.errors import RecordFailed
from domain.records import Entry, EntryKind

SEALED = frozenset({EntryKind.OPENED, EntryKind.CLOSED, EntryKind.ANCHOR})


class Writer:
    """Appends to a chain of its own; the first entry anchors it to all other chains."""

    def __init__(self, engine: Engine, keys: Keys) -> None:
        self.name = secrets.token_hex(8)
        self._engine = engine
        self._keys = keys
        self._seq = 0
        self._prev = START

    def append(self, kind: EntryKind, turn: str, conversation: str, said: Said) -> None:
        """Write one entry.

        Raises:
            RecordFailed: it is not in the database.
        """
        header, secret = said
        seq = self._seq + 1
        try:
            ciphertext = (
                self._keys.lock(conversation, bound(self.name, seq, turn, kind), secret)
                if secret
                else b""
            )
            entry = self._entry(seq, kind, turn, conversation, header, ciphertext)
            with self._engine.begin() as connection:
                connection.execute(insert(entries).values(_row(entry)))
            if kind in SEALED:
                self._keys.seal_head(self.name, seq, entry.hash)
        except (SQLAlchemyError, OSError) as error:
            raise RecordFailed(type(error).__name__) from None
        self._seq, self._prev = seq, entry.hash

    def anchor(self) -> None:
        """Name the heads of all other chains, so that none can be dropped unseen."""
        self.append(EntryKind.ANCHOR, "", "", plain(heads=self._other_heads()))

    def _other_heads(self) -> dict[str, tuple[int, str]]:
        newest = (
            select(entries.c.writer, func.max(entries.c.seq).label("seq"))
            .group_by(entries.c.writer)
            .subquery()
        )
        query = select(entries.c.writer, entries.c.seq, entries.c.hash).join(
            newest,
            (entries.c.writer == newest.c.writer) & (entries.c.seq == newest.c.seq),
        )
        try:
            with self._engine.begin() as connection:
                rows = connection.execute(query).all()
        except SQLAlchemyError as error:
            raise RecordFailed(type(error).__name__) from None
        return {row.writer: (row.seq, row.hash.hex()) for row in rows if row.writer != self.name}

    def _entry(
        self,
        seq: int,
        kind: EntryKind,
        turn: str,
        conversation: str,
        header: bytes,
        ciphertext: bytes,
    ) -> Entry:
        facts = {
            "writer": self.name,
            "seq": seq,
            "turn": turn,
            "conversation": conversation,
            "kind": kind.value,
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "header": header,
            "ciphertext": ciphertext,
            "prev": self._prev,
        }
        return Entry(**facts, hash=entry_hash(Entry(**facts, hash=b"")))


def bound(writer: str, seq: int, turn: str, kind: str) -> bytes:
    """What a ciphertext is bound to: its place."""
    return f"{writer}:{seq}:{turn}:{kind}".encode()


def _row(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in entries.columns.keys()}  # noqa: SIM118 - SQLAlchemy's columns iterate as columns
