"""What stands around a number: its unit, and what it is compared with."""

import re
from collections.abc import Iterator
from functools import cache

from domain.languages import LanguageTag
from text.tokens import Kind, Token
from text.words import words

LOOK_BACK = 48  # characters before a number that can say something of it
TIME_UNITS = frozenset({"s", "min", "h", "d", "wk", "mo", "y"})
_BRACKET = re.compile(r"\s?\([^()\n]{1,40}\)")


def unit_at(text: str, place: int, language: LanguageTag) -> tuple[str, int] | None:
    """The id of the unit that stands here, and where it ends."""
    found = _units(language)[0].match(text, place)
    if found is None or found.lastgroup is None:
        return None
    return _units(language)[1][int(found.lastgroup[1:])], found.end()


@cache
def _units(language: LanguageTag) -> tuple[re.Pattern[str], tuple[str, ...]]:
    table = words(language).locked.units
    ids = tuple(sorted(table, key=lambda unit: not ("/" in unit or unit == "mmhg")))
    parts = "|".join(f"(?P<u{place}>{table[unit]})" for place, unit in enumerate(ids))
    return re.compile(rf"[ -]?(?:{parts})(?![a-zà-ÿ])" if ids else "(?!)"), ids


def comparisons(
    text: str, start: int, end: int, token: Token, language: LanguageTag
) -> Iterator[Token]:
    """At most one: what is compared with this quantity, from the words around it."""
    given = words(language).locked
    before = text[max(0, start - LOOK_BACK) : start]
    if bracket := _BRACKET.match(text, end):  # "38 °C (100.4 °F) or more"
        end = bracket.end()
    for sign, pattern in given.compare_after.items():
        if re.compile(pattern).match(text, end):
            yield Token(Kind.COMPARISON, f"{sign}{token.value}")
            return
    for sign, pattern in given.compare_before.items():
        if stands(pattern, before):
            yield Token(Kind.COMPARISON, f"{sign}{token.value}")
            return


def stands(pattern: str, text: str) -> bool:
    """Whether a pattern is found in the text."""
    return re.search(pattern, text) is not None


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with these places empty, and every other where it was."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        parts += [text[done:start], " " * (end - start)]
        done = end
    return "".join([*parts, text[done:]])
