"""Whatever fails: nothing unchecked or unrecorded is shown, and the way to help always is."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import NoReturn

import pytest

from chains import delivery
from chains.assistant import Assistant
from domain.answers import Draft
from domain.conversation import Question
from domain.errors import EmbeddingFailed, RecordFailed
from domain.languages import LanguageTag
from domain.verdicts import Action, Finding, Outcome, Route, Verdict, answer_verdict
from guardrails.runner import unread
from guardrails.screening import Screening
from tests.chains.talk import hear
from tests.fakes import FakeRecorder

EMERGENCY = "my chest feels tight and i am sweating"
CRISIS = "i want to die"
ABUSE = "my husband hits me when he drinks"


def broken(*_: object) -> NoReturn:
    raise RuntimeError("a secret in an exception")


async def broken_later(*_: object) -> NoReturn:
    raise RuntimeError("a secret in an exception")


def told(assistant: Assistant, **rooms: object) -> Assistant:
    """The walk with rooms of its second half swapped."""
    return replace(assistant, telling=replace(assistant.telling, **rooms))


def written(assistant: Assistant, **rooms: object) -> Assistant:
    """The walk with parts of its room `compose` swapped."""
    return told(assistant, writing=replace(assistant.telling.writing, **rooms))


@pytest.mark.parametrize("asked", [EMERGENCY, CRISIS, ABUSE])
@pytest.mark.parametrize("room", ["redact", "check_question", "retrieve", "reopen", "elsewhere"])
async def test_help_is_shown_whatever_room_behind_is_broken(
    assistant: Assistant, asked: str, room: str
) -> None:
    failing = broken if room in {"redact", "reopen"} else broken_later
    heard = await hear(replace(assistant, **{room: failing}), asked)
    assert heard.answer.outcome is Outcome.SIGNPOSTED
    assert "119" in heard.text or "109" in heard.text


@pytest.mark.parametrize("error", [RecordFailed("full"), OSError("gone"), ValueError("a bug")])
@pytest.mark.parametrize("step", ["open", "release", "close"])
@pytest.mark.parametrize("asked", [EMERGENCY, CRISIS, ABUSE])
async def test_help_is_shown_though_nothing_can_be_recorded(
    assistant: Assistant, asked: str, step: str, error: Exception
) -> None:
    failing = FakeRecorder(broken=frozenset({step}), error=error)
    heard = await hear(told(assistant, recorder=failing), asked)
    assert heard.answer.outcome is Outcome.SIGNPOSTED
    assert "Something went wrong" not in heard.text
    assert heard.released == (await hear(assistant, asked)).released


async def test_help_is_shown_though_the_record_stalls(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "PATIENCE_S", 0.05)
    heard = await hear(told(assistant, recorder=FakeRecorder(stalls=True)), EMERGENCY)
    assert heard.answer.outcome is Outcome.SIGNPOSTED
    assert "Call 119 now." in heard.released


async def test_a_failing_redaction_hides_the_words_of_an_emergency_everywhere(
    assistant: Assistant, recorder: FakeRecorder
) -> None:
    heard = await hear(replace(assistant, redact=broken), EMERGENCY)
    assert heard.released[:2] == ["This may be an emergency.", "Call 119 now."]
    (opening,) = recorder.openings
    assert "feels tight" not in repr(opening) + repr(heard.answer)
    assert {finding.excerpt for finding in opening.verdict.findings} == {""}


@pytest.mark.parametrize("step", ["open", "release"])
@pytest.mark.parametrize("asked", ["what is asthma?", "do i have asthma?", "hello", "football"])
async def test_no_record_no_answer_but_the_emergency_number(
    assistant: Assistant, step: str, asked: str
) -> None:
    failing = FakeRecorder(broken=frozenset({step}))
    heard = await hear(told(assistant, recorder=failing), asked)
    assert heard.answer.outcome is Outcome.ERROR
    assert "If this may be an emergency, call 119." in heard.released
    assert "Asthma makes" not in heard.text
    assert heard.answer.record_id is None


async def test_a_closing_entry_that_fails_takes_nothing_back(assistant: Assistant) -> None:
    failing = FakeRecorder(broken=frozenset({"close"}))
    heard = await hear(told(assistant, recorder=failing), "what is asthma?")
    assert heard.answer.outcome is Outcome.ANSWERED
    assert "Something went wrong" not in heard.text


ROOMS = [
    ("check_danger", broken),
    ("heard", broken_later),
    ("redact", broken),
    ("check_question", broken_later),
    ("retrieve", broken_later),
]
TOLD = [
    (written, "check_sentence", broken),
    (written, "composer", object()),
    (told, "measure", broken),
]


async def test_a_search_in_other_languages_that_fails_names_the_emergency_number(
    assistant: Assistant,
) -> None:
    heard = await hear(replace(assistant, elsewhere=broken_later), "zebra quilt umbrella")
    assert heard.answer.outcome is Outcome.ERROR
    assert "119" in heard.text


@pytest.mark.parametrize(("room", "failing"), ROOMS)
async def test_an_answer_never_raises_and_names_the_emergency_number(
    assistant: Assistant, room: str, failing: object
) -> None:
    heard = await hear(replace(assistant, **{room: failing}), "what is asthma?")
    assert heard.answer.outcome is Outcome.ERROR
    assert "call 119" in heard.text
    assert "secret" not in heard.text


@pytest.mark.parametrize(("swapped", "room", "failing"), TOLD)
async def test_what_fails_while_it_tells_ends_as_an_error_too(
    assistant: Assistant, swapped: Callable[..., Assistant], room: str, failing: object
) -> None:
    heard = await hear(swapped(assistant, **{room: failing}), "what is asthma?")
    assert heard.answer.outcome is Outcome.ERROR
    assert heard.released[-1] == "If this may be an emergency, call 119."


async def test_a_turn_that_failed_leaves_a_record_once_its_words_are_redacted(
    assistant: Assistant, recorder: FakeRecorder
) -> None:
    await hear(replace(assistant, retrieve=broken_later), "what is asthma?")
    assert recorder.written[0] == "opened"
    assert recorder.answers[0].outcome is Outcome.ERROR


async def test_words_that_were_never_redacted_are_never_recorded(
    assistant: Assistant, recorder: FakeRecorder
) -> None:
    heard = await hear(replace(assistant, redact=broken), "what is asthma? call 010-1234-5678")
    assert recorder.written == []
    assert heard.answer.turn.text == ""
    assert heard.answer.turn.query == ""


async def test_a_log_never_holds_the_words_or_the_exceptions_text(
    assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    await hear(replace(assistant, retrieve=broken_later), "what is asthma?")
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("bm25s")]
    assert "the walk failed: RuntimeError" in ours
    assert not any("asthma" in line or "secret" in line for line in ours)


async def test_a_message_that_cannot_be_embedded_is_stopped(assistant: Assistant) -> None:
    def blind(*_: object) -> NoReturn:
        raise EmbeddingFailed("no vectors")

    screening = getattr(assistant.check_question, "__self__")  # noqa: B009 - the room behind the method
    assert isinstance(screening, Screening)
    room = replace(screening, classify=blind).question
    heard = await hear(replace(assistant, check_question=room), "what is asthma?")
    assert heard.answer.outcome is Outcome.ERROR
    assert [f.guardrail for f in heard.answer.findings] == ["classifier"]
    assert "call 119" in heard.text


async def test_a_courtesy_is_not_said_to_a_message_that_no_rule_could_read(
    assistant: Assistant,
) -> None:
    def blocked(_: str, __: Question, ___: LanguageTag) -> Verdict:
        return unread("emergency-signs", "RuntimeError")

    heard = await hear(replace(assistant, check_danger=blocked), "thanks")
    assert heard.answer.outcome is Outcome.ERROR
    assert "call 119" in heard.text


async def test_nothing_that_is_left_to_say_is_not_an_answer(assistant: Assistant) -> None:
    def silent(_: Draft, __: LanguageTag) -> Verdict:
        return answer_verdict((Finding(guardrail="x", action=Action.BLOCK, excerpt=""),))

    heard = await hear(written(assistant, check_sentence=silent), "what is asthma?")
    assert heard.answer.outcome is Outcome.BLOCKED
    assert heard.answer.route is Route.EDUCATION
    assert "Asthma" not in heard.text
    assert heard.released


async def test_an_empty_page_is_not_an_answer(assistant: Assistant) -> None:
    class Silent:
        async def compose(self, *_: object) -> AsyncIterator[Draft]:
            for draft in ():
                yield draft

    heard = await hear(written(assistant, composer=Silent()), "what is asthma?")
    assert heard.answer.outcome is Outcome.BLOCKED
