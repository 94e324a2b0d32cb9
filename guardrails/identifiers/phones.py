"""What the kinds of phone numbers share: separators, public lines, quantities."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import phonenumbers

from guardrails.identifiers.identifier import Hit, Weight
from text.words import lines

GAP = r"[ .,\-·/()~_ㅡ]{0,3}"
"""What may stand between two groups."""

NOT_BEFORE = r"(?<![0-9])(?<![0-9][.\-/,])"
NOT_AFTER = r"(?![0-9])(?![.,][0-9])"

_QUANTITY = re.compile(
    r" ?(?:mg|mcg|µg|g|kg|ml|mL|L|dL|mm|cm|IU|UI|U|units?|cells?|copies|copias|people|persons|"
    r"personas|habitantes|c[eé]lulas|bacterias|euros?|d[oó]lares|pesos|dollars|won|million|"
    r"millones|명|원|개|마리|세포|단위|만|억|보|칼로리|kcal)(?![A-Za-z])|%"
)
_OWN = re.compile(
    r"(?:\bmy\b|\bme\b|\bmi\b|\bmis\b|내|제|저의|우리|남편|아내|엄마|아빠)[^\n.?!]{0,24}$",
    re.IGNORECASE,
)
_TOLL_FREE = re.compile(
    r"(?:\+?1[ .-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}"  # US, CA
    r"|(?:15|16|18)[0-9]{2}[ -]?[0-9]{4}|080[ -]?[0-9]{3,4}[ -]?[0-9]{4}"  # KR
    r"|(?:900|800|901|902)[ .]?[0-9]{3}[ .]?[0-9]{3}|(?:900|800|901|902)(?: [0-9]{2}){3}"  # ES
    r"|(?:01[ -]?)?800[ -]?[0-9]{3}[ -]?[0-9]{2}[ -]?[0-9]{2}"  # MX
    r"|0(?:800|808)[ -]?[0-9]{3}[ -]?[0-9]{3,4}"  # GB
)


def phone_hits(
    pattern: re.Pattern[str], text: str, weight: Weight = Weight.SHAPED
) -> Iterator[Hit]:
    """The matches of a pattern that are neither a public line nor a quantity."""
    for found in pattern.finditer(text):
        if not is_public(text, found.start(), found.end()) and not is_quantity(text, found):
            yield Hit(found.start(), _end(found), weight)


def is_public(text: str, start: int, end: int) -> bool:
    """Whether a number is a hotline or a line of a company, which patients must keep.

    A line that somebody calls their own is not.
    """
    digits = only_digits(text[start:end])
    if digits in _public_lines():
        return True
    if not _TOLL_FREE.fullmatch(text[start:end].strip(" .-()")):
        return False
    return _OWN.search(text[max(0, start - 40) : start]) is None


def is_quantity(text: str, found: re.Match[str]) -> bool:
    """Whether the digits are an amount (round to the million, before a unit) or bits."""
    digits = only_digits(found.group())
    if digits.endswith("000000") or set(digits) <= {"0", "1"}:
        return True
    return _QUANTITY.match(text, found.end()) is not None


def is_assigned(digits: str, regions: Iterable[str]) -> bool:
    """Whether the numbering plan of one of the regions has such a number."""
    return any(_is_valid(digits, region) for region in regions)


def _is_valid(digits: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        return False


def only_digits(text: str) -> str:
    """The digits of a number as it was typed."""
    return "".join(filter(str.isdigit, text))


def first_of(found: Iterable[re.Match[str]], most: int) -> Iterator[re.Match[str]]:
    """The first matches of a pattern, at most `most`."""
    for _, match in zip(range(most), found, strict=False):
        yield match


@cache
def _public_lines() -> frozenset[str]:
    return frozenset(only_digits(line.partition("#")[0]) for line in lines("public_lines.txt"))


def _end(found: re.Match[str]) -> int:
    return found.start() + len(found.group().rstrip(" .,-·/(~_ㅡ"))
