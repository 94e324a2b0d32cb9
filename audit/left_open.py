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
    """Open turns whose writer is neither `own` nor alive.

    Read again once it is known who is dead: a writer may close its turn and end between the first
    look and that, and its turn was not left open.
    """
    writers = {one.writer for one in _open(engine)} - {own}
    dead = {name for name in writers if not leases.is_alive(name)}
    return tuple(one for one in _open(engine) if one.writer in dead) if dead else ()


def _open(engine: Engine) -> tuple[LeftOpen, ...]:
    """Every turn that nothing has ended."""
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
    return tuple(
        LeftOpen(turn=row.turn, conversation=row.conversation, writer=row.writer) for row in rows
    )
