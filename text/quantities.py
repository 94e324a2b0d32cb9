"""Quantities, times and comparisons of a text: its numbers with what stands around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from domain.languages import LanguageTag
from text.numerals import Numeral, numerals
from text.times import clock_times
from text.tokens import Kind, Token, figure, quantity
from text.units import LOOK_BACK, TIME_UNITS, blanked, comparisons, stands, unit_at
from text.words import words

_RATIO = re.compile(r"(?<![\d/.])(\d{2,3})\s?/\s?(\d{2,3})(?![\d/])")
_SPACED_THOUSANDS = re.compile(r"(?<![\d.,])\d{2,3}(?: \d{3})+(?![\d.,])")
_NAMED = re.compile(r"(?<![a-z\d])(?:hb)?([a-z]{1,5}\d{1,3}[a-z]?)(?![a-z\d])")  # A1C, B12
COLDEST_BODY = 30
"""°C below which no temperature of a person is written without a space before it."""
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amount:
    """A number with its unit; `end` is behind the unit."""

    start: int
    end: int
    value: float
    unit: str | None
    needs_unit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """What a text counts.

    Attributes:
        tokens: said outright.
        weak: said by an article ("a tablet"): they may stand for a one, and need not.
    """

    tokens: frozenset[Token]
    weak: frozenset[Token]


def quantities(text: str, language: LanguageTag) -> Quantities:
    """Numbers, ratios, times, periods and comparisons of a plain, lower-case text."""
    tokens: set[Token] = set()
    if language == "es":  # "60 000" is one figure
        text = _SPACED_THOUSANDS.sub(lambda found: found.group().replace(" ", ""), text)
    rest = _masked_fixed(text, language, tokens)
    rest = _masked_ratios(rest, language, tokens)
    times, rest = clock_times(rest, language)
    tokens |= times
    rest = _masked_halves(rest, language, tokens)
    tokens.update(Token(Kind.NUMBER, found[1]) for found in _NAMED.finditer(rest))
    for amount in _amounts(rest, language):
        tokens.update(_read(amount, rest, language))
    strong, weak = _articles(rest, language)
    return Quantities(
        tokens=frozenset(token for token in tokens | strong if token.value != "1 x"),
        weak=frozenset(weak),
    )


def _masked_fixed(text: str, language: LanguageTag, tokens: set[Token]) -> str:
    """Phrases that are a quantity as a whole: "daily", "이틀"."""
    spans: list[tuple[int, int]] = []
    taken = bytearray(len(text))
    for token, pattern in _fixed(language):
        for found in pattern.finditer(text):
            given = found.re.groupindex and found.span("span") != (-1, -1)
            start, end = found.span("span") if given else found.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                spans.append((start, end))
                tokens.update({token, *comparisons(text, start, end, token, language)})
    return blanked(text, spans)


@cache
def _fixed(language: LanguageTag) -> tuple[tuple[Token, re.Pattern[str]], ...]:
    table = words(language).locked.fixed
    return tuple((_fixed_token(key), re.compile(pattern)) for key, pattern in table.items())


def _fixed_token(key: str) -> Token:
    kind, _, rest = key.partition(" ")
    kinds = {"per": Kind.PERIOD, "time": Kind.TIME, "fold": Kind.NUMBER}
    if kind in kinds:
        return Token(kinds[kind], f"{rest} fold" if kind == "fold" else rest)
    return Token(Kind.FREQUENCY, f"{rest} x") if kind == "x" else Token(Kind.DURATION, key)


def _masked_ratios(text: str, language: LanguageTag, tokens: set[Token]) -> str:
    over = words(language).locked.over
    pattern = re.compile(rf"{_RATIO.pattern}|(?<!\d)(\d{{2,3}})(?:{over})(\d{{2,3}})(?!\d)")
    spans: list[tuple[int, int]] = []
    for found in pattern.finditer(text):
        top, bottom = (part for part in found.groups() if part)
        token = Token(Kind.RATIO, f"{top}/{bottom}")
        unit = unit_at(text, found.end(), language)
        end = unit[1] if unit and unit[0] == "mmhg" else found.end()
        if unit and unit[0] not in ("mmhg", ""):
            token = replace(token, value=f"{token.value} {unit[0]}")
        tokens.update({token, *comparisons(text, found.start(), end, token, language)})
        spans.append((found.start(), end))
    return blanked(text, spans)


def _masked_halves(text: str, language: LanguageTag, tokens: set[Token]) -> str:
    spans: list[tuple[int, int]] = []
    for found in re.finditer(rf"(?<![\w½])(?:{words(language).locked.halves})", text):
        unit = unit_at(text, found.end(), language)
        preceded = re.search(
            r"(?:and a |and |y |\d)\s?$", text[max(0, found.start() - 8) : found.start()]
        )
        if unit and not preceded:
            tokens.add(quantity(0.5, unit[0]))
            spans.append((found.start(), unit[1]))
        elif found.group().startswith(("half", "절반", "la mitad")) and not preceded:
            tokens.add(Token(Kind.NUMBER, "0.5"))
    return blanked(text, spans)


def _amounts(text: str, language: LanguageTag) -> list[_Amount]:
    given = words(language).locked
    found = [_amount(numeral, text, language) for numeral in numerals(text, language)]
    for place in range(len(found) - 2, -1, -1):
        this, following = found[place], found[place + 1]
        between = text[this.end : following.start]
        if this.unit is None and re.fullmatch(given.range, between):
            found[place] = replace(this, unit=following.unit)
    return [one for one in found if one.unit is not None or not one.needs_unit]


def _amount(numeral: Numeral, text: str, language: LanguageTag) -> _Amount:
    given = words(language).locked
    value, end = numeral.value, numeral.end
    if half := re.compile(given.and_half).match(text, end):
        value, end = value + 0.5, half.end()
    unit = unit_at(text, end, language)
    if _is_age(text, numeral.start, end, language):
        unit = ("y", unit[1] if unit else end)
    if (
        unit
        and unit[0] == "c"
        and (_is_of_a_name(text, numeral.start, end, value) or _is_a_noun(numeral))
    ):
        unit = None
    if unit:
        end = unit[1]
        if value == numeral.value and (half := re.compile(given.and_half).match(text, end)):
            value, end = value + 0.5, half.end()
    return _Amount(
        start=numeral.start,
        end=end,
        value=value,
        unit=unit[0] if unit else None,
        needs_unit=numeral.needs_unit,
    )


def _is_of_a_name(text: str, start: int, end: int, value: float) -> bool:
    """Whether a small figure is glued to a word: in "오메가3도" a part of its name."""
    glued = re.search(r"[^\W\d_]-?$", text[max(0, start - 2) : start])
    return bool(glued) and value < COLDEST_BODY and text[end : end + 1] != "°"


def _is_a_noun(numeral: Numeral) -> bool:
    """Whether a spoken numeral of one syllable is rather a noun: "열도 나요", "한도"."""
    return numeral.needs_unit and numeral.end - numeral.start == 1


def _is_age(text: str, start: int, end: int, language: LanguageTag) -> bool:
    given = words(language).locked
    before = text[max(0, start - LOOK_BACK) : start]
    if re.compile(given.age_after).match(text, end):
        return True
    return stands(given.age_before, before) and unit_at(text, end, language) is None


def _read(amount: _Amount, text: str, language: LanguageTag) -> Iterator[Token]:
    given = words(language).locked
    token = quantity(amount.value, amount.unit or "")
    before = text[max(0, amount.start - LOOK_BACK) : amount.start]
    if _ORDINAL.match(text, amount.end):
        yield Token(Kind.NUMBER, figure(amount.value))
        return
    after = bool(given.per_after) and re.compile(given.per_after).match(text, amount.end)
    if amount.unit in TIME_UNITS and (after or stands(given.every, before)):
        yield Token(Kind.PERIOD, token.value)
        return
    yield token
    yield from comparisons(text, amount.start, amount.end, token, language)


def _articles(text: str, language: LanguageTag) -> tuple[set[Token], set[Token]]:
    """Ones that an article says: strong ones ("for a week") and weak ones ("a tablet")."""
    given = words(language).locked
    strong: set[Token] = set()
    weak: set[Token] = set()
    for article in re.finditer(rf"\b(?:{'|'.join(given.articles) or '(?!)'})\b", text):
        unit = unit_at(text, article.end(), language)
        if unit is None or not unit[0]:
            continue
        before = text[max(0, article.start() - LOOK_BACK) : article.start()]
        if unit[0] in TIME_UNITS and stands(given.every, before):
            strong.add(Token(Kind.PERIOD, quantity(1, unit[0]).value))
        elif unit[0] in TIME_UNITS and stands(given.article_before, before):
            strong.add(quantity(1, unit[0]))
        else:
            weak.add(quantity(1, unit[0]))
    return strong, weak
