"""The tables, in two databases: the record, and the keys that make its words readable.

For SQLite the keys are a file of their own, for PostgreSQL a schema of their own, so
that backups of the record can be kept for years without keeping the keys.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

KEYS_SCHEMA = "teachback_keys"
"""The keys' schema on PostgreSQL."""

record = MetaData()
keys = MetaData()

entries = Table(
    "entries",
    record,
    Column("writer", String(32), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("turn", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", String(40), nullable=False),  # ISO 8601, UTC: text, because it is hashed as stored
    Column("header", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("entries_by_turn", "turn"),
    Index("entries_by_kind", "kind", "at"),
    sqlite_with_rowid=False,  # one copy of each row, in the order in which it is verified
)
"""Append-only. Every column is under the hash."""

chains = Table(
    "chains",
    record,
    Column("writer", String(32), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),  # HMAC over writer, seq, hash
    Column("named", BigInteger, nullable=False),  # highest seq that an anchor names, or -1
    Column("settled", Boolean, nullable=False),  # its writer is gone and no turn is open
)
"""Each chain's newest entry, sealed: a tail that is cut off does not fit its seal."""

vault = Table(
    "vault",
    keys,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("salt", LargeBinary, nullable=False),
    Column("root", LargeBinary, nullable=False),  # wrapped; handles and seals derive from it
    Column("generation", Integer, nullable=False),  # one more at every change of the master key
)
"""One row."""

conversation_keys = Table(
    "conversation_keys",
    keys,
    Column("id", String(32), primary_key=True),
    Column("handle", LargeBinary, nullable=False, index=True),  # HMAC of the conversation's code
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", String(40), nullable=False, index=True),
)
"""Delete a row and what was written with it can never be read again."""

roll = Table(
    "roll",
    keys,
    Column("writer", String(32), primary_key=True),
    Column("at", String(40), nullable=False),
)
"""Every chain that was started: a chain that vanishes whole is still missed."""
