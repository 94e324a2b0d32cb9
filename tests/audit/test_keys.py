from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from audit.database import open_database
from audit.keys import Keys
from audit.reading import show
from audit.store import AuditStore
from audit.tables import conversation_keys
from audit.verifying import verify
from domain.errors import RecordFailed, SettingsError
from tests.audit.conftest import Open
from tests.audit.said import CODE, KEY, files_of, tell

ABOUT = b"w:1:t:opened"
BASE64 = "c2l4dGVlbiBieXRlcyBhbmQgc2l4dGVlbiBtb3JlISE"  # 32 bytes, without the padding


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    opened = open_database(url, "keys")
    yield opened
    opened.dispose()


@pytest.fixture
def keys(engine: Engine) -> Iterator[Keys]:
    opened = Keys(engine, KEY)
    yield opened
    opened.close()


def test_words_are_locked_and_unlocked(keys: Keys) -> None:
    locked = keys.lock(CODE, ABOUT, b"words")
    assert b"words" not in locked
    assert keys.unlock(CODE, ABOUT, locked) == b"words"


def test_the_same_words_are_never_locked_the_same(keys: Keys) -> None:
    assert keys.lock(CODE, ABOUT, b"words") != keys.lock(CODE, ABOUT, b"words")


def test_locked_words_belong_to_their_place(keys: Keys) -> None:
    locked = keys.lock(CODE, ABOUT, b"words")
    with pytest.raises(RecordFailed):
        keys.unlock(CODE, b"w:2:t:opened", locked)


def test_one_conversations_key_does_not_open_another(keys: Keys) -> None:
    locked = keys.lock(CODE, ABOUT, b"words")
    keys.lock("other", ABOUT, b"")
    assert keys.unlock("other", ABOUT, locked) is None


def test_a_wrapped_key_moved_to_another_conversation_fails(keys: Keys, engine: Engine) -> None:
    keys.lock(CODE, ABOUT, b"words")
    keys.lock("other", ABOUT, b"words")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "update conversation_keys set wrapped = "
            "(select wrapped from conversation_keys where conversation != 'other')"
        )
    with pytest.raises(RecordFailed, match="cannot be unwrapped"):
        keys.lock("other", ABOUT, b"words")


@pytest.mark.parametrize("key", [KEY, BASE64, BASE64 + "=", "열여섯 글자보다 긴 열쇠입니다 정말로"])
def test_a_key_opens_what_it_locked(engine: Engine, key: str) -> None:
    locked = Keys(engine, key).lock(CODE, ABOUT, b"words")
    assert Keys(engine, key).unlock(CODE, ABOUT, locked) == b"words"


@pytest.mark.parametrize("wrong", ["another key of no site", BASE64])
def test_a_wrong_key_is_one_line_that_names_the_setting(
    keys: Keys, engine: Engine, wrong: str
) -> None:
    assert keys.record
    with pytest.raises(SettingsError, match="TEACHBACK_AUDIT_KEY") as error:
        Keys(engine, wrong)
    assert "\n" not in str(error.value)
    assert wrong not in str(error.value)
    assert KEY not in str(error.value)


def test_a_short_key_is_refused_and_lays_down_nothing(engine: Engine) -> None:
    with pytest.raises(SettingsError, match="at least 16 characters"):
        Keys(engine, "short")
    assert Keys(engine, KEY).record


def test_a_damaged_key_store_is_no_new_one(keys: Keys, engine: Engine) -> None:
    assert keys.record
    with engine.begin() as connection:
        connection.exec_driver_sql("delete from locks where name = 'record'")
    with pytest.raises(RecordFailed, match="damaged"):
        Keys(engine, KEY)


async def test_a_new_site_key_keeps_words_chains_and_seals(url: str, open_store: Open) -> None:
    store = open_store(url)
    turn = await tell(store)
    await tell(store, conversation="other")
    assert store.keys.rewrap("the second key of the site") == 2
    store.close()
    again = open_store(url, "the second key of the site")
    assert verify(again.engine, again.keys) == 8
    assert None not in [view.words for view in show(again.engine, again.keys, turn)]
    with pytest.raises(SettingsError):
        AuditStore(url, KEY)


async def test_a_running_writer_with_the_old_key_fails_closed(url: str, open_store: Open) -> None:
    running, changing = open_store(url), open_store(url)
    await tell(running)
    changing.keys.rewrap("the second key of the site")
    with pytest.raises(RecordFailed):
        await tell(running)


def test_a_new_key_that_is_too_short_changes_nothing(keys: Keys, engine: Engine) -> None:
    locked = keys.lock(CODE, ABOUT, b"words")
    with pytest.raises(SettingsError):
        keys.rewrap("short")
    assert Keys(engine, KEY).unlock(CODE, ABOUT, locked) == b"words"


async def test_a_destroyed_key_is_in_no_file(sqlite_url: str, open_store: Open) -> None:
    store = open_store(sqlite_url)
    await tell(store)
    engine = open_database(sqlite_url.replace(".sqlite", ".keys.sqlite"), "keys")
    with engine.begin() as connection:
        wrapped: bytes = connection.scalars(select(conversation_keys.c.wrapped)).one()
    engine.dispose()

    def kept() -> list[Path]:
        return [file for file in files_of(sqlite_url) if wrapped in file.read_bytes()]

    assert kept()
    await store.erase(CODE)
    assert kept() == []
