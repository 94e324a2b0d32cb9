"""Phone numbers of any country: after a plus sign, or as its numbering plan has them."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight
from guardrails.identifiers.phones import (
    NOT_AFTER,
    NOT_BEFORE,
    first_of,
    is_assigned,
    is_public,
    is_quantity,
    phone_hits,
)

_PLUS = re.compile(
    rf"{NOT_BEFORE}\(?(?:\+[1-9][0-9]{{0,2}}|00[1-9][0-9]{{0,2}}(?=[ .\-()]))\)?"
    r"(?:[ .\-()]{0,3}[0-9]){6,13}(?![0-9])"
)
_NATIONAL = re.compile(
    rf"{NOT_BEFORE}(?<![A-Za-z])\(?0[1-9](?:[ \-().]{{0,2}}[0-9]){{7,10}}(?![0-9A-Za-z]){NOT_AFTER}"
    rf"|{NOT_BEFORE}(?<![A-Za-z])1[3-9][0-9][ \-]?[0-9]{{4}}[ "
    rf"\-]?[0-9]{{4}}(?![0-9A-Za-z]){NOT_AFTER}"
)
_REGIONS = ("GB", "JP", "VN", "FR", "CN", "AU", "DE", "PH", "TH")
_MOST = 20  # what is looked up; beyond it every one is taken for a number


def _find(text: str) -> Iterator[Hit]:
    yield from phone_hits(_PLUS, text, Weight.SHAPED)
    for found in first_of(_NATIONAL.finditer(text), _MOST):
        if is_public(text, *found.span()) or is_quantity(text, found):
            continue
        if is_assigned(found.group(), _REGIONS):
            yield Hit(*found.span())


IDENTIFIER = Identifier(
    type=IdentifierType.PHONE,
    find=_find,
    caught={
        "en": (
            "I'm on «+44 7700 900123» in London",
            "ring «020 7946 0958»",
            "my Tokyo mobile is «090-1234-5678»",
            "in Hanoi «+84 912 345 678»",
        ),
        "es": ("desde Francia: «+33 6 12 34 56 78»",),
        "ko": ("중국 번호는 «138 1234 5678»이에요",),
    },
    left_alone={
        "en": ("it rose by +10 to 0.123456789", "NDC 0002-8215-01", "week 012 of 2024"),
        "es": ("subió +15 en 2024",),
        "ko": ("체중 +3kg, 2024년 01월 15일",),
    },
)
