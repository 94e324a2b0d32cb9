"""The roll of all chains that were started, kept apart from the record, beside the keys."""

from collections.abc import Iterable

from sqlalchemy import Engine, delete, insert, select

from audit.chain import now
from audit.engines import failing_closed, reading
from audit.tables import roll


def enrol(engine: Engine, writer: str) -> None:
    """Put a chain on the roll; once is enough.

    Raises:
        RecordFailed: it was not written.
    """
    with failing_closed(), engine.begin() as connection:
        known = connection.execute(select(roll.c.writer).where(roll.c.writer == writer)).first()
        if known is None:
            connection.execute(insert(roll), {"writer": writer, "at": now()})


def called(engine: Engine) -> frozenset[str]:
    """All chains on the roll."""
    with failing_closed(), reading(engine) as connection:
        return frozenset(connection.execute(select(roll.c.writer)).scalars())


def strike(engine: Engine, writers: Iterable[str]) -> None:
    """Take chains off the roll, when retention removes them whole."""
    with failing_closed(), engine.begin() as connection:
        connection.execute(delete(roll).where(roll.c.writer.in_(list(writers))))
