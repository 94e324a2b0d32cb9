"""Whom to call: by the country the person is in, never by language."""

from dataclasses import replace
from pathlib import Path

import pytest

from chains.assistant import Assistant
from chains.numbers import Numbers, country_of, show_language
from corpus.words import read_countries
from domain.languages import CountryCode, LanguageTag
from settings import ROOT
from tests.chains.talk import hear

KR = CountryCode("KR")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I am in Mexico and my head hurts", "MX"),
        ("we're in mexico.", "MX"),
        ("i am from Mexico", "KR"),
        ("I was born in Mexico", "KR"),
        ("i grew up in mexico", "KR"),
        ("i was in Mexico last year", "KR"),
        ("my tablets were made in mexico", "KR"),
        ("Mexican food", "KR"),
        ("is there malaria where i go", "KR"),
        ("in ukulele class", "KR"),
        ("estoy en México", "MX"),
        ("soy de México", "KR"),
        ("nací en México", "KR"),
        ("멕시코에 있어요", "MX"),
        ("멕시코에서 왔어요", "KR"),
        ("멕시코에서 태어났어요", "KR"),
        ("지금 멕시코인데 배가 아파요", "MX"),
        ("멕시코 여행 중이에요", "MX"),
        ("i am in mexico . now i am in the united kingdom", "GB"),
        ("i am in the united kingdom . now i am in mexico", "MX"),
        ("", "KR"),
    ],
)
def test_the_country_a_person_is_in(assistant: Assistant, text: str, code: str) -> None:
    found = country_of(text, KR, assistant.countries)
    assert found is not None
    assert found.code == code


async def test_a_person_who_is_in_mexico_is_told_the_mexican_number(assistant: Assistant) -> None:
    heard = await hear(assistant, "i am in mexico. my chest feels tight and i am sweating")
    assert "Call 911 now." in heard.released
    assert "119" not in heard.text


async def test_a_spanish_speaker_in_seoul_is_told_the_korean_number(assistant: Assistant) -> None:
    heard = await hear(assistant, "me aprieta el pecho y tengo sudor frío, me duele el pecho")
    assert heard.answer.language == "es"
    assert "119" in heard.text
    assert "911" not in heard.text


async def test_a_sentence_to_show_stands_in_the_language_of_those_near(
    assistant: Assistant,
) -> None:
    heard = await hear(assistant, "my chest feels tight and i am sweating")
    assert heard.released[-2] == "Show this to someone near you:"
    assert "119" in heard.released[-1]
    assert "가" <= heard.released[-1][0] <= "힣"


async def test_where_no_country_is_known_no_number_is_invented(assistant: Assistant) -> None:
    fixed = assistant.telling.fixed
    nowhere = replace(fixed, site=replace(fixed.site, country=None))
    there = replace(assistant, telling=replace(assistant.telling, fixed=nowhere))
    heard = await hear(there, "my chest feels tight and i am sweating")
    assert "Call your local emergency number (112 in many countries) now." in heard.released
    crisis = await hear(there, "i want to die")
    assert "your local emergency number" in crisis.text
    assert "{" not in crisis.text + heard.text


def test_an_emergency_number_always_has_words(assistant: Assistant) -> None:
    for language in assistant.languages.values():
        assert Numbers(country=None).values(language)["emergency"] == language.texts.local_emergency


def test_a_line_without_a_name_in_the_language_is_named_in_english(assistant: Assistant) -> None:
    values = Numbers(country=assistant.countries[KR]).values(assistant.languages[LanguageTag("ko")])
    assert values["crisis"] == "109 (crisis line)"


def test_those_near_speak_the_countrys_language(assistant: Assistant) -> None:
    korea = assistant.countries[KR]
    assert show_language(korea, LanguageTag("ko")) is None
    assert show_language(korea, LanguageTag("es")) == "ko"
    assert show_language(None, LanguageTag("es")) is None


SHIPPED = read_countries(ROOT / "knowledge" / "numbers")


@pytest.mark.parametrize("code", SHIPPED)
def test_every_shipped_country_has_an_emergency_line_and_sources(code: CountryCode) -> None:
    country = SHIPPED[code]
    assert country.line("emergency") is not None
    assert country.line("crisis") is not None or code == "JP"  # none could be named for Japan
    for line in country.lines:
        assert line.name.get("en")
        assert line.source.startswith("https://")


def test_the_closed_korean_number_is_nowhere() -> None:
    for path in Path(ROOT / "knowledge" / "numbers").glob("*.toml"):
        assert '"1393"' not in path.read_text(encoding="utf-8")
