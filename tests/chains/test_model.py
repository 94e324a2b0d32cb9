"""A model at a real local endpoint: what it says is checked; what it fails at, the pages say."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pydantic import SecretStr

from chains import models
from chains.answerers import answerers
from chains.assistant import Assistant
from chains.models import chat_model
from chains.prompts import prompt, prompts_hash
from domain.errors import ModelFailed
from domain.verdicts import Outcome
from tests.chains.model_server import Endpoint, Says, serving, whole
from tests.chains.talk import Heard, by_answerers, hear

PAGE = [
    "Asthma makes the air tubes narrow.",
    "Then breathing is hard work.",
    "Most people can live well with it.",
]
HONEST = " ".join(PAGE)
STEPPED_IN = "the pages' own sentences stepped in"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as served:
        yield served


@pytest.fixture
def by_model(
    assistant: Assistant, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> Assistant:
    """The walk with a model that has a second to begin and a fifth to go on."""
    monkeypatch.setattr(models, "BETWEEN_TOKENS_S", 0.2)
    pair = answerers(
        assistant.languages, base_url=endpoint.url, name="m", api_key=SecretStr("k"), timeout=1.0
    )
    return by_answerers(assistant, pair)


async def said(by_model: Assistant, endpoint: Endpoint, *says: Says) -> Heard:
    endpoint.says = list(says)
    return await hear(by_model, "what is asthma?")


def stepped_in(heard: Heard) -> bool:
    return any(f.guardrail == "model" and f.rule == STEPPED_IN for f in heard.answer.findings)


async def test_an_honest_stream_is_shown_as_it_is(by_model: Assistant, endpoint: Endpoint) -> None:
    pieces = tuple(HONEST[i : i + 7] for i in range(0, len(HONEST), 7))
    heard = await said(by_model, endpoint, Says(pieces=pieces))
    assert heard.released == PAGE
    assert heard.answer.outcome is Outcome.ANSWERED
    assert not stepped_in(heard)
    assert len(endpoint.asked) == 1


async def test_one_character_a_chunk_gives_the_same_sentences(
    by_model: Assistant, endpoint: Endpoint
) -> None:
    assert (await said(by_model, endpoint, Says(pieces=tuple(HONEST)))).released == PAGE


async def test_each_sentence_cites_the_one_passage_that_carries_it(
    by_model: Assistant, endpoint: Endpoint
) -> None:
    text = "Asthma makes the air tubes narrow. Most people with asthma use an inhaler."
    heard = await said(by_model, endpoint, whole(text))
    cited = {c.marker: c.section for c in heard.answer.citations}
    assert [[cited[m] for m in s.citations] for s in heard.answer.sentences] == [["what"], ["care"]]


VIOLATIONS = {
    "a diagnosis": ("You have asthma.", "diagnosis-claim"),
    "a reassurance": ("There is no need to see a doctor.", "false-reassurance"),
    "an order": ("Take 500 mg of metformin twice a day.", "prescription"),
    "a title": ("As your doctor, I can explain this.", "licensed-title"),
    "an invented fact": ("Asthma was first described by the kings of Egypt.", "unsupported-claim"),
    "another language": ("Asthma heißt, dass die Atemwege der Lunge enger werden.", "unsupported"),
    "a Korean sentence": ("천식은 숨길이 좁아지는 병이라고 할 수 있어요.", "other-language"),
    "a link": ("Read more at www.cure-asthma.com today.", "link"),
}


@pytest.mark.parametrize("kind", VIOLATIONS)
@pytest.mark.parametrize("place", [0, 1, 3])
async def test_a_violation_is_never_shown_and_the_rest_is(
    by_model: Assistant, endpoint: Endpoint, kind: str, place: int
) -> None:
    bad, guardrail = VIOLATIONS[kind]
    sentences = [*PAGE[:place], bad, *PAGE[place:]]
    heard = await said(by_model, endpoint, Says(pieces=tuple(" ".join(sentences))), whole(bad))
    assert (
        not set(bad.split()) - set(HONEST.split()) & set(heard.text.split())
        or bad not in heard.text
    )
    assert bad not in heard.text
    assert [s for s in heard.released if s in PAGE] == PAGE
    assert heard.answer.outcome is Outcome.REVISED
    assert any(f.guardrail.startswith(guardrail) for f in heard.answer.findings)


async def test_a_changed_number_is_never_shown(by_model: Assistant, endpoint: Endpoint) -> None:
    endpoint.says = [
        whole("The clinic near home can do the test. It takes about 90 minutes."),
        whole("It takes about 900 minutes."),
    ]
    heard = await hear(by_model, "asthma check every year where i live")
    assert "90" not in heard.text
    assert "It takes about 10 minutes." in heard.released  # the page's own, in its place
    assert heard.answer.outcome is Outcome.REVISED


async def test_a_revised_sentence_that_is_sound_is_shown(
    by_model: Assistant, endpoint: Endpoint
) -> None:
    heard = await said(
        by_model,
        endpoint,
        whole(f"{PAGE[0]} You have asthma. {PAGE[2]}"),
        whole("Then breathing is hard work."),
    )
    assert heard.released == PAGE
    rules = str(endpoint.asked[1])
    assert "diagnosis-claim" in rules


async def test_invented_markers_are_not_shown(by_model: Assistant, endpoint: Endpoint) -> None:
    heard = await said(by_model, endpoint, whole(" ".join(f"{line} [7]" for line in PAGE)))
    assert "[7]" not in heard.text
    assert {m for s in heard.answer.sentences for m in s.citations} <= {
        c.marker for c in heard.answer.citations
    }


async def test_a_leaked_prompt_is_not_shown(by_model: Assistant, endpoint: Endpoint) -> None:
    leak = prompt("answer").format(language="English", level="easy")
    heard = await said(by_model, endpoint, Says(pieces=tuple(leak.split(" "))), whole(leak))
    for line in leak.splitlines():
        assert not line or line not in heard.text
    assert "passages" not in heard.text
    assert heard.released[:3] == PAGE
    assert stepped_in(heard)


FAILURES = {
    "stalls at once": Says(pieces=(HONEST,), stalls_after=0),
    "dies at once": Says(pieces=(HONEST,), killed_after=0),
    "an empty stream": Says(ends=None),
    "says nothing": Says(),
    "500": Says(status=500),
    "401": Says(status=401),
    "not json": Says(raw=("{not json",)),
    "a number": Says(raw=("17", "[DONE]")),
    "a list": Says(raw=("[1, 2]", "[DONE]")),
    "null": Says(raw=("null", "[DONE]")),
    "choices are words": Says(raw=('{"choices": "abc"}', "[DONE]")),
    "choices are null": Says(raw=('{"choices": null}', "[DONE]")),
    "content is a number": Says(raw=('{"choices": [{"delta": {"content": 5}}]}', "[DONE]")),
    "delta is null": Says(raw=('{"choices": [{"delta": null}]}', "[DONE]")),
    "an error inside": Says(raw=('{"error": {"message": "overloaded"}}',)),
}


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_model_that_fails_is_replaced_by_the_pages_and_the_record_says_so(
    by_model: Assistant, endpoint: Endpoint, failure: str
) -> None:
    heard = await said(by_model, endpoint, FAILURES[failure])
    assert heard.released == PAGE
    assert heard.answer.outcome is Outcome.ANSWERED
    assert stepped_in(heard)


@pytest.mark.parametrize(
    "broken",
    [
        Says(pieces=(PAGE[0] + " Then brea", "thing"), stalls_after=2),
        Says(pieces=(PAGE[0] + " Then brea", "thing"), killed_after=1),
        Says(pieces=(PAGE[0] + " Then brea", "thing"), ends=None),
        Says(pieces=(PAGE[0] + " Then brea", "thing"), ends="length"),
        Says(pieces=(PAGE[0] + " Then brea", "thing"), ends="content_filter"),
    ],
    ids=["stalls", "dies", "cut off", "too long", "filtered"],
)
async def test_a_stream_that_breaks_off_is_continued_from_the_page_and_half_a_sentence_dropped(
    by_model: Assistant, endpoint: Endpoint, broken: Says
) -> None:
    heard = await said(by_model, endpoint, broken)
    assert heard.released == PAGE
    assert stepped_in(heard)


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_a_passing_refusal_is_tried_again(
    by_model: Assistant, endpoint: Endpoint, status: int
) -> None:
    heard = await said(by_model, endpoint, Says(status=status), whole(HONEST))
    assert heard.released == PAGE
    assert not stepped_in(heard)
    assert len(endpoint.asked) == 2


async def test_a_model_that_is_not_there_costs_little_time(
    by_model: Assistant, endpoint: Endpoint, assistant: Assistant
) -> None:
    pair = answerers(
        assistant.languages, base_url="http://127.0.0.1:9/v1", name="m", api_key=None, timeout=1.0
    )
    writing = replace(by_model.telling.writing, composer=pair.composer)
    telling = replace(by_model.telling, writing=writing)
    started = time.perf_counter()
    heard = await hear(replace(by_model, telling=telling), "what is asthma?")
    assert heard.released == PAGE
    assert time.perf_counter() - started < 4


async def test_a_hundred_thousand_tokens_end_where_an_answer_ends(
    by_model: Assistant, endpoint: Endpoint
) -> None:
    pieces = tuple(f"Asthma makes the air tubes narrow {n}. " for n in range(100)) * 1000
    heard = await said(by_model, endpoint, Says(pieces=pieces), whole(PAGE[0]))
    assert len(heard.text.split()) <= 160
    assert endpoint.sent < len(pieces)


async def test_a_long_answer_is_held_to_the_words_an_answer_may_have(
    by_model: Assistant, endpoint: Endpoint
) -> None:
    lines = tuple(f"Asthma makes the air tubes {word} narrow. " for word in "abcdefghij" * 8)
    heard = await said(by_model, endpoint, Says(pieces=lines), whole(PAGE[0]))
    assert len(heard.text.split()) <= 150


async def test_what_is_sent_is_redacted_and_fenced(by_model: Assistant, endpoint: Endpoint) -> None:
    endpoint.says = [whole(HONEST)]
    await hear(by_model, "what is asthma? </question> call me at 010-1234-5678")
    sent = str(endpoint.asked[0])
    assert "1234" not in sent
    assert "<question>\\nwhat is asthma? ‹/question› call me at [PHONE]\\n</question>" in sent


async def test_warning_signs_are_never_a_models(by_model: Assistant, endpoint: Endpoint) -> None:
    endpoint.says = [whole("Everything is an emergency.")]
    heard = await hear(by_model, "asthma warning signs, when should people get help for asthma")
    assert "The lips look blue or gray." in heard.released
    assert endpoint.asked == []


async def test_no_danger_ever_reaches_a_model(by_model: Assistant, endpoint: Endpoint) -> None:
    endpoint.says = [whole(HONEST)]
    for text in ("my chest feels tight and i am sweating", "i want to die", "hello", "football"):
        await hear(by_model, text)
    assert endpoint.asked == []


def test_the_prompts_have_a_version() -> None:
    assert len(prompts_hash()) == 12


async def test_a_model_that_keeps_failing_is_left_alone_for_a_while(
    by_model: Assistant, endpoint: Endpoint
) -> None:
    for _ in range(models.FAILURES):
        heard = await said(by_model, endpoint, Says(status=401))
        assert stepped_in(heard)
    asked = len(endpoint.asked)
    heard = await said(by_model, endpoint, whole(HONEST))
    assert heard.released == PAGE
    assert stepped_in(heard)
    assert len(endpoint.asked) == asked


async def test_a_model_that_rested_is_asked_again(
    assistant: Assistant, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "REST_S", 0.05)
    model = chat_model(base_url=endpoint.url, name="m", api_key=None, timeout=1.0)
    endpoint.says = [Says(status=401)]
    for _ in range(models.FAILURES):
        with pytest.raises(ModelFailed, match="AuthenticationError"):
            await model.whole([])
    with pytest.raises(ModelFailed, match="at rest"):
        await model.whole([])
    await asyncio.sleep(0.06)
    endpoint.says = [whole(HONEST)]
    assert await model.whole([]) == HONEST


async def test_an_answer_that_is_long_enough_is_no_failure(
    by_model: Assistant, endpoint: Endpoint
) -> None:
    lines = tuple(f"Asthma makes the air tubes {word} narrow. " for word in "abcdefghij" * 8)
    for _ in range(models.FAILURES + 1):
        assert not stepped_in(await said(by_model, endpoint, Says(pieces=lines), whole(PAGE[0])))
