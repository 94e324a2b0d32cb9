"""Engines and migrations: SQLite files or PostgreSQL, brought to the newest form at start."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from audit.sqlite_files import sqlite_engine
from domain.errors import RecordFailed, SettingsError

MIGRATIONS = Path(__file__).parent / "migrations"
CONNECT_S = 5
_MIGRATING = 0x7EAC0000
"""The advisory lock of a migration; the leases' have a higher word in front."""


def open_database(url: str, part: str) -> Engine:
    """An engine whose tables are those of this version.

    Args:
        url: `sqlite:///…` or `postgresql://…`.
        part: `entries` or `keys`: which tables.

    Raises:
        SettingsError: a SQLite URL that names no file.
    """
    engine = _engine(url)
    config = Config()
    config.set_main_option("path_separator", "newline")
    config.set_main_option("script_location", _raw(MIGRATIONS))
    config.set_main_option("version_locations", _raw(MIGRATIONS / part))
    config.attributes["part"] = part
    with ExitStack() as undo:
        undo.callback(engine.dispose)
        with engine.begin() as connection:
            _wait_for_others(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        undo.pop_all()
    return engine


def keys_url(url: str) -> str:
    """Where the keys are: for SQLite a file of their own, so that they can be kept apart."""
    path = sqlite_path(url)
    return f"sqlite:///{path.with_suffix('.keys' + path.suffix)}" if path else url


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite URL; None for PostgreSQL.

    Raises:
        SettingsError: it names no file; a record in memory is none.
    """
    if not url.startswith("sqlite"):
        return None
    name = make_url(url).database
    if not name or name == ":memory:":
        raise SettingsError("TEACHBACK_AUDIT_URL must name a file or a PostgreSQL database")
    return Path(name)


@contextmanager
def named_failures() -> Generator[None]:
    """Turns what a database or a disk raises into RecordFailed; no stored value is in it."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise RecordFailed(f"the record failed: {type(error).__name__}") from None


def hasty_engine(engine: Engine) -> Engine:
    """Another engine on the same database, whose last commits a power cut may undo."""
    if engine.dialect.name == "sqlite":
        return sqlite_engine(Path(engine.url.database or ""), hasty=True)
    return _postgres_engine(engine.url, "-c synchronous_commit=off")


def _engine(url: str) -> Engine:
    path = sqlite_path(url)
    if path is not None:
        return sqlite_engine(path)
    return _postgres_engine(make_url(url).set(drivername="postgresql+psycopg"))


def _postgres_engine(url: URL, options: str = "") -> Engine:
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT_S, "options": options},
    )


def _wait_for_others(connection: Connection) -> None:
    """Two processes that start at once must not both make the tables."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("select pg_advisory_xact_lock(:id)"), {"id": _MIGRATING})


def _raw(path: Path) -> str:
    return str(path).replace("%", "%%")  # a parser of settings files reads it
