"""Purging old entries: the beginning of a chain gives way to a sealed statement.

The statement takes the place of the last entry that goes and keeps its hash, so that
the next entry still follows; verifying accepts it only under the record's seal. That
a purge would be done, how much of it and by whom, is an entry of the purging chain.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, func, select, update

from audit.chain import START, statement_seal
from audit.database import named_failures
from audit.keys import Keys
from audit.sqlite_files import scrub
from audit.tables import entries
from audit.verifying import verify
from domain.records import Entry, EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Purge:
    """What a purge takes away.

    Attributes:
        before: the moment (ISO 8601, UTC) from which on entries stay.
        chains: for each chain the number of the last entry that goes.
        entries: how many entries go.
    """

    before: str
    chains: dict[str, int]
    entries: int


def plan_purge(engine: Engine, keys: Keys, before: str) -> Purge:
    """What a purge would take away: of each chain all that stands before `before`.

    Raises:
        RecordTampered: the record is not whole; a purge would hide it.
        RecordFailed: the record cannot be read.
    """
    verify(engine, keys)
    chains: dict[str, int] = {}
    total = 0
    with named_failures(), engine.begin() as connection:
        for writer in connection.scalars(_writers_before(before)).all():
            last = _last_before(connection, writer, before)
            count = _count(connection, writer, last)
            if count:
                chains[writer] = last
                total += count
    return Purge(before=before, chains=chains, entries=total)


def purge_entries_before(engine: Engine, keys: Keys, plan: Purge) -> None:
    """Take the planned entries away, each chain in one transaction.

    Raises:
        RecordFailed: a chain could not be purged; those before it are.
    """
    with named_failures():
        keys.heads.name_all_again()
        reached = {head.writer: head.seq for head in keys.heads.sealed()}
        for writer, last in plan.chains.items():
            with engine.begin() as connection:
                digest = _shorten(connection, keys, writer, last, plan.before)
            if reached[writer] < last:  # its writer died before it could seal its last entry
                keys.heads.note(writer, last, digest)
        scrub(engine)


def _shorten(connection: Connection, keys: Keys, writer: str, last: int, before: str) -> bytes:
    """Returns the hash that the statement keeps."""
    columns = entries.c
    here = (columns.writer == writer) & (columns.seq == last)
    row = connection.execute(select(entries).where(here)).mappings().one()
    said = {"before": before, "on": datetime.now(UTC).isoformat(timespec="seconds")}
    statement = replace(
        Entry(**row),
        turn="",
        conversation="",
        kind=EntryKind.PURGED,
        header=json.dumps(said, sort_keys=True).encode(),
        ciphertext=b"",
        prev=START,
    )
    seal = statement_seal(statement, keys.record)
    values = {name: getattr(statement, name) for name in ("kind", "header", "ciphertext")}
    change = update(entries).where(here)
    connection.execute(change.values(**values, turn="", conversation="", prev=seal))
    connection.execute(delete(entries).where(columns.writer == writer, columns.seq < last))
    return statement.hash


def _writers_before(before: str):  # noqa: ANN202 - SQLAlchemy's own type is longer than the query
    return select(entries.c.writer).where(entries.c.at < before).distinct()


def _last_before(connection: Connection, writer: str, before: str) -> int:
    """The last entry before the first that stays (a purge leaves no hole); 0 for none."""
    columns = entries.c
    stays = select(func.min(columns.seq)).where(columns.writer == writer, columns.at >= before)
    first = connection.scalar(stays)
    query = select(func.max(columns.seq)).where(columns.writer == writer)
    return connection.scalar(query if first is None else query.where(columns.seq < first)) or 0


def _count(connection: Connection, writer: str, last: int) -> int:
    """Entries that go; a statement from before is none."""
    columns = entries.c
    query = select(func.count()).where(
        columns.writer == writer, columns.seq <= last, columns.kind != EntryKind.PURGED
    )
    return connection.scalar(query) or 0
