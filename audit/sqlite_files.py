"""SQLite as a record needs it: nothing acknowledged is lost, nothing destroyed comes back."""

from pathlib import Path
from sqlite3 import Connection as Raw

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "secure_delete=ON",  # a destroyed key is overwritten, not only unlinked
)


def sqlite_engine(path: Path, *, hasty: bool = False) -> Engine:
    """An engine on one file, made if it is not there.

    Args:
        path: the file.
        hasty: a power cut may undo the last commits. Else what was acknowledged stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)
    event.listen(engine, "connect", _set_up_hasty if hasty else _set_up)
    guard = _SameFile(path)
    event.listen(engine, "begin", guard.check)
    return engine


def scrub(engine: Engine) -> None:
    """Write the log back and empty it, so that overwritten bytes are in no file.

    PostgreSQL keeps dead rows until it vacuums: see docs/compliance.md.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


class _SameFile:
    """SQLite would go on writing into a file that was moved or deleted under it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number: int | None = None

    def check(self, _connection: Connection) -> None:
        number = self._path.stat().st_ino
        if self._number is None:
            self._number = number
        if number != self._number:
            raise FileNotFoundError("the record's file was replaced")


def _set_up(connection: Raw, _entry: object) -> None:
    _run(connection, *PRAGMAS, "synchronous=FULL")


def _set_up_hasty(connection: Raw, _entry: object) -> None:
    _run(connection, *PRAGMAS, "synchronous=NORMAL")


def _run(connection: Raw, *pragmas: str) -> None:
    connection.text_factory = _text
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _text(stored: bytes) -> str:
    """Bytes that are no UTF-8 are kept, so that verifying can name the entry."""
    return stored.decode("utf-8", "surrogateescape")
