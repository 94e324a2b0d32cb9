"""Phone numbers of the United States, Canada and Mexico."""

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

_EXTENSION = r"(?:,? ?(?:ext\.?|extension|x|anexo) ?[0-9]{1,6})?"
_GROUPED = re.compile(
    rf"{NOT_BEFORE}(?:\(?\+?(?:1|52(?: ?1)?)\)?[ .\-]{{1,3}})?"
    r"(?:\([0-9]{3}\)[ .\-]{0,2}[0-9]{3}[ .\-]{0,2}[0-9]{4}"  # (212) 555-0123
    r"|[0-9]{3}[.\-/] ?[0-9]{3}[.\-/ ] ?[0-9]{4}"  # 212-555-0123
    r"|[2-9][0-9]{2} ?[2-9][0-9]{2}[.\-][0-9]{4}"  # 212 555-0123
    r"|[2-9][0-9]{2} {1,2}[2-9][0-9]{2} {1,2}[0-9]{4}"
    rf"){_EXTENSION}{NOT_AFTER}(?!-[0-9])",
    re.IGNORECASE,
)
_MEXICAN = re.compile(
    rf"{NOT_BEFORE}(?:\+?52[ .\-]{{1,2}}(?:1[ .\-])?|04[45][ .\-])?"
    r"(?:\((?:55|56|33|81)\)|55|56|33|81)[ .\-]{1,2}"
    rf"(?:[0-9]{{4}}[ .\-][0-9]{{4}}|[0-9]{{2}}(?:[ .\-][0-9]{{2}}){{3}}){NOT_AFTER}(?!-[0-9])"
    rf"|{NOT_BEFORE}\(?[2-9][0-9]{{2}}\)?(?:[ .\-][0-9]{{2,3}}[ .\-][0-9]{{2}}[ .\-][0-9]{{2}})"
    rf"{NOT_AFTER}(?!-[0-9])"
)
_BARE = re.compile(rf"{NOT_BEFORE}(?<![A-Za-z])(?:\+?1)?[2-9][0-9]{{9}}(?![0-9A-Za-z]){NOT_AFTER}")
_REGIONS = ("US", "MX")
_MOST = 20  # what is looked up in the numbering plans; beyond it every one is a number


def _find(text: str) -> Iterator[Hit]:
    yield from phone_hits(_GROUPED, text, Weight.SHAPED)
    yield from phone_hits(_MEXICAN, text, Weight.SHAPED)
    for found in first_of(_BARE.finditer(text), _MOST):
        if is_public(text, *found.span()) or is_quantity(text, found):
            continue
        if is_assigned(found.group(), _REGIONS):
            yield Hit(*found.span())


IDENTIFIER = Identifier(
    type=IdentifierType.PHONE,
    find=_find,
    caught={
        "en": (
            "call me at «(212) 555-0123» please",
            "my cell: «415-555-2671 ext. 12»",
            "it's «+1 646.555.0187», any time",
            "«6465550187» is my number",
            "text «646 555 0187»",
        ),
        "es": (
            "mi celular es «55 1234 5678»",
            "llámeme al «(33) 1234-5678»",
            "estoy en «+52 1 55 1234 5678»",
            "mi número es «222 123 45 67»",
        ),
        "ko": ("미국 번호는 «213-555-0142»예요",),
    },
    left_alone={
        "en": (
            "poison control is 1-800-222-1222, right?",
            "platelets 250000 and WBC 7.5",
            "5000000000 copies of the virus",
            "NDC 0002-8215-01",
        ),
        "es": ("la línea de la vida es 800 911 2000", "son 3000 000 000 de bacterias"),
        "ko": ("혈소판 250000, 백혈구 7500이래요",),
    },
)
