"""A page that the asked language lacks, put into it by a model: checked against that page."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from pydantic import SecretStr

from chains.answerers import answerers
from chains.assistant import Assistant
from corpus.index import Index
from domain.answers import Draft, Part
from domain.conversation import Preferences, Question
from domain.languages import LanguageTag
from domain.verdicts import Outcome, Verdict
from guardrails.grounding import support
from guardrails.screening import Screening
from tests.chains.model_server import Endpoint, Says, serving, whole
from tests.chains.talk import Heard, Talk

KO = LanguageTag("ko")
NOTE = "컴퓨터가 번역한 거예요"
ELSEWHERE = "다른 언어로는 있어요"
PAGE = (
    "Asthma makes the air tubes narrow.",
    "Then breathing is hard work.",
    "Most people can live well with it.",
)
FAITHFUL = (
    "천식은 숨길을 좁게 만들어요.",
    "그러면 숨쉬기가 힘들어져요.",
    "사람들 대부분은 천식과 함께 잘 지내요.",
)
"""What a translator says of the page's three sentences; any other pair is unlike in meaning."""


def alike(one: str, other: str) -> float:
    """As a multilingual encoder would see these sentences."""
    begins = {text[:4]: place for place, text in enumerate(FAITHFUL)}
    return 0.9 if other == PAGE[begins.get(one[:4], -1)] and one[:4] in begins else 0.1


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as served:
        yield served


@pytest.fixture
def translating(lacking: Assistant, screening: Screening, endpoint: Endpoint) -> Assistant:
    """The walk where asthma has no Korean page, and a model is set."""
    pair = answerers(
        lacking.languages, base_url=endpoint.url, name="m", api_key=SecretStr("k"), timeout=1.0
    )

    def check(draft: Draft, language: LanguageTag) -> Verdict:
        return replace(screening, similarity=alike).sentence(
            draft.text, draft.passages, language, is_own=draft.verbatim
        )

    writing = replace(
        lacking.telling.writing,
        composer=pair.composer,
        embedded=pair.embedded,
        reviser=pair.reviser,
        check_sentence=check,
        supported=partial(support, similarity=alike),
    )
    return replace(lacking, telling=replace(lacking.telling, writing=writing))


async def heard(assistant: Assistant, endpoint: Endpoint, *says: Says) -> Heard:
    endpoint.says = list(says)
    question = Question(text="", conversation="c", preferences=Preferences(language=KO))
    return await Talk(assistant=assistant, question=question).say("what is asthma?")


async def test_a_faithful_translation_is_shown_and_says_what_it_is(
    translating: Assistant, endpoint: Endpoint
) -> None:
    told = await heard(translating, endpoint, whole(" ".join(FAITHFUL)))
    assert NOTE in told.released[0]
    assert tuple(told.released[1:]) == FAITHFUL
    assert told.answer.outcome is Outcome.ANSWERED
    assert told.answer.citations[0].title == "Asthma"
    assert any("translated by machine" in finding.rule for finding in told.answer.findings)


@pytest.mark.parametrize(
    "wrong",
    [
        "천식은 숨길을 좁게 만들지 않아요.",  # not
        "천식은 숨길을 3배 좁게 만들어요.",  # a number
        "천식은 숨길을 좁게 만들면 위험해요.",  # a condition
        "Asthma makes the air tubes narrow.",  # not translated
        "담배를 끊으면 좋아져요.",  # not in the page
        "천식이 있으시네요.",  # a diagnosis
    ],
)
async def test_what_the_page_does_not_say_is_not_shown(
    translating: Assistant, endpoint: Endpoint, wrong: str
) -> None:
    says = f"{FAITHFUL[1]} {wrong} {FAITHFUL[2]}"
    told = await heard(translating, endpoint, whole(says), whole(""))
    assert wrong not in told.text
    assert FAITHFUL[1] in told.text
    assert FAITHFUL[2] in told.text


async def test_where_most_is_lost_the_page_is_named(
    translating: Assistant, endpoint: Endpoint
) -> None:
    says = f"{FAITHFUL[0]} 담배를 끊으면 좋아져요. 물을 많이 드세요."
    told = await heard(translating, endpoint, whole(says), whole(""), whole(""))
    assert FAITHFUL[0] in told.text
    assert ELSEWHERE in told.released[-1]


async def test_nothing_translated_is_no_translation(
    translating: Assistant, endpoint: Endpoint
) -> None:
    told = await heard(translating, endpoint, whole("담배를 끊으면 좋아져요."), whole(""))
    assert NOTE not in told.text
    assert ELSEWHERE in told.text
    assert told.answer.outcome is Outcome.NO_TOPIC
    assert told.answer.citations == ()


async def test_a_model_that_fails_names_the_page(
    translating: Assistant, endpoint: Endpoint
) -> None:
    told = await heard(translating, endpoint, Says(status=500), Says(status=500), Says(status=500))
    assert ELSEWHERE in told.text
    assert told.answer.outcome is Outcome.NO_TOPIC


async def test_a_language_whose_figures_are_not_read_is_not_translated_into(
    translating: Assistant, endpoint: Endpoint
) -> None:
    endpoint.says = [whole("Hen suyễn làm hẹp đường thở.")]
    question = Question(
        text="", conversation="c", preferences=Preferences(language=LanguageTag("vi"))
    )
    told = await Talk(assistant=translating, question=question).say("what is asthma?")
    assert told.answer.outcome is Outcome.NO_TOPIC
    assert not endpoint.asked


async def test_warning_signs_are_never_translated(
    translating: Assistant, endpoint: Endpoint
) -> None:
    endpoint.says = [whole(" ".join(FAITHFUL))]
    question = Question(text="", conversation="c", preferences=Preferences(language=KO))
    told = await Talk(assistant=translating, question=question).say(
        "when should i get help for asthma"
    )
    assert not endpoint.asked
    assert all(sentence.part is not Part.BODY for sentence in told.answer.sentences)


async def test_a_page_that_staff_withdrew_is_not_told_from_another_language(
    translating: Assistant, endpoint: Endpoint, lacking_index: Index
) -> None:
    lacking_index.bar(frozenset({(KO, "asthma")}))
    told = await heard(translating, endpoint, whole(" ".join(FAITHFUL)))
    assert not endpoint.asked
    assert ELSEWHERE not in told.text
    assert told.answer.outcome is Outcome.NO_TOPIC


async def test_a_page_withdrawn_in_its_own_language_is_told_in_none(
    translating: Assistant, endpoint: Endpoint, lacking_index: Index
) -> None:
    lacking_index.bar(frozenset({(LanguageTag(tag), "asthma") for tag in ("en", "es")}))
    told = await heard(translating, endpoint, whole(" ".join(FAITHFUL)))
    assert not endpoint.asked
    assert told.answer.outcome is Outcome.NO_TOPIC
