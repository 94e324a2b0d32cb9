"""Passports of Korea, the United States and Spain, and any number called a passport's."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of

_KOREAN = re.compile(
    r"(?<![A-Za-z0-9])[MSRODGmsrodg](?:[0-9]{8}|[0-9]{3}[A-Za-z][0-9]{4})(?![A-Za-z0-9])"
)
_SPANISH = re.compile(r"(?<![A-Za-z0-9\-])[A-Z]{3}[0-9]{6}(?![A-Za-z0-9\-])")
_LABELLED = re.compile(
    r"(?:여권(?: ?번호)?|passport|pasaporte)(?: (?:number|no\.?|#|n[uú]mero|n[ºo°]\.?))?"
    r"[ :=#]{0,3}(?:(?:은|는|이|가|is|es) ?)?([A-Z]{0,3}[ \-]?[0-9]{2}[A-Z0-9]{4,7})"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def _find(text: str) -> Iterator[Hit]:
    yield from hits_of(text, _KOREAN, _SPANISH)
    yield from hits_of(text, _LABELLED, weight=Weight.LABELLED, group=1)


IDENTIFIER = Identifier(
    type=IdentifierType.NATIONAL_ID,
    find=_find,
    caught={
        "ko": ("여권번호는 «M12345678»입니다", "«M123A4567»이에요", "여권 «S87654321»"),
        "en": ("passport no. «512345678»", "US passport: «C01234567»"),
        "es": ("pasaporte «AAA123456»", "mi pasaporte es «PAB987654»"),
    },
    left_alone={
        "ko": ("여권 2개", "코드 M54.5", "M1234567"),
        "en": ("passport for 2024", "lot ABC123456", "trial NCT01234567"),
        "es": ("pasaporte covid 2021", "código C50.9"),
    },
)
