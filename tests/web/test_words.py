import string
from typing import cast

import pytest

from domain.languages import LanguageTag
from tests.fakes import fake_languages
from web.words import Words

PLACES = {"emergency", "site", "days", "limit", "code", "topic", "number", "date", "country"}
WORDS = {tag: Words.of(language) for tag, language in fake_languages().items()}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("tag", WORDS)
def test_every_language_fills_in_the_same_places(tag: LanguageTag) -> None:
    english = WORDS[LanguageTag("en")].model_dump(exclude={"starters"})
    for name, text in cast("dict[str, str]", WORDS[tag].model_dump(exclude={"starters"})).items():
        assert places(text) <= PLACES, name
        assert places(text) == places(cast("str", english[name])), name


@pytest.mark.parametrize("tag", WORDS)
def test_whatever_goes_wrong_the_emergency_number_is_named(tag: LanguageTag) -> None:
    words = WORDS[tag]
    for text in (words.error, words.too_fast, words.too_long, words.lost, words.notice_emergency):
        assert "{emergency}" in text
