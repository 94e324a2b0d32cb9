"""A Korean who types in Latin letters is understood as one: danger, language, page."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import pytest

from chains.assistant import Assistant
from domain.languages import LanguageTag
from domain.verdicts import Outcome, Route
from guardrails.danger import Danger
from guardrails.examples import SHIPPED, read_examples
from guardrails.runner import Runner
from guardrails.screening import Screening
from guardrails.shelf import shipped_guardrails
from tests.chains.conftest import classify
from tests.chains.talk import hear
from text.latin_korean import LatinKorean


@pytest.fixture(scope="module")
def spelled() -> Callable[[str], str]:
    written: defaultdict[LanguageTag, list[str]] = defaultdict(list)
    for line in read_examples(SHIPPED):
        written[line.language].append(line.text)
    return LatinKorean({LanguageTag(tag): written[LanguageTag(tag)] for tag in ("ko", "en", "es")})


@pytest.fixture
def reading(assistant: Assistant, danger: Danger, spelled: Callable[[str], str]) -> Assistant:
    screening = Screening(
        runner=Runner(guardrails=shipped_guardrails()),
        danger_rules=danger,
        classify=classify,
        thresholds={},
        embedding="fake",
        spelled=spelled,
    )
    return replace(
        assistant,
        spelled=spelled,
        check_danger=screening.danger,
        heard=screening.heard,
        check_question=screening.question,
    )


async def test_a_danger_in_latin_letters_gets_the_number_in_korean(reading: Assistant) -> None:
    heard = await hear(reading, "gaseumi apayo sumi an swieojyeoyo")
    assert heard.answer.route is Route.EMERGENCY
    assert "119" in heard.text
    assert heard.answer.language == "ko"


async def test_a_question_in_latin_letters_is_answered_from_the_korean_page(
    reading: Assistant,
) -> None:
    heard = await hear(reading, "cheonsigi mwoyeyo")
    assert heard.answer.outcome is Outcome.ANSWERED
    assert "천식은 숨길이 좁아지는 병이에요." in heard.released


async def test_spanish_without_accents_stays_spanish(reading: Assistant) -> None:
    heard = await hear(reading, "mi marido me pega todas las noches")
    assert heard.answer.language == "es"
    assert heard.answer.route is Route.ABUSE
