"""Reading the record: verify it, list turns, show one. Views are built from entries."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from audit.chain import Verifier
from audit.keys import Keys
from audit.tables import entries
from audit.writer import bound
from domain.errors import RecordFailed, RecordTampered
from domain.records import Entry, EntryKind

BLOCK = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLine:
    """One turn in a list; nothing of it needs a key."""

    id: str
    conversation: str
    at: str
    route: str
    outcome: str
    language: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One entry of a turn, unlocked; `words` is None where its key was destroyed."""

    kind: str
    at: str
    header: str
    words: str | None


def verify(engine: Engine, keys: Keys) -> int:
    """Check every chain, every anchor's promise and every sealed head.

    Returns:
        How many entries were read.

    Raises:
        RecordTampered: names the first bad entry.
        RecordFailed: it cannot be told: the database cannot be read.
    """
    verifier = Verifier()
    try:
        for block in _blocks(engine):
            verifier.read(block)
        verifier.check_promises(_hashes(engine, verifier.promised))
        sealed = keys.sealed_heads()
        known = _hashes(engine, [(writer, seq, "") for writer, (seq, _) in sealed.items()])
    except (SQLAlchemyError, OSError, ValueError) as error:
        raise RecordFailed(type(error).__name__) from None
    for writer, (seq, seal) in sealed.items():
        if not keys.seals(seal, writer, seq, known.get((writer, seq), b"")):
            raise RecordTampered(writer, seq, "the chain had come further, or was changed")
    return verifier.entries


def turns(engine: Engine, limit: int = 50) -> tuple[TurnLine, ...]:
    """The latest turns, newest first."""
    query = (
        select(entries)
        .where(entries.c.kind == EntryKind.OPENED)
        .order_by(entries.c.at.desc())
        .limit(limit)
    )
    with engine.begin() as connection:
        rows = connection.execute(query).all()
        ends = select(entries.c.turn, entries.c.kind, entries.c.header).where(
            entries.c.turn.in_([row.turn for row in rows]),
            entries.c.kind.in_([EntryKind.CLOSED, EntryKind.ABANDONED]),
        )
        ended = {row.turn: row for row in connection.execute(ends)}
    return tuple(_line(row, ended.get(row.turn)) for row in rows)


def show(engine: Engine, keys: Keys, turn: str) -> tuple[EntryView, ...]:
    """All entries of a turn, unlocked, in order; empty where there is no such turn."""
    query = select(entries).where(entries.c.turn == turn).order_by(entries.c.at, entries.c.seq)
    with engine.begin() as connection:
        rows = [Entry(**row) for row in connection.execute(query).mappings()]
    return tuple(
        EntryView(kind=e.kind, at=e.at, header=e.header.decode(), words=_words(keys, e))
        for e in rows
    )


def _words(keys: Keys, entry: Entry) -> str | None:
    if not entry.ciphertext:
        return ""
    about = bound(entry.writer, entry.seq, entry.turn, entry.kind)
    words = keys.unlock(entry.conversation, about, entry.ciphertext)
    return None if words is None else words.decode()


def _blocks(engine: Engine) -> Iterator[list[Entry]]:
    query = select(entries).order_by(entries.c.writer, entries.c.seq)
    with engine.connect().execution_options(yield_per=BLOCK) as connection:
        for rows in connection.execute(query).mappings().partitions(BLOCK):
            yield [Entry(**row) for row in rows]


def _hashes(engine: Engine, named: list[tuple[str, int, str]]) -> dict[tuple[str, int], bytes]:
    found: dict[tuple[str, int], bytes] = {}
    with engine.begin() as connection:
        for writer, seq, _ in named:
            query = select(entries.c.hash).where(entries.c.writer == writer, entries.c.seq == seq)
            found[writer, seq] = connection.scalar(query) or b""
    return found


def _line(row: object, end: object | None) -> TurnLine:
    header = json.loads(getattr(row, "header"))  # noqa: B009 - rows are typed by their query only
    closing = json.loads(getattr(end, "header", b"{}"))
    is_closed = getattr(end, "kind", "") == EntryKind.CLOSED
    outcome = closing.get("outcome", "OPEN") if is_closed else ("ABANDONED" if end else "OPEN")
    return TurnLine(
        id=getattr(row, "turn"),  # noqa: B009 - as above
        conversation=getattr(row, "conversation"),  # noqa: B009 - as above
        at=getattr(row, "at"),  # noqa: B009 - as above
        route=closing.get("route") or header["route"],
        outcome=outcome,
        language=header["language"],
        findings=tuple(f["guardrail"] for f in closing.get("findings") or header["findings"]),
    )
