"""Alembic's environment: runs on the connection that audit.database hands over."""

from alembic import context
from audit.tables import entries_data, keys_data

part = context.config.attributes["part"]
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=entries_data if part == "entries" else keys_data,
    version_table=f"{part}_version",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
