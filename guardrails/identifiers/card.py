"""Payment cards (Luhn) and bank accounts."""

import re
from collections.abc import Iterator

from stdnum import iban, luhn

from guardrails.identifiers.dates import is_date
from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of

_CLUMP = re.compile(r"(?<![0-9])(?<![0-9][.,])[2-6][0-9]{0,18}+(?:[ .\-·][0-9]{2,7}+){0,6}")
_GROUP = re.compile(r"[0-9]+")
_SHORTEST, _LONGEST = 13, 19
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?(?![A-Za-z0-9])"
)
_CARD = (
    r"(?:카드 ?(?:번호)?|\b(?:credit |debit |bank )?card(?: number| no\.?| #)?|\bvisa|\bmastercard"
    r"|\bamex|\btarjeta(?: de (?:cr[eé]dito|d[eé]bito))?)"
)
_ACCOUNT = r"(?:계좌 ?번호|\baccount number|n[uú]mero de (?:mi |la )?(?:tarjeta|cuenta)|\bCLABE)"
_IS = r"[ :=#]{0,3}(?:(?:은|는|이|가|is|es|number) ?)?"
_LABELLED = re.compile(
    rf"(?:{_CARD}{_IS}(?=(?:[ \-]?[0-9]){{12}})|{_ACCOUNT}{_IS})"
    r"([0-9](?:[ \-]?[0-9]){9,18})(?![0-9])",
    re.IGNORECASE,
)


def _find(text: str) -> Iterator[Hit]:
    for clump in _CLUMP.finditer(text):
        yield from _cards(clump)
    yield from hits_of(text, _LABELLED, weight=Weight.LABELLED, group=1)
    for found in _IBAN.finditer(text):
        if iban.is_valid(found.group()):
            yield Hit(*found.span(), Weight.CHECKED)


def _cards(clump: re.Match[str]) -> Iterator[Hit]:
    """Whole groups of a clump that make a card number: it may stand beside other numbers."""
    groups = list(_GROUP.finditer(clump.group()))
    done = 0
    for first in range(len(groups)):
        for last in range(len(groups), first, -1):
            start, end = groups[first].start(), groups[last - 1].end()
            if start >= done and _is_card([group.group() for group in groups[first:last]]):
                yield Hit(clump.start() + start, clump.start() + end, Weight.CHECKED)
                done = end


def _is_card(groups: list[str]) -> bool:
    digits = "".join(groups)
    if not _SHORTEST <= len(digits) <= _LONGEST or digits[0] not in "23456":
        return False
    if len(digits) == _SHORTEST and is_date(digits[:6]):
        return False  # a Korean resident number is as long, and begins with a date
    lengths = tuple(map(len, groups))
    fours = set(lengths[:-1]) == {4} and lengths[-1] <= 4
    usual = len(groups) == 1 or fours or lengths in ((4, 6, 5), (4, 6, 4))
    return usual and len(set(digits)) > 1 and luhn.is_valid(digits)


IDENTIFIER = Identifier(
    type=IdentifierType.CARD,
    find=_find,
    caught={
        "en": (
            "card «4111 1111 1111 1111» exp 12/27",
            "«378282246310005»",
            "IBAN «GB82 WEST 1234 5698 7654 32»",
        ),
        "es": ("mi tarjeta «5500-0000-0000-0004»", "cuenta «ES91 2100 0418 4502 0005 1332»"),
        "ko": ("카드 «4111-1111-1111-1111»입니다", "계좌번호는 «110-123-456789»예요"),
    },
    left_alone={
        "en": ("4111 1111 1111 1112 is a typo", "ISBN 9780306406157", "platelets 150000-450000"),
        "es": ("de 4000 a 5000 pasos",),
        "ko": ("4000 5000 6000 보",),
    },
)
