"""Brings both databases to the newest layout at start; nobody needs an alembic.ini."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect, text

from audit.engines import failing_closed
from audit.tables import KEYS_SCHEMA

MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATION_LOCK = 7_409_112_001  # any number that nothing else locks: two starts at once take turns


def bring_up_to_date(record: Engine, keys: Engine) -> None:
    """Create or upgrade the tables of the record and of the keys.

    Raises:
        RecordFailed: a database cannot be reached or changed.
    """
    with failing_closed():
        _upgrade(record, "record", None)
        _upgrade(keys, "keys", KEYS_SCHEMA if keys.dialect.name == "postgresql" else None)


def _upgrade(engine: Engine, database: str, schema: str | None) -> None:
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    versions = str(MIGRATIONS / "versions" / database).replace("%", "%%")
    config.set_main_option("version_locations", versions)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:lock)")
            connection.execute(lock, {"lock": MIGRATION_LOCK})
            if schema is not None and not inspect(connection).has_schema(schema):
                connection.execute(text(f"CREATE SCHEMA {schema}"))
        config.attributes["connection"] = connection
        config.attributes["schema"] = schema
        command.upgrade(config, "head")
