"""Opens the two databases so that a commit is on the disk, and failures have one name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from audit.tables import KEYS_SCHEMA
from domain.errors import RecordFailed, SettingsError

BUSY_SECONDS = 5
POSTGRES = {"connect_timeout": BUSY_SECONDS, "keepalives_idle": 30, "tcp_user_timeout": 10_000}


@contextmanager
def failing_closed() -> Iterator[None]:
    """Gives every failure of a database or disk the one name `RecordFailed`.

    Raises:
        RecordFailed: whatever went wrong; says what the database said, no parameter.
    """
    try:
        yield
    except DBAPIError as error:
        reason = (str(error.orig).splitlines() or ["no reason given"])[0]
        raise RecordFailed(f"the record could not be used: {reason}") from error
    except (SQLAlchemyError, OSError) as error:
        raise RecordFailed(f"the record could not be used: {type(error).__name__}") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the database, however long it reads."""
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if sqlite:
            connection = connection.execution_options(reading=True)
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


def sqlite_path(url: str) -> Path | None:
    """The record's file, or None where the record is on PostgreSQL.

    Raises:
        SettingsError: the address is none, or names a database in memory.
    """
    address = _address(url)
    if address.get_backend_name() != "sqlite":
        return None
    if address.database in (None, "", ":memory:"):
        raise SettingsError("TEACHBACK_AUDIT_URL must name a file: a record in memory is none")
    return Path(str(address.database)).absolute()


def beside(path: Path, suffix: str) -> Path:
    """A file beside the record: `audit.sqlite` and `.keys.sqlite` give `audit.keys.sqlite`."""
    return path.with_name(path.stem + suffix)


def open_engines(url: str) -> tuple[Engine, Engine]:
    """The engines of the record and of its keys. Creates a missing SQLite file (mode 600).

    Raises:
        SettingsError: the address cannot be used.
        RecordFailed: the files cannot be made.
    """
    path = sqlite_path(url)
    with failing_closed():
        if path is None:
            engine = _postgres(_address(url))
            return engine, engine.execution_options(schema_translate_map={None: KEYS_SCHEMA})
        # a rollback journal, unlike a WAL, keeps no old page once a key was destroyed
        return _sqlite(path, "WAL"), _sqlite(beside(path, ".keys.sqlite"), "TRUNCATE")


def _address(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise SettingsError("TEACHBACK_AUDIT_URL is not the address of a database") from None


def _postgres(address: URL) -> Engine:
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=3,
        connect_args=POSTGRES,
    )

    @event.listens_for(engine, "begin")
    def on_disk(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction] (listens)
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")

    return engine


def _sqlite(path: Path, journal: str) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=3,
        connect_args={
            "check_same_thread": False,
            "timeout": BUSY_SECONDS,
            "isolation_level": None,  # transactions are begun below, not guessed by the driver
        },
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: SqliteConnection, _: object) -> None:  # pyright: ignore[reportUnusedFunction] (listens)
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction] (listens)
        reads = connection.get_execution_options().get("reading", False)
        # a deferred transaction that turns to writing fails at once when another one writes
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine
