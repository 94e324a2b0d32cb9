"""One writer's chain: appends entries, one short transaction each, in one thread."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine, insert, select

from audit.chain import START, entry_hash
from audit.database import named_failures
from audit.entries import Said, plain
from audit.keys import Keys
from audit.tables import entries
from domain.records import Entry, EntryKind


class Writer:
    """Appends to a chain of its own; the first entry anchors it to the other chains."""

    def __init__(self, engine: Engine, keys: Keys) -> None:
        self.name = secrets.token_hex(8)
        self._engine = engine
        self._keys = keys
        self._seq = 0
        self._prev = START
        self._is_sure = True

    def begin(self) -> None:
        """Join the list of chains, and name the heads of the others.

        Raises:
            RecordFailed: it could not be written.
        """
        with named_failures():
            self._keys.heads.begin(self.name)
            ends = self._other_ends()
            self.append(EntryKind.ANCHOR, "", "", plain(heads=ends))
            self._keys.heads.named({writer: seq for writer, (seq, _) in ends.items()})

    def append(self, kind: str, turn: str, conversation: str, said: Said) -> None:
        """Write one entry, then seal how far the chain has come.

        Raises:
            RecordFailed: it may not be in the database, and must not be relied on.
        """
        with named_failures():
            self._catch_up()
            self._is_sure = False
            entry = self._entry(kind, turn, conversation, said)
            with self._engine.begin() as connection:
                connection.execute(insert(entries).values(_row(entry)))
            self._seq, self._prev = entry.seq, entry.hash
            self._keys.heads.note(self.name, entry.seq, entry.hash)
            self._is_sure = True

    def _catch_up(self) -> None:
        """After a failure only the database knows whether the entry came in."""
        if not self._is_sure:
            self._seq, self._prev = self._end(self.name) or (0, START)

    def _other_ends(self) -> dict[str, tuple[int, str]]:
        """Heads that no anchor has named yet; the others are named by anchors before."""
        found: dict[str, tuple[int, str]] = {}
        for writer in self._keys.heads.unnamed():
            end = self._end(writer)
            if end and writer != self.name:
                found[writer] = (end[0], end[1].hex())
        return found

    def _end(self, writer: str) -> tuple[int, bytes] | None:
        columns = entries.c
        query = select(columns.seq, columns.hash).where(columns.writer == writer)
        with self._engine.begin() as connection:
            row = connection.execute(query.order_by(columns.seq.desc()).limit(1)).first()
        return (row.seq, row.hash) if row else None

    def _entry(self, kind: str, turn: str, conversation: str, said: Said) -> Entry:
        header, secret = said
        seq = self._seq + 1
        about = bound(self.name, seq, turn, kind)
        entry = Entry(
            writer=self.name,
            seq=seq,
            turn=turn,
            conversation=conversation,
            kind=str(kind),
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            header=header,
            ciphertext=self._keys.lock(conversation, about, secret) if secret else b"",
            prev=self._prev,
            hash=b"",
        )
        return replace(entry, hash=entry_hash(entry, self._keys.record))


def bound(writer: str, seq: int, turn: str, kind: str) -> bytes:
    """What a ciphertext is bound to: its place."""
    return f"{writer}:{seq}:{turn}:{kind}".encode()


def _row(entry: Entry) -> dict[str, object]:
    return {column.name: getattr(entry, column.name) for column in entries.columns}
