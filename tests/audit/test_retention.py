from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from audit.reading import show, turns
from audit.retention import plan_purge, purge_entries_before
from audit.store import AuditStore
from audit.verifying import verify
from domain.errors import RecordTampered
from domain.records import EntryKind
from tests.audit.conftest import Open
from tests.audit.said import tell


def nothing(*_: object) -> None:
    """A writer that dies before it seals its last entries."""


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


async def moment_between(store: AuditStore) -> str:
    """A moment after all entries so far and before all that follow."""
    before = now()
    while now() == before:
        pass
    await store.is_writable()
    return now()


def purge(store: AuditStore, before: str) -> int:
    plan = plan_purge(store.engine, store.keys, before)
    purge_entries_before(store.engine, store.keys, plan)
    return plan.entries


async def test_a_purged_beginning_leaves_a_whole_record(store: AuditStore) -> None:
    old = await tell(store)
    before = await moment_between(store)
    new = await tell(store)
    assert purge(store, before) == 4
    assert show(store.engine, store.keys, old) == ()
    assert [line.id for line in turns(store.engine)] == [new]
    assert verify(store.engine, store.keys) == 1 + 3
    await tell(store)
    assert verify(store.engine, store.keys) == 1 + 6


async def test_a_chain_goes_on_after_all_of_it_was_purged(store: AuditStore) -> None:
    await tell(store)
    assert purge(store, await moment_between(store)) == 4
    assert verify(store.engine, store.keys) == 1
    await tell(store)
    assert verify(store.engine, store.keys) == 4


async def test_purging_again_takes_only_what_is_new(store: AuditStore) -> None:
    await tell(store)
    first = await moment_between(store)
    await tell(store)
    second = await moment_between(store)
    await tell(store)
    assert purge(store, first) == 4
    assert purge(store, first) == 0
    assert purge(store, second) == 3
    assert verify(store.engine, store.keys) == 1 + 3


async def test_dead_chains_and_the_anchors_that_name_them_are_purged(
    url: str, open_store: Open
) -> None:
    for number in range(3):
        store = open_store(url)
        await tell(store, number=number)
        store.close()
    store = open_store(url)
    assert purge(store, await moment_between(store)) == 13
    assert verify(store.engine, store.keys) == 4
    open_store(url)
    assert verify(store.engine, store.keys) == 5


async def test_a_chain_whose_last_entry_was_not_sealed_is_purged_whole(
    url: str, open_store: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = open_store(url)
    monkeypatch.setattr(dead.keys.heads, "note", nothing)
    await tell(dead)
    dead.close()
    store = open_store(url)
    purge(store, await moment_between(store))
    assert verify(store.engine, store.keys) == 2


async def test_what_was_purged_cannot_be_purged_further_by_hand(store: AuditStore) -> None:
    await tell(store)
    before = await moment_between(store)
    await tell(store)
    purge(store, before)
    with store.engine.begin() as connection:
        connection.execute(text("delete from entries where seq = 4"))
    with pytest.raises(RecordTampered):
        verify(store.engine, store.keys)


@pytest.mark.parametrize(
    "change", ["header = '{}'", "at = '1999'", "seq = 3", "turn = 'x'", "hash = prev"]
)
async def test_a_changed_statement_is_found(store: AuditStore, change: str) -> None:
    await tell(store)
    purge(store, await moment_between(store))
    statement = f"update entries set {change} where kind = '{EntryKind.PURGED}'"  # noqa: S608 - the attack
    with store.engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount == 1
    with pytest.raises(RecordTampered):
        verify(store.engine, store.keys)


async def test_a_record_that_was_tampered_with_is_not_purged(store: AuditStore) -> None:
    await tell(store)
    before = await moment_between(store)
    with store.engine.begin() as connection:
        connection.execute(text("update entries set turn = 'x' where seq = 2"))
    with pytest.raises(RecordTampered):
        plan_purge(store.engine, store.keys, before)


async def test_that_something_was_purged_is_recorded(
    store: AuditStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tell(store)
    moment = await moment_between(store)

    def purged_before(_days: int) -> str:
        return moment

    monkeypatch.setattr("audit.store._days_ago", purged_before)
    gone = await store.purge_old_entries(2190, "mina")
    assert gone.entries == 4
    with store.engine.begin() as connection:
        query = text("select header from entries where kind = :kind")
        header = connection.execute(query, {"kind": EntryKind.PURGING}).scalar_one()
    assert b'"by": "mina"' in bytes(header)
    assert b'"entries": 4' in bytes(header)
    assert verify(store.engine, store.keys) == 2


async def test_nothing_old_nothing_purged_nothing_noted(store: AuditStore) -> None:
    await tell(store)
    assert (await store.purge_old_entries(2190, "mina")).entries == 0
    assert verify(store.engine, store.keys) == 4
