"""Times of the day, as 24 hours."""

import re
from functools import cache

from domain.languages import LanguageTag
from text.tokens import Kind, Token
from text.units import blanked, stands, unit_at
from text.words import words


def clock_times(text: str, language: LanguageTag) -> tuple[set[Token], str]:
    """The times a plain, lower-case text names, and the text without them."""
    tokens: set[Token] = set()
    spans: list[tuple[int, int]] = []
    for found in _clock(language).finditer(text):
        hour, minutes = int(found["hour"]), _minutes(found)
        before = text[max(0, found.start() - 12) : found.start()]
        late, early = _half_of_day(found, before, language)
        marked = late or early or bool(found["minute"]) or bool(found["clock"])
        if hour > 24 or not (marked or _is_bare_hour(text, found.end(), before, language)):
            continue
        hour = hour % 12 + (12 if late else 0) if late or early else hour
        tokens.add(Token(Kind.TIME, f"{hour}:{minutes:02d}"))
        spans.append(found.span())
    return tokens, blanked(text, spans)


@cache
def _clock(language: LanguageTag) -> re.Pattern[str]:
    given = words(language).locked
    return re.compile(
        r"(?<![\d.,:/])(?P<hour>\d{1,2})(?!\d)(?::(?P<minute>[0-5]\d)(?!\d))?"
        rf"(?:(?P<pm>{given.pm})|(?P<am>{given.am})|(?P<clock>\s?{given.clock})|\s?h(?:rs?)?\b)?"
    )


def _is_bare_hour(text: str, end: int, before: str, language: LanguageTag) -> bool:
    """Whether a figure without more is an hour: "at 8", "a las 8"."""
    if text[end : end + 1] in (*":/%-", *".,") and text[end + 1 : end + 2].isdigit():
        return False
    following = re.compile(rf"(?:{words(language).locked.range})\d{{1,3}}").match(text, end)
    if following and unit_at(text, following.end(), language):  # "from 11 to 14 weeks"
        return False
    bare = not unit_at(text, end, language) and not re.match(r"[%°/]|\s?%", text[end:])
    return bare and stands(words(language).locked.clock_before, before)


def _minutes(found: re.Match[str]) -> int:
    groups = found.groupdict()
    if groups.get("half"):
        return 30
    return int(found["minute"] or groups.get("minutes") or 0)


def _half_of_day(found: re.Match[str], before: str, language: LanguageTag) -> tuple[bool, bool]:
    given = words(language).locked
    late = bool(found["pm"]) or stands(given.pm_before, before)
    return late, bool(found["am"]) or stands(given.am_before, before)
