"""Each machine form, end to end through the staff's door, as docs/contracts.md shows it."""

import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar, cast

import pytest

from chains.assistant import Assistant
from domain.answers import Answer, AnswerClosed, Event, Part, Provenance, Reading, Sentence
from domain.conversation import Preferences, Question, Turn
from domain.corpus import Citation, Passage
from domain.languages import ENGLISH, CountryCode, LanguageTag, Level
from domain.verdicts import Action, Finding, Outcome, Route, Verdict
from guardrails.screening import Screening
from settings import ROOT
from staff.ask import Asker
from staff.forms import AskRow, ReadRow, RedactRow, ScreenRow
from staff.lines import Row, answer_lines
from staff.screen import Screener
from staff.small import measured, redacted
from tests.contract.documented import example, one, rows

R = TypeVar("R", bound=Row)
PAGE = "High blood pressure"


def cited(marker: int, section: str, country: str | None, reviewed: date | None) -> Citation:
    return Citation(
        marker=marker, topic="high-blood-pressure", section=section, title=PAGE, heading="…",
        country=CountryCode(country) if country else None, reviewed_on=reviewed,
        review_status="reviewed" if reviewed else "unreviewed", text="…",
    )  # fmt: skip


def shown(number: int, text: str, *citations: int) -> Sentence:
    part = Part.BODY if citations else Part.NOTE
    return Sentence(number=number, text=text, citations=citations, part=part)


ANSWER = Answer(
    outcome=Outcome.ANSWERED,
    route=Route.EDUCATION,
    language=ENGLISH,
    level=Level.EASY,
    sentences=(
        shown(1, "Blood pushes on the walls of its vessels.", 1),
        shown(2, "This push is blood pressure.", 1, 2),
        shown(3, "This page is not reviewed."),
    ),
    citations=(cited(1, "what", None, None), cited(2, "checks", "KR", date(2026, 11, 20))),
    reading=Reading(measure="median-grade", value=3.2, target=5.0, met=True),
    findings=(
        Finding(guardrail="unsupported-claim", action=Action.REVISE, excerpt="It always works."),
    ),
    timings_ms={"danger": 0.4, "compose": 12.5},
    record_id="0123456789abcdef",
    provenance=Provenance(
        app="0.1.0", model="embedded", prompts="0a1b2c", guardrails="3d4e5f", corpus="678901",
        embedding="pages-1a2b3c4d",
    ),
    turn=Turn(
        text="What is blood pressure?", query="", route=Route.EDUCATION, topic=None,
        language=ENGLISH,
    ),
    preferences=Preferences(),
)  # fmt: skip


@dataclass
class OneAnswer:
    """Answers everything the same; remembers what it was asked."""

    says: Answer = ANSWER
    asked: list[Question] = field(default_factory=list[Question])

    async def answer(self, question: Question) -> AsyncIterator[Event]:
        self.asked.append(question)
        yield AnswerClosed(self.says)


class FewRules:
    """Screens as the documented example has it."""

    def danger(self, raw: str, question: Question, language: LanguageTag) -> Verdict:
        del raw, question, language
        return Verdict(route=None, action=Action.ALLOW)

    async def heard(self, danger: Verdict, asked: Question) -> Verdict:
        del asked
        return danger

    async def question(self, question: Question, query: str, language: LanguageTag) -> Verdict:
        del query, language
        assert question.redacted
        found = Finding(
            guardrail="treatment", action=Action.REDIRECT, excerpt="stop my pills",
            route=Route.TREATMENT,
        )  # fmt: skip
        return Verdict(route=Route.TREATMENT, action=Action.REDIRECT, findings=(found,))

    def sentence(
        self, text: str, passages: tuple[Passage, ...] | None, language: LanguageTag
    ) -> Verdict:
        del language
        if passages is None:
            return Verdict(route=None, action=Action.ALLOW)
        assert [passage.text for passage in passages] == ["Diabetes is common."]
        found = Finding(
            guardrail="diagnosis-claim", action=Action.BLOCK, excerpt=text.removesuffix(".")
        )
        return Verdict(route=None, action=Action.BLOCK, findings=(found,))


async def run(
    name: str, kind: type[R], answer: Callable[[R], Awaitable[dict[str, object]]]
) -> list[dict[str, object]]:
    out = io.StringIO()
    await answer_lines(example(name).splitlines(keepends=True), out, kind, answer)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def asker(assistant: OneAnswer) -> Asker:
    return Asker(assistant=cast(Assistant, assistant))


async def test_ask() -> None:
    assistant = OneAnswer()
    assert await run("ask", AskRow, asker(assistant)) == [one("ask-out")]
    (question,) = assistant.asked
    assert (question.text, question.conversation) == ("What is blood pressure?", "c1")
    assert (question.preferences.language, question.preferences.level) == ("en", Level.EASY)


async def test_an_answer_that_was_not_measured_has_nulls_and_every_key() -> None:
    bare = replace(ANSWER, reading=None, record_id=None)
    (reply,) = await run("ask", AskRow, asker(OneAnswer(says=bare)))
    assert reply.keys() == one("ask-out").keys()
    assert {name: reply[name] for name in ("reading", "record_id")} == one("ask-unmeasured")


async def test_rows_of_one_conversation_are_its_turns() -> None:
    assistant = OneAnswer()
    ask = asker(assistant)
    for conversation in ("a", "b", "a", None, None):
        await ask(AskRow(id="1", text="?", conversation=conversation))
    assert [question.number for question in assistant.asked] == [1, 1, 2, 1, 1]
    assert [len(question.turns) for question in assistant.asked] == [0, 0, 1, 0, 0]
    assert len({question.conversation for question in assistant.asked}) == 4


async def test_screen() -> None:
    screener = Screener(screening=cast(Screening, FewRules()), languages={})
    assert await run("screen", ScreenRow, screener) == rows("screen-out")


async def test_redact() -> None:
    assert await run("redact", RedactRow, redacted) == rows("redact-out")


async def test_read() -> None:
    assert await run("read", ReadRow, measured) == rows("read-out")


async def test_a_bad_row_gives_its_error_and_the_rest_goes_on() -> None:
    assert await run("bad-rows", RedactRow, redacted) == rows("bad-rows-out")


@pytest.mark.parametrize(
    "line",
    ["[]", "null", "7", '"text"', '{"id": "1", "text": 3}', '{"text": "x"}', "[" * 5000, "{"],
)
async def test_whatever_a_line_is_one_object_comes_out(line: str) -> None:
    out = io.StringIO()
    fine = example("redact").splitlines()[0]
    await answer_lines([line + "\n", "\n", fine], out, RedactRow, redacted)
    first, second = (json.loads(reply) for reply in out.getvalue().splitlines())
    assert first.keys() == {"id", "error"}
    assert second == rows("redact-out")[0]


@pytest.mark.parametrize("given", ["7", "7.5", "-1", '"7"'])
async def test_an_id_comes_back_as_it_came(given: str) -> None:
    out = io.StringIO()
    lines = [f'{{"id": {given}, "text": "fine"}}', f'{{"id": {given}}}']
    await answer_lines(lines, out, RedactRow, redacted)
    for reply in out.getvalue().splitlines():
        assert reply.startswith(f'{{"id": {given}, ')
    assert "text: Field required" in out.getvalue()


@pytest.mark.parametrize("given", ["true", "null", "[1]"])
async def test_what_is_neither_text_nor_number_is_no_id(given: str) -> None:
    out = io.StringIO()
    await answer_lines([f'{{"id": {given}, "text": "fine"}}'], out, RedactRow, redacted)
    assert json.loads(out.getvalue())["error"].startswith("id")


async def test_a_value_error_of_an_answer_does_not_blame_the_line() -> None:
    async def breaks(row: RedactRow) -> dict[str, object]:
        raise ValueError(row.text)

    replies = await run("redact", RedactRow, breaks)
    assert [reply["error"] for reply in replies] == ["ValueError", "ValueError"]


class Flushes(io.StringIO):
    """Remembers how many lines were written whenever it was flushed."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[int] = []

    def flush(self) -> None:
        self.seen.append(self.getvalue().count("\n"))


async def test_each_answer_is_written_out_before_the_next_row_is_read() -> None:
    out = Flushes()
    read: list[int] = []

    def source() -> list[str]:
        return [line + "\n" for line in example("redact").splitlines()]

    async def answer(row: RedactRow) -> dict[str, object]:
        read.append(len(out.seen))
        return await redacted(row)

    await answer_lines(source(), out, RedactRow, answer)
    assert read == [0, 1]
    assert out.seen == [1, 2]


async def test_what_a_row_raises_is_its_error_and_no_text_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def breaks(row: RedactRow) -> dict[str, object]:
        raise RuntimeError(row.text)

    replies = await run("redact", RedactRow, breaks)
    assert [reply["id"] for reply in replies] == ["r1", "r2"]
    assert "ana.diaz" not in caplog.text + json.dumps(replies)


@pytest.mark.parametrize(
    ("names", "known"),
    [
        ("outcome", {outcome.value for outcome in Outcome}),
        ("route", {route.value for route in Route}),
        ("action", {action.name.lower() for action in Action}),
    ],
)
def test_every_name_is_documented(names: str, known: set[str]) -> None:
    text = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
    listed = text.split(f"`{names}` is one of `")[1].split("`")[0]
    assert set(listed.split()) == known
