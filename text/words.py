"""The words of a language that the rules of this package need, read from text/data."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class SentenceWords(_Words):
    """Abbreviations, lower case, without their last full stop.

    Attributes:
        never: no sentence ends after these.
        maybe: one ends only before a capital letter.
        number: none ends before a figure ("No. 5").
    """

    never: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()


class ClauseWords(_Words):
    """Connectives as patterns: a clause is cut before the first, after the second."""

    before: str = ""
    after: str = ""


class LanguageWords(_Words):
    """One language's file."""

    sentences: SentenceWords = SentenceWords()
    clauses: ClauseWords = ClauseWords()


@cache
def words(language: str) -> LanguageWords:
    """The words of a language; empty ones where it has no file.

    Raises:
        pydantic.ValidationError: the shipped file is malformed.
    """
    file = files("text.data").joinpath(f"{language}.toml")
    if not language.isalpha() or not file.is_file():
        return LanguageWords()
    return LanguageWords.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list in text/data, without comments (#) and empty ones."""
    raw = files("text.data").joinpath(name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in raw.splitlines() if line.strip() and line[0] != "#")
