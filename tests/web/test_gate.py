import pytest

from tests.fakes import FakeDoor
from web.gate import Entry, Gate
from web.limiter import Limiter


def gate(per_minute: int = 3) -> Gate:
    return Gate(door=FakeDoor(), limiter=Limiter(per_minute))


class BrokenDoor(FakeDoor):
    def signpost(self, text: str):  # noqa: ANN201
        raise RuntimeError(text)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("고혈압이 뭐예요?", Entry.ASK),
        ("120/80?", Entry.ASK),
        ("", Entry.EMPTY),
        ("  \n ", Entry.EMPTY),
        ("???", Entry.EMPTY),
        ("😀😀", Entry.ONLY_EMOJI),
        ("a" * 2001, Entry.TOO_LONG),
        ("a" * 20_000, Entry.TOO_LONG),
        ("a" * 2500 + " I have chest pain", Entry.URGENT),
    ],
)
def test_messages_are_let_in(text: str, entry: Entry) -> None:
    assert gate().admit(text, "s", "a").entry is entry


def test_the_fourth_question_in_a_minute_is_asked_to_wait() -> None:
    door = gate(3)
    entries = [door.admit("what is asthma", "s", "a").entry for _ in range(4)]
    assert entries == [Entry.ASK] * 3 + [Entry.TOO_FAST]


def test_another_session_behind_the_same_address_is_not_held_back() -> None:
    door = gate(1)
    door.admit("what is asthma", "one", "a")
    assert door.admit("what is asthma", "two", "a").entry is Entry.ASK


def test_one_address_cannot_ask_without_end_through_new_sessions() -> None:
    door = gate(1)
    entries = [door.admit("what is asthma", str(n), "a").entry for n in range(25)]
    assert entries[-1] is Entry.TOO_FAST


def test_danger_is_never_turned_away() -> None:
    door = gate(1)
    entries = [door.admit("I have chest pain", "s", "a") for _ in range(50)]
    assert entries[0].entry is Entry.URGENT
    assert {one.entry for one in entries} == {Entry.URGENT, Entry.SIGNPOST}
    assert all(one.sentences for one in entries)


def test_when_the_danger_rules_fail_the_message_still_gets_through() -> None:
    door = Gate(door=BrokenDoor(), limiter=Limiter(1))
    entries = {door.admit("what is asthma", "s", "a").entry for _ in range(3)}
    assert entries == {Entry.URGENT}
