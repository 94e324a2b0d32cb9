"""US Social Security numbers, NHS numbers and other numbers called an identity number."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of

_SSN = re.compile(
    r"(?<![0-9\-.])(?!000|666)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![0-9])(?!-[0-9])"
)
_LABELLED = re.compile(
    r"(?:\bSSN|\bSSA number|\bsocial(?: security)?(?: number| no\.?| #)?|\bITIN|\bNHS(?: "
    r"number| no\.?)|"
    r"\b(?:national insurance|NI)(?: number| no\.?)"
    r"|\bNINO|사회 ?보장 ?번호|n[uú]mero de seguro social de EE\.? ?UU\.?)"
    r"[ :=#]{0,3}(?:(?:is|es|는|은|이) ?)?"
    r"([0-9]{3}[ .\-]?[0-9]{2}[ .\-]?[0-9]{4}|[0-9]{3}[ \-]?[0-9]{3}[ \-]?[0-9]{4}|"
    r"[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_LAST_FOUR = re.compile(
    r"\blast (?:four|4)(?: digits)?(?: of| for)?(?: my| the| his| her)? (?:ssn|social(?: "
    r"security)?(?: number)?)"
    r"[ :=#]{0,3}(?:(?:is|are) ?)?([0-9]{4})(?![0-9])",
    re.IGNORECASE,
)
_SPACED = re.compile(
    r"(?<![0-9\-.])(?!000|666)[0-9]{3} (?!00)[0-9]{2} (?!0000)[0-9]{4}(?![0-9])(?! ?[0-9])"
)
_CARD_LABELLED = re.compile(
    r"\b(?:driver'?s? licen[cs]e|DL|green card|alien number|A-number|USCIS)"
    r"(?: number| no\.?| #)?[ :=#]{0,3}(?:is ?)?([A-Z]{0,3}[\- ]?[0-9][0-9\- ]{5,16}[0-9])"
    r"(?![0-9A-Za-z])",
    re.IGNORECASE,
)


def _find(text: str) -> Iterator[Hit]:
    yield from hits_of(text, _SSN, _SPACED)
    yield from hits_of(text, _LABELLED, _LAST_FOUR, _CARD_LABELLED, weight=Weight.LABELLED, group=1)


IDENTIFIER = Identifier(
    type=IdentifierType.NATIONAL_ID,
    find=_find,
    caught={
        "en": (
            "my SSN is «536-22-1234»",
            "«536-22-1234», born here",
            "social security number «536221234»",
            "last 4 of my social are «1234»",
            "NHS number «943 476 5919»",
            "driver's license «D1234567»",
        ),
        "es": ("mi SSN es «536-22-1234»",),
        "ko": ("SSN은 «536-22-1234»입니다",),
    },
    left_alone={
        "en": (
            "call 988 or 911",
            "from 100-20 to 90-15",
            "social anxiety for 2 years",
            "000-12-3456",
        ),
        "es": ("cita el 12-05-2024",),
        "ko": ("2024-05-12 검사",),
    },
)
