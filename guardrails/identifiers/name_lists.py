"""The lists of names in text/data/names_<language>.toml."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from text.words import lines


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """One language's lists, lower case, without accents for Latin letters."""

    given: frozenset[str]
    surnames: frozenset[str]
    never: frozenset[str]
    things: frozenset[str]
    relations: tuple[str, ...]
    syllables: frozenset[str]
    titled: tuple[str, ...]
    titles: frozenset[str]


@cache
def name_words(language: str) -> NameWords:
    """The lists in text/data/names_<language>.toml."""
    raw = files("text.data").joinpath(f"names_{language}.toml").read_text(encoding="utf-8")
    lists = {key: value.split() for key, value in tomllib.loads(raw).items()}
    folded = {key: frozenset(map(fold, words)) for key, words in lists.items()}
    none: frozenset[str] = frozenset()
    return NameWords(
        given=folded.get("given", none),
        surnames=folded.get("surnames", none),
        never=folded.get("never", none),
        things=folded.get("things", none),
        relations=tuple(sorted(lists.get("relations", ()), key=len, reverse=True)),
        syllables=folded.get("syllables", none),
        titled=tuple(lists.get("titled", ())),
        titles=folded.get("titles", none),
    )


def fold(word: str) -> str:
    """Lower case, Latin letters without accents; Hangul stays composed."""
    if word.isascii():
        return word.lower()
    bare = (char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(bare)).lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Latin:
    """The lists that Latin names are judged by.

    Attributes:
        known: given names and surnames of English and Spanish.
        given: given names only.
        never: no name in any place.
        things: no name unless an introduction says so.
        ordinary: everyday words; one in small letters is no unknown name.
    """

    known: frozenset[str]
    given: frozenset[str]
    never: frozenset[str]
    things: frozenset[str]
    ordinary: frozenset[str]


@cache
def latin() -> Latin:
    """English and Spanish in one: people carry their names into every language."""
    english, spanish, korean = name_words("en"), name_words("es"), _romanised()
    given = english.given | spanish.given
    ordinary = frozenset(fold(word) for line in lines("easy_en.txt") for word in line.split())
    return Latin(
        known=given | english.surnames | spanish.surnames | korean,
        given=given,
        never=english.never | spanish.never,
        things=english.things | spanish.things,
        ordinary=ordinary - given,
    )


def _romanised() -> frozenset[str]:
    return frozenset(
        [
            "kim",
            "lee",
            "park",
            "choi",
            "jung",
            "kang",
            "cho",
            "yoon",
            "jang",
            "lim",
            "han",
            "oh",
            "seo",
            "shin",
            "kwon",
        ]
    )
