"""Numbers in a text, in figures and in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from domain.languages import LanguageTag
from text import korean_numerals
from text.words import LockedWords, words

_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.3333, "⅔": 0.6667}
_DIGITS = re.compile(
    r"(?<![a-z\d.,/])(?:(?P<whole>\d{1,3})[ ]?(?P<part>[½¼¾⅓⅔])"
    r"|(?:(?P<int>\d{1,2})[ ])?(?P<top>[1-3])/(?P<bottom>[2348])(?![\d/])"
    r"|(?P<plain>\d{1,12}(?:[.,]\d{1,6}){0,4})|(?P<alone>[½¼¾⅓⅔]))"
)
_MINUS = re.compile(r"(?:(?<!\S)(?<!\d\s)|(?<=\())[-−–]$|(?<!\w)(?:minus|마이너스|영하)\s?$")
_TENS, _HUNDRED = 20, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number and where it stands.

    Attributes:
        needs_unit: it is a number only before a unit ("one", "한").
    """

    start: int
    end: int
    value: float
    needs_unit: bool = False


def numerals(text: str, language: LanguageTag) -> list[Numeral]:
    """The numbers of a plain, lower-case text, in order, not overlapping."""
    found = [*_in_figures(text, language), *_in_words(text, language)]
    if language == "ko":
        found += [
            Numeral(start=one.start, end=one.end, value=one.value, needs_unit=True)
            for one in korean_numerals.spoken(text)
        ]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Numeral] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _in_figures(text: str, language: LanguageTag) -> Iterator[Numeral]:
    for found in _DIGITS.finditer(text):
        value, end = _value(found, language), found.end()
        if language == "ko" and (myriad := korean_numerals.multiplier(text, end)):
            value, end = value * myriad[0], myriad[1]
        if _MINUS.search(text, max(0, found.start() - 12), found.start()):
            value = -value
        yield Numeral(start=found.start(), end=end, value=value)


def _value(found: re.Match[str], language: LanguageTag) -> float:
    if found["plain"]:
        return read_figure(found["plain"], language)
    if found["top"]:
        return float(found["int"] or 0) + int(found["top"]) / int(found["bottom"])
    return float(found["whole"] or 0) + _PARTS[found["part"] or found["alone"]]


def read_figure(digits: str, language: LanguageTag) -> float:
    """The value of a written figure: "1.500" is 1500 in Spanish, "1,500" in English.

    A mark before exactly three digits that is not the language's decimal one groups
    thousands; so does a comma in Spanish when a whole number stands before it ("1,000" is
    written so in Mexico).
    """
    given = words(language).locked
    grouped = rf"[1-9]\d{{0,2}}(?:[{re.escape(given.thousands)}]\d{{3}})+(?:[{given.decimal}]\d+)?"
    if re.fullmatch(grouped, digits):
        return float(digits.replace(given.thousands, "").replace(given.decimal, "."))
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    parts = re.split("[.,]", digits)
    return float(parts[0] + "." + parts[1]) if len(parts) == 2 else float("".join(parts))


def _in_words(text: str, language: LanguageTag) -> Iterator[Numeral]:
    given = words(language).locked
    if given.numbers:
        for found in _spoken(language).finditer(text):
            yield from _sums(found, given)
    for one in given.ones if language != "ko" else ():
        for found in re.finditer(rf"\b{one}\b", text):
            yield Numeral(start=found.start(), end=found.end(), value=1, needs_unit=True)


@cache
def _spoken(language: LanguageTag) -> re.Pattern[str]:
    names = "|".join(sorted(_names(words(language).locked), key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b(?:(?:[ -]|[ ](?:y|and)[ ])(?:{names})\b){{0,5}}")


def _names(given: LockedWords) -> dict[str, int]:
    bare = str.maketrans("áéíóú", "aeiou")
    return given.numbers | {name.translate(bare): n for name, n in given.numbers.items()}


def _sums(found: re.Match[str], given: LockedWords) -> Iterator[Numeral]:
    """Numbers in a run of number words: "twenty four" is one, "two, three" and "six ten" two."""
    names = _names(given)
    total, last, start, end = 0, 0, -1, -1
    for word in re.finditer(r"[^\W\d]+", found.group()):
        number = names.get(word.group())
        if number is None:
            continue
        if start >= 0 and not _joins(last, number):
            yield Numeral(start=found.start() + start, end=found.start() + end, value=total)
            total, start = 0, -1
        if start < 0:
            total, start = number, word.start()
        else:
            total = (
                total * number if number in (_HUNDRED, 1000) and total < number else total + number
            )
        last, end = number, word.end()
    if start >= 0:
        yield Numeral(start=found.start() + start, end=found.start() + end, value=total)


def _joins(last: int, number: int) -> bool:
    if number in (_HUNDRED, 1000):
        return last < number
    if last >= _HUNDRED:
        return number < last
    return last >= _TENS and last % 10 == 0 and number < 10
