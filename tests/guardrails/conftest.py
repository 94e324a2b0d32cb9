"""The shipped danger rules, and contexts to check texts in."""

import pytest

from corpus.words import read_languages
from domain.languages import Language, LanguageTag
from guardrails.danger import Danger
from settings import ROOT


@pytest.fixture(scope="session")
def languages() -> dict[LanguageTag, Language]:
    return read_languages(ROOT / "knowledge" / "languages")


@pytest.fixture(scope="session")
def danger(languages: dict[LanguageTag, Language]) -> Danger:
    methods = [p for language in languages.values() for p in language.phrases.method]
    return Danger({tag: language.danger for tag, language in languages.items()}, methods)
