"""Alembic loads this file to run migrations, on the connection that audit.schema opened."""

from alembic import context


def run() -> None:
    """Run the migrations of one database inside the caller's transaction."""
    attributes = context.config.attributes
    context.configure(
        connection=attributes["connection"],
        version_table_schema=attributes["schema"],
    )
    context.run_migrations()


run()  # alembic's contract: the file itself is the call
