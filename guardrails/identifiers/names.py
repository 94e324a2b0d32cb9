"""What the kinds of names share: the lists of a language, and how far a Latin name reaches."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from guardrails.identifiers.identifier import Hit, Weight
from text.words import lines

_LETTER = r"[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]"
_TOKEN = re.compile(rf" {{0,3}}({_LETTER}+(?:['\-]{_LETTER}+)*\.?)")
_PARTICLES = frozenset(
    ["de", "del", "la", "las", "los", "da", "das", "do", "dos", "di", "du", "van", "von", "der", "den", "bin", "ibn", "al", "el", "san", "st", "o"]
)
_NAME_ENDS = re.compile(r" ?(?:[,.;!?\n]|$|and\b|y\b)")
_MOST = 5  # words in a name
_REPEATED = 8  # names of a message that are looked for again


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
    return frozenset(["kim", "lee", "park", "choi", "jung", "kang", "cho", "yoon", "jang", "lim", "han", "oh", "seo", "shin", "kwon"])


def name_at(text: str, start: int, *, introduced: bool, most: int = _MOST) -> Hit | None:
    """The Latin name that begins at `start`; None where the words there are no name.

    Args:
        text: plain text.
        start: where the introduction ended.
        introduced: the words before leave no doubt ("my name is"): an unknown
            name in small letters is one too.
        most: words that a name may have.
    """
    end, before = start, ""
    for token in _tokens(text, start, most):
        word = token.group(1)
        if before and word.islower() and fold(word.rstrip(".")) in _PARTICLES:
            continue
        if not _is_name_word(word, before, introduced, _ends(text, token.end())):
            break
        before = word
        end = token.end() - (len(word) - len(_bare(word)))
        if _bare(word) != word:
            break
    return Hit(start, end, Weight.LABELLED) if before else None


def _tokens(text: str, start: int, most: int) -> Iterator[re.Match[str]]:
    for _ in range(most + 3):
        token = _TOKEN.match(text, start)
        if token is None:
            return
        yield token
        start = token.end()


def _bare(word: str) -> str:
    """Without a possessive, and without a full stop that is not an initial's."""
    word = word.removesuffix("'s").removesuffix("'S")
    return word[:-1] if word.endswith(".") and len(word) > 2 else word


def _is_name_word(word: str, before: str, introduced: bool, last: bool) -> bool:
    lists = latin()
    folded = fold(_bare(word).rstrip("."))
    if len(folded) == 1:  # an initial, "Jane Q. Public"
        return bool(before) and word.isupper() and (word.endswith(".") or folded not in "iyoa")
    if folded in lists.never or (folded in lists.things and not introduced):
        return False
    if folded in lists.known:
        return True
    if word[0].isupper() and not word.isupper():
        return True
    if not introduced or folded in lists.ordinary:
        return False
    return not before or (last and before.islower() == word.islower())


def _ends(text: str, end: int) -> bool:
    return _NAME_ENDS.match(text, end) is not None


def again(text: str, hits: list[Hit]) -> Iterator[Hit]:
    """The hits, and every other place where one of those names stands whole."""
    yield from hits
    wholes = list(dict.fromkeys(text[hit.start : hit.end] for hit in hits))[:_REPEATED]
    parts = {part for whole in wholes for part in (whole, *whole.split()) if _is_telling(part)}
    if parts:
        names = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
        for found in re.finditer(rf"(?<![^\W_])(?:{names})(?![^\W_])", text):
            yield Hit(*found.span())


def _is_telling(part: str) -> bool:
    """Whether a name, or a part of one, is no ordinary word of the message too."""
    lists, folded = latin(), fold(part)
    return len(part) > 2 and part[0].upper() == part[0] and folded not in lists.never | lists.things
