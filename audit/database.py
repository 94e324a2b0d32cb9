"""Engines and migrations: SQLite files or PostgreSQL, brought to the newest form at start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.pool import ConnectionPoolEntry

MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(url: str, part: str) -> Engine:
    """An engine whose tables are those of this version.

    Args:
        url: `sqlite:///…` or `postgresql://…`.
        part: `entries` or `keys`: which tables.
    """
    engine = _engine(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("version_locations", str(MIGRATIONS / part))
    config.attributes["part"] = part
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return engine


def keys_url(url: str) -> str:
    """Where the keys are: for SQLite a file of their own, so that they can be kept apart."""
    path = sqlite_path(url)
    return f"sqlite:///{path.with_suffix('.keys' + path.suffix)}" if path else url


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite URL; None for PostgreSQL."""
    name = make_url(url).database if url.startswith("sqlite") else None
    return Path(name) if name else None


def _engine(url: str) -> Engine:
    path = sqlite_path(url)
    if path is None:
        driver = url.replace("postgresql://", "postgresql+psycopg://", 1)
        return create_engine(driver, hide_parameters=True, pool_pre_ping=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: object, _entry: ConnectionPoolEntry) -> None:
    """Nothing that was acknowledged may be lost when the power goes."""
    cursor = connection.cursor()  # pyright: ignore[reportAttributeAccessIssue]  # DBAPI, untyped
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
