"""Turns that nobody will close any more: their writer died in mid-answer."""

from dataclasses import dataclass

from sqlalchemy import Engine, exists, select

from audit.lease import Leases
from audit.tables import entries
from domain.records import EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOpen:
    """A turn that a dead writer opened."""

    turn: str
    conversation: str
    writer: str


def left_open(engine: Engine, own: str, leases: Leases) -> tuple[LeftOpen, ...]:
    """Open turns whose writer is neither `own` nor alive."""
    ended = entries.alias()
    query = select(entries.c.turn, entries.c.conversation, entries.c.writer).where(
        entries.c.kind == EntryKind.OPENED,
        ~exists().where(
            ended.c.turn == entries.c.turn,
            ended.c.kind.in_([EntryKind.CLOSED, EntryKind.ABANDONED]),
        ),
    )
    with engine.begin() as connection:
        rows = connection.execute(query).all()
    writers = {row.writer for row in rows} - {own}
    dead = {name for name in writers if not leases.is_alive(name)}
    return tuple(
        LeftOpen(turn=row.turn, conversation=row.conversation, writer=row.writer)
        for row in rows
        if row.writer in dead
    )
