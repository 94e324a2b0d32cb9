"""The tables: entries in one database, keys in a file of their own."""

from sqlalchemy import BigInteger, Column, LargeBinary, MetaData, String, Table

entries_data = MetaData()
keys_data = MetaData()

entries = Table(
    "entries",
    entries_data,
    Column("writer", String(32), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("turn", String(32), nullable=False, index=True),
    Column("conversation", String(32), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("at", String(32), nullable=False, index=True),
    Column("header", LargeBinary, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

conversation_keys = Table(
    "conversation_keys",
    keys_data,
    Column("conversation", String(32), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("made_at", String(32), nullable=False),
)

heads = Table(  # how far each chain had come, sealed: a chain cut short is found
    "heads",
    keys_data,
    Column("writer", String(32), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    Column("named", BigInteger, nullable=False),  # how far an anchor has named it
)

locks = Table(  # the salt, the record's key under the site's, and a seal over all chains' names
    "locks",
    keys_data,
    Column("name", String(16), primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
