"""How far each chain has come, sealed: a chain that was cut short or dropped is found."""

import hmac
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, insert, select, true, update

from audit.chain import START
from audit.database import hasty_engine
from audit.tables import heads, locks
from domain.errors import RecordTampered

log = logging.getLogger(__name__)
CHAINS = "chains"
"""The row of `locks` that holds the seal over the list of all chains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How far a chain had come when it was last sealed."""

    writer: str
    seq: int
    seal: bytes


class Heads:
    """The sealed heads of all chains, kept with the keys."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine = engine
        self._hasty = hasty_engine(engine)
        self._key = key

    def close(self) -> None:
        """Close the connections that are its own."""
        self._hasty.dispose()

    def begin(self, writer: str) -> None:
        """Take a new chain into the list of chains, which is sealed as a whole."""
        with self._engine.begin() as connection:
            self._hold(connection)
            intact = self._is_intact(connection)
            seal = self._seal(writer, 0, START)
            row = {"writer": writer, "seq": 0, "seal": seal, "named": 0}
            connection.execute(insert(heads).values(row))
            if intact:
                self._set(connection, list_seal(self._key, _writers(connection)))
            else:  # what was broken must stay visible
                log.error("the list of chains was changed: run `teachback audit verify`")

    def note(self, writer: str, seq: int, digest: bytes) -> None:
        """Seal how far a chain has come.

        A power cut may undo the last seals, as if the process had ended before them:
        verifying allows for that, and nothing waits for a second write to the disk.
        """
        values = {"seq": seq, "seal": self._seal(writer, seq, digest)}
        with self._hasty.begin() as connection:
            connection.execute(update(heads).where(heads.c.writer == writer).values(values))

    def unnamed(self) -> tuple[str, ...]:
        """Chains that went on since an anchor named their head."""
        with self._engine.begin() as connection:
            return tuple(
                connection.scalars(select(heads.c.writer).where(heads.c.named < heads.c.seq))
            )

    def named(self, upto: Mapping[str, int]) -> None:
        """An anchor has named these heads."""
        with self._engine.begin() as connection:
            for writer, seq in upto.items():
                change = update(heads).where(heads.c.writer == writer).values(named=seq)
                connection.execute(change)

    def name_all_again(self) -> None:
        """Anchors were purged: the next one names every chain."""
        with self._engine.begin() as connection:
            connection.execute(update(heads).values(named=0))

    def sealed(self) -> tuple[Head, ...]:
        """Every chain's head.

        Raises:
            RecordTampered: a chain was taken from the list or added to it.
        """
        query = (  # one statement: what it reads belongs together while others write
            select(locks.c.value, heads.c.writer, heads.c.seq, heads.c.seal)
            .select_from(locks.outerjoin(heads, true()))
            .where(locks.c.name == CHAINS)
        )
        with self._engine.begin() as connection:
            rows = connection.execute(query).all()
        found = [row for row in rows if row.writer is not None]
        if not rows or not self._is_list_seal(rows[0].value, [row.writer for row in found]):
            raise RecordTampered("(all)", 0, "the list of chains was changed")
        return tuple(Head(writer=r.writer, seq=r.seq, seal=r.seal) for r in found)

    def is_sealed(self, head: Head, digest: bytes) -> bool:
        """Whether the head was sealed over the entry of this hash."""
        return hmac.compare_digest(head.seal, self._seal(head.writer, head.seq, digest))

    def _hold(self, connection: Connection) -> None:
        """Others that begin wait for this row, in both databases."""
        row = update(locks).where(locks.c.name == CHAINS)
        connection.execute(row.values(value=locks.c.value))

    def _is_intact(self, connection: Connection) -> bool:
        kept = connection.scalar(select(locks.c.value).where(locks.c.name == CHAINS))
        return self._is_list_seal(kept or b"", _writers(connection))

    def _set(self, connection: Connection, seal: bytes) -> None:
        change = update(locks).where(locks.c.name == CHAINS).values(value=seal)
        connection.execute(change)

    def _is_list_seal(self, seal: bytes, writers: list[str]) -> bool:
        return hmac.compare_digest(seal, list_seal(self._key, writers))

    def _seal(self, writer: str, seq: int, digest: bytes) -> bytes:
        return hmac.digest(self._key, b"head" + _place(writer, seq) + digest, "sha256")


def list_seal(key: bytes, writers: Iterable[str]) -> bytes:
    """The seal over the names of all chains, in any order."""
    return hmac.digest(key, b"chains" + _joined(writers), "sha256")


def _place(writer: str, seq: int) -> bytes:
    return f"{writer}:{seq}:".encode("utf-8", "surrogateescape")


def _joined(writers: Iterable[str]) -> bytes:
    return "\n".join(sorted(writers)).encode("utf-8", "surrogateescape")


def _writers(connection: Connection) -> list[str]:
    return list(connection.scalars(select(heads.c.writer)))
