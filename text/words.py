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


class ReadingWords(_Words):
    """What the Korean measure needs (docs/readability-ko.md): words apart by spaces, patterns.

    Attributes:
        particles: what may follow a noun.
        endings: what may follow a verb stem.
        doing: what makes a noun a verb.
        habits: patterns over an eojeol, or a sentence, that make reading hard.
    """

    particles: str = ""
    endings: str = ""
    doing: str = ""
    habits: dict[str, str] = {}


class NegationWords(_Words):
    """Patterns of negation.

    Attributes:
        mask: what looks like one and is none ("not only").
        words: one match for each negation.
        concord: a second negative word that only agrees with the first ("no … nunca").
    """

    mask: str = ""
    words: str = ""
    concord: str = ""


class LockedWords(_Words):
    """Patterns for locked tokens (text/locked.py), over plain, lower-case text.

    Keys of tables are ids shared by all languages. Patterns that end in `$` are looked for
    before a figure, `*_after` behind it; the comments in en.toml say more.
    """

    thousands: str = ","
    decimal: str = "."
    ones: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    article_before: str = "(?!)"
    halves: str = "½"
    and_half: str = "(?!)"
    fraction_of: str = "(?!)"
    range: str = r"\s*[-~]\s*"
    every: str = "(?!)"
    per_after: str = ""
    over: str = "(?!)"
    am: str = "(?!)"
    pm: str = "(?!)"
    am_before: str = "(?!)"
    pm_before: str = "(?!)"
    clock: str = "(?!)"
    clock_before: str = "(?!)"
    age_after: str = "(?!)"
    age_before: str = "(?!)"
    numbers: dict[str, int] = {}
    units: dict[str, str] = {}
    fixed: dict[str, str] = {}
    compare_before: dict[str, str] = {}
    compare_after: dict[str, str] = {}
    negation: NegationWords = NegationWords()
    conditions: dict[str, str] = {}
    direction: dict[str, str] = {}
    order: dict[str, str] = {}
    moments: dict[str, str] = {}
    who: dict[str, str] = {}


class LanguageWords(_Words):
    """One language's file.

    Attributes:
        common: words apart by spaces that tell the language, and stand in no other's list.
    """

    common: str = ""
    sentences: SentenceWords = SentenceWords()
    clauses: ClauseWords = ClauseWords()
    reading: ReadingWords = ReadingWords()
    locked: LockedWords = LockedWords()


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
def common(language: str) -> frozenset[str]:
    """Words that tell the language; none where it has no list."""
    return frozenset(words(language).common.split())


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a list in text/data, without comments (#) and empty ones."""
    raw = files("text.data").joinpath(name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in raw.splitlines() if line.strip() and line[0] != "#")
