"""Reading the record: list turns, show one, hand all out. Views are built from entries."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine, Select, select

from audit.database import named_failures
from audit.keys import Keys
from audit.tables import entries
from audit.writer import bound
from domain.records import Entry, EntryKind

BLOCK = 500
Opened = Select[str, str, str, bytes]
"""Turn, conversation, moment and header of entries that opened a turn."""
_ENDS = (EntryKind.CLOSED, EntryKind.ABANDONED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLine:
    """One turn in a list; nothing of it needs a key.

    Attributes:
        outcome: as in the answer; ABANDONED where its writer died, OPEN where it goes on.
    """

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


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One turn, whole."""

    turn: TurnLine
    entries: tuple[EntryView, ...]


def turns(engine: Engine, limit: int = 50) -> tuple[TurnLine, ...]:
    """The latest turns, newest first.

    Raises:
        RecordFailed: the record cannot be read.
    """
    with named_failures():
        return _lines(engine, _opened().order_by(entries.c.at.desc()).limit(limit))


def show(engine: Engine, keys: Keys, turn: str) -> tuple[EntryView, ...]:
    """All entries of a turn, unlocked, in order; empty where there is no such turn.

    Raises:
        RecordFailed: the record cannot be read, or an entry is not what was locked.
    """
    with named_failures():
        return tuple(_view(keys, entry) for entry in _entries_of(engine, turn))


def every_turn(engine: Engine, keys: Keys, since: str, until: str) -> Iterator[TurnView]:
    """All turns opened between two moments (ISO 8601, UTC), unlocked, oldest first.

    Raises:
        RecordFailed: the record cannot be read, or an entry is not what was locked.
    """
    after = (since, "")
    while True:
        with named_failures():
            lines = _lines(engine, _between(after, until).limit(BLOCK))
        if not lines:
            return
        for line in lines:
            yield TurnView(turn=line, entries=show(engine, keys, line.id))
        after = (lines[-1].at, lines[-1].id)


def _opened() -> Opened:
    columns = entries.c
    return select(columns.turn, columns.conversation, columns.at, columns.header).where(
        columns.kind == EntryKind.OPENED
    )


def _between(after: tuple[str, str], until: str) -> Opened:
    at, turn = entries.c.at, entries.c.turn
    later = (at > after[0]) | ((at == after[0]) & (turn > after[1]))
    return _opened().where(later, at < until).order_by(at, turn)


def _lines(engine: Engine, opened: Opened) -> tuple[TurnLine, ...]:
    chosen = opened.subquery()
    columns = entries.c
    ends = select(columns.turn, columns.kind, columns.header).where(
        columns.turn.in_(select(chosen.c.turn)), columns.kind.in_(_ENDS)
    )
    with engine.begin() as connection:
        rows = connection.execute(opened).all()
        # A turn that was closed after it was given up for dead is closed.
        found = sorted(connection.execute(ends), key=lambda row: row.kind == EntryKind.CLOSED)
        ended = {row.turn: (row.kind, row.header) for row in found}
    return tuple(
        _line(turn, conversation, at, header, *ended.get(turn, ("", b"{}")))
        for turn, conversation, at, header in rows
    )


def _line(
    turn: str, conversation: str, at: str, header: bytes, ended: str, closing: bytes
) -> TurnLine:
    opened: Mapping[str, str] = json.loads(header)
    closed: Mapping[str, str] = json.loads(closing)
    found: list[dict[str, str]] = (
        json.loads(closing).get("findings") or json.loads(header)["findings"]
    )
    return TurnLine(
        id=turn,
        conversation=conversation,
        at=at,
        route=closed.get("route") or opened["route"],
        outcome=closed.get("outcome") or ("ABANDONED" if ended else "OPEN"),
        language=closed.get("language") or opened["language"],
        findings=tuple(finding["guardrail"] for finding in found),
    )


def _entries_of(engine: Engine, turn: str) -> list[Entry]:
    """Its writer's entries in the order of the chain, then what others said of it."""
    query = select(entries).where(entries.c.turn == turn)
    with engine.begin() as connection:
        found = [Entry(**row) for row in connection.execute(query).mappings()]
    writer = next((entry.writer for entry in found if entry.kind == EntryKind.OPENED), "")
    return sorted(
        found,
        key=lambda e: (e.writer != writer, "" if e.writer == writer else e.at, e.seq),
    )


def _view(keys: Keys, entry: Entry) -> EntryView:
    return EntryView(
        kind=entry.kind, at=entry.at, header=entry.header.decode(), words=_words(keys, entry)
    )


def _words(keys: Keys, entry: Entry) -> str | None:
    if not entry.ciphertext:
        return ""
    about = bound(entry.writer, entry.seq, entry.turn, entry.kind)
    words = keys.unlock(entry.conversation, about, entry.ciphertext)
    return None if words is None else words.decode()
