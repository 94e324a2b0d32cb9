"""Whatever is done to the stored files behind its back, verifying finds it and says where."""

# ruff: noqa: S608 - the statements are the attack

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Connection, Engine, text

from audit.database import open_database, sqlite_path
from audit.store import AuditStore
from audit.verifying import verify
from domain.errors import RecordFailed, RecordTampered
from tests.audit.conftest import Open, new_database
from tests.audit.said import KEY, tell

ENTRIES = 9
COLUMNS = (
    "writer", "seq", "turn", "conversation", "kind", "at", "header", "ciphertext", "prev", "hash",
)  # fmt: skip
BYTES = {"header", "ciphertext", "prev", "hash"}


def build(url: str) -> None:
    """Two chains: an anchor, a turn and a look; an anchor and a turn."""

    async def use(store: AuditStore, *, look: bool) -> None:
        await tell(store)
        if look:
            await store.looked("", "mina")

    for look in (True, False):
        store = AuditStore(url, KEY)
        store.begin()
        asyncio.run(use(store, look=look))
        store.close()


@pytest.fixture(scope="session")
def sqlite_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(f"sqlite:///{folder / 'audit.sqlite'}")
    return folder


@pytest.fixture(scope="session")
def postgres_built(postgres: str) -> Iterator[str]:
    with new_database(postgres, "template1") as url:
        build(url)
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def built(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A copy of a whole record that nobody has open."""
    if request.param == "sqlite":
        found: Path = request.getfixturevalue("sqlite_built")
        shutil.copytree(found, tmp_path / "copy")
        yield f"sqlite:///{tmp_path / 'copy' / 'audit.sqlite'}"
        return
    server: str = request.getfixturevalue("postgres")
    template: str = request.getfixturevalue("postgres_built")
    with new_database(server, str(conninfo_to_dict(template)["dbname"])) as url:
        yield url


@pytest.fixture
def tamper(built: str) -> Callable[..., None]:
    """Runs statements on the stored record, as someone with the files could."""

    def run(*statements: str, part: str = "entries") -> None:
        url = built.replace(".sqlite", ".keys.sqlite") if part == "keys" else built
        engine = open_database(url, part)
        with engine.begin() as connection:
            for statement in statements:
                assert connection.execute(text(statement)).rowcount
        engine.dispose()

    return run


def writers(connection: Connection) -> Sequence[str]:
    """The older chain first: its anchor names nobody."""
    return connection.execute(
        text("select writer from entries where seq = 1 order by length(header)")
    ).scalars().all()  # fmt: skip


@pytest.fixture
def chains(built: str) -> Sequence[str]:
    engine = open_database(built, "entries")
    with engine.begin() as connection:
        found = writers(connection)
    engine.dispose()
    return found


@pytest.fixture
def check(built: str, open_store: Open) -> Callable[[], int]:
    """What `teachback audit verify` does."""

    def run() -> int:
        store = open_store(built, begin=False)
        return verify(store.engine, store.keys)

    return run


def place(error: RecordTampered) -> tuple[str, int]:
    return error.writer, error.seq


def flipped(engine: Engine, column: str, here: str) -> tuple[str, dict[str, object]]:
    """The statement that flips the lowest bit of a value's last byte."""
    with engine.begin() as connection:
        value = connection.execute(text(f"select {column} from entries where {here}")).scalar_one()
    raw = bytes(value) if column in BYTES else str(value).encode()
    changed = raw[:-1] + bytes([raw[-1] ^ 1]) if raw else b"\x01"
    new = changed if column in BYTES else changed.decode()
    return f"update entries set {column} = :new where {here}", {"new": new}


@pytest.mark.parametrize("column", [c for c in COLUMNS if c not in {"writer", "seq"}])
def test_a_flipped_bit_in_any_column_is_found(
    column: str, built: str, chains: Sequence[str], check: Callable[[], int]
) -> None:
    engine = open_database(built, "entries")
    statement, values = flipped(engine, column, f"writer = '{chains[0]}' and seq = 3")
    with engine.begin() as connection:
        assert connection.execute(text(statement), values).rowcount == 1
    engine.dispose()
    with pytest.raises(RecordTampered) as error:
        check()
    assert place(error.value) == (chains[0], 3)


CHANGES = {  # what is done, and the entry that is named: chain 0 or 1, its number
    "number": (["update entries set seq = 30 where writer = '{0}' and seq = 3"], 0, 3),
    "chain": (["update entries set writer = 'x' where writer = '{0}' and seq = 3"], 0, 3),
    "middle": (["delete from entries where writer = '{0}' and seq = 3"], 0, 3),
    "first": (["delete from entries where writer = '{0}' and seq = 1"], 0, 1),
    "last": (["delete from entries where writer = '{1}' and seq = 4"], 1, 4),
    "last two": (["delete from entries where writer = '{1}' and seq >= 3"], 1, 3),
    "anchored tail": (["delete from entries where writer = '{0}' and seq = 5"], 0, 5),
    "older chain": (["delete from entries where writer = '{0}'"], 0, 5),
    "newer chain": (["delete from entries where writer = '{1}'"], 1, 1),
    "swap": (
        [
            "update entries set seq = 99 where writer = '{0}' and seq = 3",
            "update entries set seq = 3 where writer = '{0}' and seq = 4",
            "update entries set seq = 4 where writer = '{0}' and seq = 99",
        ],
        0,
        3,
    ),
    "copy of an entry at the end": (
        [
            "insert into entries select writer, 5, turn, conversation, kind, at, header, "
            "ciphertext, prev, hash from entries where writer = '{1}' and seq = 4"
        ],
        1,
        5,
    ),
    "one that seems to follow": (
        [
            "insert into entries select writer, 5, turn, conversation, kind, at, header, "
            "ciphertext, hash, hash from entries where writer = '{1}' and seq = 4"
        ],
        1,
        5,
    ),
    "a forged purge": (
        [
            "update entries set kind = 'purged' where writer = '{0}' and seq = 2",
            "delete from entries where writer = '{0}' and seq = 1",
        ],
        0,
        2,
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_chain_is_found_and_named(
    change: str, chains: Sequence[str], tamper: Callable[..., None], check: Callable[[], int]
) -> None:
    statements, chain, seq = CHANGES[change]
    tamper(*(statement.format(*chains) for statement in statements))
    with pytest.raises(RecordTampered) as error:
        check()
    assert place(error.value) == (chains[chain], seq)


def test_a_new_chain_of_ones_own_is_found(
    chains: Sequence[str], tamper: Callable[..., None], check: Callable[[], int]
) -> None:
    tamper(
        "insert into entries select 'forged', seq, turn, conversation, kind, at, header, "
        f"ciphertext, prev, hash from entries where writer = '{chains[0]}'"
    )
    with pytest.raises(RecordTampered) as error:
        check()
    assert error.value.writer == "forged"


HEADS = {
    "a head set back": "update heads set seq = 3 where writer = '{0}'",
    "a head put forward": "update heads set seq = 9 where writer = '{0}'",
    "another chain's seal": (
        "update heads set seal = (select seal from heads where writer = '{1}') where writer = '{0}'"
    ),
    "a head taken away": "delete from heads where writer = '{0}'",
    "all heads taken away": "delete from heads",
    "a head added": (
        "insert into heads select 'forged', seq, seal, named from heads where writer = '{0}'"
    ),
    "the list's seal taken away": "delete from locks where name = 'chains'",
}


@pytest.mark.parametrize("change", HEADS)
def test_changed_heads_are_found(
    change: str, chains: Sequence[str], tamper: Callable[..., None], check: Callable[[], int]
) -> None:
    tamper(HEADS[change].format(*chains), part="keys")
    with pytest.raises(RecordTampered):
        check()


def test_a_chain_dropped_with_its_head_is_found(
    chains: Sequence[str], tamper: Callable[..., None], check: Callable[[], int]
) -> None:
    tamper(f"delete from entries where writer = '{chains[1]}'")
    tamper(f"delete from heads where writer = '{chains[1]}'", part="keys")
    with pytest.raises(RecordTampered):
        check()


def test_a_new_start_does_not_hide_what_was_done(
    built: str,
    chains: Sequence[str],
    tamper: Callable[..., None],
    check: Callable[[], int],
    open_store: Open,
) -> None:
    tamper(f"delete from entries where writer = '{chains[1]}'")
    tamper(f"delete from heads where writer = '{chains[1]}'", part="keys")
    open_store(built).close()
    with pytest.raises(RecordTampered):
        check()


def test_an_older_head_put_back_is_found_by_the_anchor_that_named_it(
    built: str,
    chains: Sequence[str],
    tamper: Callable[..., None],
    check: Callable[[], int],
    open_store: Open,
) -> None:
    store = open_store(built, begin=False)
    with store.engine.begin() as connection:
        here = text("select hash from entries where writer = :writer and seq = 4")
        digest = connection.execute(here, {"writer": chains[0]}).scalar_one()
    store.keys.heads.note(chains[0], 4, digest)  # a seal from an old copy of the keys
    tamper(f"delete from entries where writer = '{chains[0]}' and seq = 5")
    with pytest.raises(RecordTampered) as error:
        check()
    assert place(error.value) == (chains[0], 5)


def test_an_untouched_record_is_whole(check: Callable[[], int]) -> None:
    assert check() == ENTRIES


@pytest.mark.parametrize("column", COLUMNS)
def test_bytes_that_are_no_text_and_columns_of_other_types_are_found(
    column: str, sqlite_built: Path, tmp_path: Path, open_store: Open
) -> None:
    shutil.copytree(sqlite_built, tmp_path / "copy")
    url = f"sqlite:///{tmp_path / 'copy' / 'audit.sqlite'}"
    for value in ("cast(x'ff80' as text)", "x'ff80'", "7"):
        path = sqlite_path(url)
        assert path is not None
        shutil.copy(sqlite_built / "audit.sqlite", path)
        with sqlite3.connect(path) as raw:
            raw.execute(
                f"update entries set {column} = {value} where rowid = "
                "(select rowid from entries order by writer, seq limit 1 offset 2)"
            )
        raw.close()
        store = open_store(url, begin=False)
        with pytest.raises(RecordTampered):
            verify(store.engine, store.keys)
        store.close()


def test_a_lost_key_file_is_not_a_whole_record(
    sqlite_built: Path, tmp_path: Path, open_store: Open
) -> None:
    shutil.copytree(sqlite_built, tmp_path / "copy")
    for file in (tmp_path / "copy").glob("*.keys.*"):
        file.unlink()
    store = open_store(f"sqlite:///{tmp_path / 'copy' / 'audit.sqlite'}", begin=False)
    with pytest.raises(RecordTampered):
        verify(store.engine, store.keys)


def test_a_lost_database_is_not_a_whole_record(
    sqlite_built: Path, tmp_path: Path, open_store: Open
) -> None:
    shutil.copytree(sqlite_built, tmp_path / "copy")
    (tmp_path / "copy" / "audit.sqlite").unlink()
    store = open_store(f"sqlite:///{tmp_path / 'copy' / 'audit.sqlite'}", begin=False)
    with pytest.raises(RecordTampered):
        verify(store.engine, store.keys)


def test_a_broken_file_cannot_be_told(sqlite_built: Path, tmp_path: Path, open_store: Open) -> None:
    shutil.copytree(sqlite_built, tmp_path / "copy")
    path = tmp_path / "copy" / "audit.sqlite"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))

    def check() -> None:
        store = open_store(f"sqlite:///{path}", begin=False)
        verify(store.engine, store.keys)

    with pytest.raises(RecordFailed) as error:
        check()
    assert not isinstance(error.value, RecordTampered)
