import json
from dataclasses import replace

import pytest

from audit.reading import every_turn, show, turns
from audit.store import AuditStore
from audit.verifying import verify
from domain.errors import RecordFailed, SettingsError
from domain.records import EntryKind
from tests.audit.conftest import Open
from tests.audit.said import CODE, FOUND, SHOWN, WORDS, answer, opening, tell


def years_ahead(_days: int) -> str:
    return "2999"


async def test_a_turn_is_kept_and_read_again(store: AuditStore) -> None:
    turn = await tell(store)
    views = show(store.engine, store.keys, turn)
    assert [view.kind for view in views] == ["opened", "released", "closed"]
    opened, released, closed = (json.loads(view.words or "") for view in views)
    assert (opened["text"], opened["query"]) == (WORDS[0], WORDS[1])
    assert opened["seen"] == [
        {"guardrail": FOUND.guardrail, "rule": FOUND.rule, "excerpt": FOUND.excerpt}
    ]
    assert released["text"] == SHOWN.text
    assert closed["seen"][0]["excerpt"] == FOUND.excerpt
    assert verify(store.engine, store.keys) == 4


async def test_the_header_tells_what_was_decided_without_a_word(store: AuditStore) -> None:
    turn = await tell(store)
    opened, released, closed = (
        json.loads(view.header) for view in show(store.engine, store.keys, turn)
    )
    assert opened["route"] == "education"
    assert opened["findings"][0] == {
        "guardrail": "unsupported-claim",
        "action": "REVISE",
        "route": None,
    }
    assert released["citations"] == ["high-blood-pressure#what"]
    assert closed["outcome"] == "ANSWERED"
    assert closed["reading"] == {
        "measure": "median grade", "value": 3.5, "target": 5.0, "met": True,
    }  # fmt: skip
    assert closed["provenance"].keys() == {
        "app", "model", "prompts", "guardrails", "corpus", "embedding",
    }  # fmt: skip
    assert closed["timings_ms"] == {"compose": 1.5}


async def test_turns_are_listed_newest_first(store: AuditStore) -> None:
    first, second = await tell(store, number=1), await tell(store, number=2)
    await store.open(opening(number=3))
    lines = turns(store.engine)
    assert [line.id for line in lines][1:] == [second, first]
    assert [line.outcome for line in lines] == ["OPEN", "ANSWERED", "ANSWERED"]
    assert lines[0].findings == ("unsupported-claim",)
    assert [line.id for line in turns(store.engine, limit=1)] == [lines[0].id]


async def test_every_turn_is_handed_out_once_oldest_first(
    store: AuditStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.reading.BLOCK", 2)
    told = [await tell(store, number=n) for n in range(5)]
    views = list(every_turn(store.engine, store.keys, "0001", "9999"))
    assert [view.turn.id for view in views] == told
    assert all(len(view.entries) == 3 for view in views)
    assert list(every_turn(store.engine, store.keys, "0001", views[0].turn.at)) == []


async def test_what_was_said_of_an_answer_stands_with_its_turn(store: AuditStore) -> None:
    turn = await tell(store)
    await store.feedback(CODE, turn, "different", WORDS[2])
    view = show(store.engine, store.keys, turn)[-1]
    assert (view.kind, json.loads(view.header)["feedback"]) == ("feedback", "different")
    assert json.loads(view.words or "")["text"] == WORDS[2]


async def test_looking_is_recorded(store: AuditStore) -> None:
    turn = await tell(store)
    await store.looked(turn, "mina")
    view = show(store.engine, store.keys, turn)[-1]
    assert view.kind == "looked"
    assert json.loads(view.header) == {"by": "mina", "what": "show"}


async def test_a_destroyed_key_leaves_a_whole_chain_without_words(store: AuditStore) -> None:
    turn = await tell(store)
    other = await tell(store, conversation="other")
    assert await store.erase(CODE) is True
    assert [view.words for view in show(store.engine, store.keys, turn)] == [None] * 3
    assert None not in [view.words for view in show(store.engine, store.keys, other)]
    assert verify(store.engine, store.keys) == 8
    assert await store.erase(CODE) is False


async def test_a_conversation_that_goes_on_after_erasing_has_new_words_only(
    store: AuditStore,
) -> None:
    before = await tell(store)
    await store.erase(CODE)
    after = await tell(store, number=2)
    assert [view.words for view in show(store.engine, store.keys, before)] == [None] * 3
    assert None not in [view.words for view in show(store.engine, store.keys, after)]


async def test_old_words_are_forgotten_and_new_ones_kept(
    store: AuditStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = await tell(store)
    assert await store.forget_old_words(days=1) == 0
    monkeypatch.setattr("audit.store._days_ago", years_ahead)
    assert await store.forget_old_words(days=1) == 1
    assert {view.words for view in show(store.engine, store.keys, turn)} == {None}
    assert verify(store.engine, store.keys) == 5


async def test_words_that_are_not_redacted_are_refused(store: AuditStore) -> None:
    asked = opening()
    raw = replace(asked, question=replace(asked.question, redacted=False))
    with pytest.raises(RecordFailed, match="not redacted"):
        await store.open(raw)
    assert verify(store.engine, store.keys) == 1


async def test_a_callers_own_words_do_not_become_a_name(store: AuditStore) -> None:
    turn = await tell(store, conversation=f"Mrs Example, {WORDS[0]}, {WORDS[1]}")
    await store.feedback(CODE, WORDS[0], WORDS[1], "")
    line = next(line for line in turns(store.engine) if line.id == turn)
    assert len(line.conversation) == 32
    assert line.conversation.isalnum()
    assert await store.erase(f"Mrs Example, {WORDS[0]}, {WORDS[1]}") is True


async def test_a_record_that_has_not_begun_keeps_nothing(url: str, open_store: Open) -> None:
    store = open_store(url, begin=False)
    assert not await store.is_writable()
    with pytest.raises(RecordFailed, match="has not begun"):
        await store.open(opening())


async def test_nothing_can_be_told_of_a_record_that_never_began(url: str, open_store: Open) -> None:
    store = open_store(url, begin=False)
    with pytest.raises(RecordFailed, match="no record has begun"):
        verify(store.engine, store.keys)


async def test_every_start_makes_a_chain_and_names_the_ones_before(
    url: str, open_store: Open
) -> None:
    for number in range(3):
        store = open_store(url)
        await tell(store, number=number)
        store.close()
    reader = open_store(url, begin=False)
    assert verify(reader.engine, reader.keys) == 12


async def test_anchors_stay_small_however_often_it_starts(url: str, open_store: Open) -> None:
    sizes: list[int] = []
    for _ in range(6):
        store = open_store(url)
        await store.looked("", "mina")
        with store.engine.begin() as connection:
            query = "select max(length(header)) from entries where kind = 'anchor'"
            sizes.append(connection.exec_driver_sql(query).scalar_one())
        store.close()
    assert sizes[1] == sizes[-1]


async def test_is_writable_writes_nothing(store: AuditStore) -> None:
    assert await store.is_writable()
    assert await store.is_writable()
    assert verify(store.engine, store.keys) == 1


async def test_a_turn_closed_after_it_was_given_up_is_closed(store: AuditStore) -> None:
    turn = await store.open(opening())
    await store.write(EntryKind.ABANDONED, turn.id, CODE, (b"{}", b""))
    assert turns(store.engine)[0].outcome == "ABANDONED"
    await turn.close(answer())
    assert turns(store.engine)[0].outcome == "ANSWERED"


@pytest.mark.parametrize("bad", ["sqlite:///", "sqlite:///:memory:"])
def test_a_record_in_memory_is_refused(bad: str) -> None:
    with pytest.raises(SettingsError, match="TEACHBACK_AUDIT_URL") as error:
        AuditStore(bad, "an invented key of the site")
    assert "\n" not in str(error.value)


def test_a_folder_may_have_any_name(tmp_path: object, open_store: Open) -> None:
    store = open_store(f"sqlite:///{tmp_path}/100% sure, a:b/2026 audit.sqlite")
    assert verify(store.engine, store.keys) == 1
