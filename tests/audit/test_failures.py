"""When the record cannot be written it says so, and goes on whole as soon as it can."""

import logging
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from audit.database import sqlite_path
from audit.reading import show, turns
from audit.store import AuditStore
from audit.verifying import verify
from audit.writer import Writer
from domain.errors import RecordFailed
from tests.audit.conftest import Open
from tests.audit.said import KEY, SECRETS, WORDS, files_of, opening, tell


def run(store: AuditStore, statement: str) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql(statement)


def nothing(*_: object) -> None:
    """A writer that dies before it seals its last entries."""


def file_of(url: str) -> Path:
    path = sqlite_path(url)
    assert path is not None
    return path


async def test_a_full_disk_stops_the_record_and_room_lets_it_go_on(
    sqlite_url: str, open_store: Open
) -> None:
    store = open_store(sqlite_url)
    before = await tell(store)
    run(store, "PRAGMA max_page_count=1")  # of this connection, which is the pool's only one
    big = ("x" * 20000).encode()
    with pytest.raises(RecordFailed):
        await store.write("released", before, "c", (b"{}", big))
    run(store, "PRAGMA max_page_count=1073741823")
    after = await tell(store, number=2)
    assert [view.kind for view in show(store.engine, store.keys, after)] == [
        "opened", "released", "closed",
    ]  # fmt: skip
    assert verify(store.engine, store.keys) == 7


async def test_a_record_that_may_only_be_read_fails_and_recovers(
    sqlite_url: str, open_store: Open
) -> None:
    store = open_store(sqlite_url)
    run(store, "PRAGMA query_only=ON")
    assert not await store.is_writable()
    with pytest.raises(RecordFailed):
        await store.open(opening())
    run(store, "PRAGMA query_only=OFF")
    assert await store.is_writable()
    await tell(store)
    assert verify(store.engine, store.keys) == 4


async def test_a_failed_key_store_does_not_jam_the_chain(sqlite_url: str, open_store: Open) -> None:
    """The entry came in, its seal did not: the writer was told that it failed."""
    store = open_store(sqlite_url)
    other = create_engine(sqlite_url.replace(".sqlite", ".keys.sqlite"))
    with other.begin() as connection:
        connection.exec_driver_sql(
            "create trigger full before update on heads begin select raise(abort, 'full'); end"
        )
    with pytest.raises(RecordFailed):
        await store.looked("", "mina")
    with other.begin() as connection:
        connection.exec_driver_sql("drop trigger full")
    other.dispose()
    await tell(store)
    assert verify(store.engine, store.keys) == 5


@dataclass
class LosesAnAnswer:
    """An engine whose connection breaks when the commit was done, but before it said so."""

    engine: Engine
    breaks: int = 1

    @contextmanager
    def begin(self) -> Generator[Connection]:
        with self.engine.begin() as connection:
            yield connection
        if self.breaks:
            self.breaks -= 1
            raise ConnectionResetError


async def test_a_commit_of_which_nobody_was_told_does_not_jam_the_chain(
    url: str, open_store: Open
) -> None:
    store = open_store(url, begin=False)
    engine = LosesAnAnswer(store.engine, breaks=0)
    writer = Writer(cast(Engine, engine), store.keys)
    writer.begin()
    engine.breaks = 1
    with pytest.raises(RecordFailed):
        writer.append("looked", "", "", (b"{}", b""))
    writer.append("looked", "", "", (b"{}", b""))
    assert verify(store.engine, store.keys) == 3


@pytest.mark.parametrize("sealed", [True, False])
async def test_a_writer_that_died_before_it_sealed_leaves_a_whole_record(
    url: str, open_store: Open, monkeypatch: pytest.MonkeyPatch, sealed: bool
) -> None:
    store = open_store(url, begin=sealed)
    monkeypatch.setattr(store.keys.heads, "note", nothing)
    if not sealed:
        store.begin()
    await store.looked("", "mina")
    store.close()
    assert verify(store.engine, store.keys) == 2
    again = open_store(url)
    assert verify(again.engine, again.keys) == 3


@pytest.mark.parametrize("what", ["moved", "deleted", "replaced"])
async def test_a_file_that_was_taken_away_is_not_written_to_unseen(
    what: str, sqlite_url: str, open_store: Open
) -> None:
    store = open_store(sqlite_url)
    await tell(store)
    path = file_of(sqlite_url)
    shutil.copy(path, path.with_suffix(".copy"))
    path.unlink()
    if what == "replaced":
        path.with_suffix(".copy").rename(path)
    assert not await store.is_writable()
    with pytest.raises(RecordFailed):
        await store.open(opening())


@pytest.mark.parametrize("part", ["folder", "keys"])
async def test_a_folder_or_keys_that_were_taken_away_stop_the_record(
    part: str, sqlite_url: str, open_store: Open
) -> None:
    store = open_store(sqlite_url)
    path = file_of(sqlite_url)
    if part == "folder":
        shutil.rmtree(path.parent)
    else:
        path.with_suffix(".keys.sqlite").unlink()
    with pytest.raises(RecordFailed):
        await store.open(opening())


async def test_a_folder_that_may_not_be_written_is_no_place(sqlite_url: str) -> None:
    path = file_of(sqlite_url)
    path.parent.mkdir()
    path.parent.chmod(0o500)
    # Root may write there all the same; what the kernel shows of itself nobody may.
    url = "sqlite:////proc/audit.sqlite" if os.geteuid() == 0 else sqlite_url
    with pytest.raises(RecordFailed):
        AuditStore(url, KEY)


def test_a_file_where_the_folder_should_be_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordFailed):
        AuditStore(f"sqlite:///{tmp_path / 'file' / 'audit.sqlite'}", KEY)


def test_a_database_that_is_not_there_cannot_be_opened() -> None:
    with pytest.raises(RecordFailed) as error:
        AuditStore("postgresql://mina:secret@127.0.0.1:1/none", KEY)
    assert "secret" not in str(error.value)


@pytest.mark.postgres
async def test_a_connection_that_broke_is_made_again(postgres_url: str, open_store: Open) -> None:
    store = open_store(postgres_url)
    turn = await store.open(opening())
    with store.engine.connect() as connection:
        others = (
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where pid != pg_backend_pid() and datname = current_database()"
        )
        connection.execute(text(others))
    assert await store.is_writable()
    await tell(store, number=2)
    assert {line.id for line in turns(store.engine)} > {turn.id}
    assert verify(store.engine, store.keys) == 5


async def test_not_a_word_of_the_patient_is_in_any_file(sqlite_url: str, open_store: Open) -> None:
    store = open_store(sqlite_url)
    turn = await tell(store)
    await store.feedback("c", turn, "different", " ".join(WORDS))
    await store.looked(turn, "mina")
    for closed in (False, True):  # with the logs full, and with them written back
        if closed:
            store.close()
        for file in files_of(sqlite_url):
            stored = file.read_bytes()
            assert not [word for word in SECRETS if word.encode() in stored]


async def test_not_a_word_of_the_patient_is_in_errors_or_logs(
    sqlite_url: str, open_store: Open, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    store = open_store(sqlite_url)
    turn = await store.open(opening())
    run(store, "drop table entries")
    with pytest.raises(RecordFailed) as error:
        await tell(store)
    with pytest.raises(RecordFailed) as missing:
        show(store.engine, store.keys, turn.id)
    told = f"{caplog.text} {error.value!r} {missing.value!r} {error.value.__cause__!r}"
    assert not [word for word in SECRETS if word in told]
    assert error.value.__suppress_context__
