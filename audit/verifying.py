"""Whether the record is whole: every chain, every anchor's promise, every sealed head."""

from collections.abc import Generator, Iterable
from contextlib import closing

from sqlalchemy import Engine, select

from audit.chain import START, Place, Verifier
from audit.database import named_failures
from audit.heads import Head
from audit.keys import Keys
from audit.tables import entries
from domain.errors import RecordFailed, RecordTampered
from domain.records import Entry

BLOCK = 5000
_NAMES = tuple(column.name for column in entries.columns)
_ALL = f"select {', '.join(_NAMES)} from entries order by writer, seq"  # noqa: S608 - our own names


def verify(engine: Engine, keys: Keys) -> int:
    """Check the whole record.

    Returns:
        How many entries were read.

    Raises:
        RecordTampered: names the first bad entry.
        RecordFailed: it cannot be told: there is no record, or it cannot be read.
    """
    verifier = Verifier(key=keys.record)
    with named_failures():
        with closing(_blocks(engine)) as blocks:
            for block in blocks:
                verifier.read(block)
        places = [(writer, seq) for writer, seq, _ in verifier.promised]
        verifier.check_promises(_hashes(engine, places))
        heads = {head.writer: head for head in keys.heads.sealed()}
        _check_heads(engine, keys, verifier, heads)
    if not heads:
        raise RecordFailed("no record has begun here")
    return verifier.entries


def _check_heads(engine: Engine, keys: Keys, verifier: Verifier, heads: dict[str, Head]) -> None:
    later = {w: head.seq for w, head in heads.items() if not _is_end(verifier, head)}
    known = _hashes(engine, later.items())
    for writer, head in heads.items():
        seq, digest = verifier.ends.get(writer, (0, START))
        digest = known.get((writer, head.seq), b"") if writer in later else digest
        if not keys.heads.is_sealed(head, digest):
            raise RecordTampered(writer, min(seq + 1, head.seq), "its chain had come further")


def _is_end(verifier: Verifier, head: Head) -> bool:
    """False where the chain went on while we read, or its last entry was not sealed."""
    return verifier.ends.get(head.writer, (0, START))[0] == head.seq


def _blocks(engine: Engine) -> Generator[list[Entry]]:
    """All entries, as the driver gives them: of a tampered row no type can be relied on."""
    with (
        engine.connect().execution_options(yield_per=BLOCK) as connection,
        connection.exec_driver_sql(_ALL) as result,
    ):
        for rows in result.partitions(BLOCK):
            yield [Entry(**dict(zip(_NAMES, row, strict=True))) for row in rows]


def _hashes(engine: Engine, places: Iterable[Place]) -> dict[Place, bytes]:
    found: dict[Place, bytes] = {}
    with engine.begin() as connection:
        for writer, seq in places:
            if not seq:  # a chain that has begun, and was not sealed further yet
                found[writer, seq] = START
                continue
            here = (entries.c.writer == writer) & (entries.c.seq == seq)
            found[writer, seq] = connection.scalar(select(entries.c.hash).where(here)) or b""
    return found
