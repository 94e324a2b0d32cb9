"""Spanish DNI and NIE, Mexican CURP and RFC."""

import re
from collections.abc import Iterator

from stdnum.es import dni, nie

from guardrails.identifiers.dates import is_date
from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of

_EDGE = r"(?<![A-Za-z0-9])(?<![0-9][.\-])"
_DNI = re.compile(
    rf"{_EDGE}(?:[0-9]{{8}}|[0-9]{{1,2}}[. ][0-9]{{3}}[. ][0-9]{{3}}) ?-? ?[A-Za-z](?![A-Za-z0-9])"
)
_NIE = re.compile(
    rf"{_EDGE}[XYZxyz][ \-]?(?:[0-9]{{7}}|[0-9]\.[0-9]{{3}}\.[0-9]{{3}})[ "
    rf"\-]?[A-Za-z](?![A-Za-z0-9])"
)
_LABELLED = re.compile(
    r"(?<![A-Za-z])(?:D\.?N\.?I\.?|N\.?I\.?E\.?|N\.?I\.?F\.?|documento(?: nacional)?(?: "
    r"de identidad)?|"
    r"c[eé]dula(?: de identidad)?|identidad de extranjero)"
    r"(?: n[uú]mero| n[ºo°]\.?| number)?[ :=#]{0,3}(?:(?:es(?: el)?|is|는|은|이) ?)?"
    r"([XYZ]?[ \-]?[0-9]{1,2}(?:[. ]?[0-9]{3}){2}(?: ?-? ?[A-Za-z](?![A-Za-z]))?)(?![0-9])",
    re.IGNORECASE,
)
_CURP = re.compile(
    rf"{_EDGE}[A-Z][AEIOUX][A-Z]{{2}}([0-9]{{6}})[HMX][A-Z]{{5}}[A-Z0-9][0-9](?![A-Za-z0-9])",
    re.IGNORECASE,
)
_RFC = re.compile(rf"{_EDGE}[A-ZÑ&]{{4}}[ \-]?([0-9]{{6}})[ \-]?[A-Z0-9]{{3}}(?![A-Za-z0-9])")
_RFC_LABELLED = re.compile(
    r"(?<![A-Za-z])(?:RFC|CURP|clave [uú]nica)[ :=#]{0,3}(?:(?:es|is|는|은) ?)?"
    r"([A-ZÑ&]{3,4}[ \-]?[0-9]{6}[ \-]?[A-Z0-9]{2,8})(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def _find(text: str) -> Iterator[Hit]:
    yield from _checked(text)
    for pattern in (_CURP, _RFC):
        for found in pattern.finditer(text):
            if is_date(found.group(1)):
                yield Hit(*found.span(), Weight.CHECKED)
    yield from hits_of(text, _LABELLED, _RFC_LABELLED, weight=Weight.LABELLED, group=1)


def _checked(text: str) -> Iterator[Hit]:
    """DNI and NIE whose letter is right; python-stdnum computes it."""
    for pattern, number in ((_DNI, dni), (_NIE, nie)):
        for found in pattern.finditer(text):
            if number.is_valid(found.group().replace(".", "")):
                yield Hit(*found.span(), Weight.CHECKED)


IDENTIFIER = Identifier(
    type=IdentifierType.NATIONAL_ID,
    find=_find,
    caught={
        "es": (
            "mi DNI es «12345678Z»",
            "«12.345.678-Z» es mi documento",
            "DNI «12345678»",
            "NIE: «X-1234567-L»",
            "soy extranjera, «Z1234567R»",
            "CURP «GOMC850312MDFRRL09»",
            "RFC: «GOMC850312AB1»",
        ),
        "en": ("my Spanish ID is «12345678Z»",),
        "ko": ("스페인 번호는 «X1234567L»입니다",),
    },
    left_alone={
        "es": (
            "12345678A no es válido",
            "10.000.000 UI de penicilina",
            "hace 12.345.678 pasos",
            "código E11.9",
        ),
        "en": ("vitamin D 50000 IU", "10000000 U of penicillin"),
        "ko": ("비타민 D 1000IU",),
    },
)
