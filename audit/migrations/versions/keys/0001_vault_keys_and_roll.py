"""The keys' first tables."""

import sqlalchemy as sa
from alembic import context, op

revision = "keys_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create vault, conversation_keys and roll."""
    schema = context.config.attributes["schema"]
    op.create_table(
        "vault",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("root", sa.LargeBinary, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        schema=schema,
    )
    op.create_table(
        "conversation_keys",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("handle", sa.LargeBinary, nullable=False, index=True),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False, index=True),
        schema=schema,
    )
    op.create_table(
        "roll",
        sa.Column("writer", sa.String(32), primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
        schema=schema,
    )
