"""Spanish phone numbers: nine digits from 6, 7, 8 or 9, in any grouping."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight
from guardrails.identifiers.phones import NOT_AFTER, NOT_BEFORE, phone_hits

_NINE = re.compile(
    rf"{NOT_BEFORE}(?<![A-Za-z])(?:\(?(?:\+|00)34\)?[ .\-]{{0,2}})?(?:"
    r"[6-9][0-9]{2}([ .\-])[0-9]{3}\1[0-9]{3}"  # 612 345 678
    r"|[6-9][0-9]{2}[ .\-][0-9]{2}[ .\-][0-9]{2}[ .\-][0-9]{2}"  # 612 34 56 78
    r"|[6-9][0-9]{2}[ .\-][0-9]{6}|[6-9][0-9] [0-9]{3} [0-9]{2} [0-9]{2}"  # 91 123 45 67
    r"|[89][0-9] [0-9]{3} [0-9]{4}|[6-9][0-9] [0-9]{7}"
    r"|[6-9][0-9]{2} [0-9]{2} [0-9]{4}"
    r"|[6-9][0-9]{8}"
    rf")(?![0-9A-Za-z]){NOT_AFTER}"
)


def _find(text: str) -> Iterator[Hit]:
    return phone_hits(_NINE, text, Weight.SHAPED)


IDENTIFIER = Identifier(
    type=IdentifierType.PHONE,
    find=_find,
    caught={
        "es": (
            "mi móvil es el «612 345 678»",
            "llámeme al «612 34 56 78», gracias",
            "fijo «91 123 45 67»",
            "tel. «+34 612345678»",
            "«612345678» es de mi hija",
        ),
        "en": ("my Spanish number is «+34 612 345 678»",),
        "ko": ("스페인 번호는 «+34 612 345 678»이에요",),
    },
    left_alone={
        "es": (
            "el 024 y el 112 son gratis",
            "hay 900.000.000 personas",
            "el teléfono 900 202 010 es público",
            "612 mg y 345 ml",
        ),
        "en": ("900 000 000 people have it",),
        "ko": ("세균이 700000000마리",),
    },
)
