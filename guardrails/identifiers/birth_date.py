"""Dates of birth: a date is one only where the words around it say so."""

from collections.abc import Iterator

from guardrails.identifiers.dates import DATE, DAY, pattern
from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of

_LABEL = (
    r"(?:생년 ?월일|출생 ?(?:년월일|일자|일)?|태어난 ?(?:날|건|해)|생일"
    r"|\bD\.?O\.?B\.?|\bdate of birth|\bbirth ?date|\bbirthday(?:'s)?|\bborn(?: in [a-z]+)?|\bb\."
    r"|\bfecha (?:de )?nac(?:imiento|\.)?|\bf\. ?(?:de )?nac(?:imiento)?\.?|\bF\.? ?N\b\.?|\bFDN\b"
    r"|\bnac[ií]|\bnaci[oó]|\bnacid[oa](?: en [^\W\d_]+(?: [^\W\d_]+){0,2}?)?|\bnac\.|\bnacimiento"
    r"|\bcumplea[ñn]os|\bcumplo(?: años)?)"
)
_JOINED = (
    r"(?: ?\([^()\n]{2,14}\))?[ :=,\-]{0,3}"
    r"(?:(?:은|는|이|가|is|was|es(?: el)?|el(?: d[ií]a)?|on(?: the)?) ?)?"
    r"[: ]{0,2}(?:(?:양력|음력|the|el) ?)?"
)
_AFTER = pattern(rf"{_LABEL}{_JOINED}({DATE}|{DAY})")
_BEFORE = pattern(
    rf"(?<![0-9])(?<![0-9][.\-/])({DATE}) ?(?:생(?![가-힣])|생(?=이|입|인|으|은)|에 ?태어"
    rf"|출생|일생|"
    r"\(?(?:DOB|d\.o\.b\.|date of birth|fecha de nacimiento)\)?)"
)


def _find(text: str) -> Iterator[Hit]:
    return hits_of(text, _AFTER, _BEFORE, weight=Weight.LABELLED, group=1)


IDENTIFIER = Identifier(
    type=IdentifierType.BIRTH_DATE,
    find=_find,
    caught={
        "ko": (
            "생년월일은 «1980년 3월 5일»이에요",
            "생년월일: «800305»",
            "«1980.03.05»생입니다",
            "저는 «80년 3월 5일»에 태어났어요",
            "생일이 «1980-03-05»예요",
        ),
        "en": (
            "DOB «03/05/1980»",
            "I was born on «March 5, 1980»",
            "date of birth: «5 March 1980»",
            "born «1980-03-05», female",
            "my birthday is «March 5th»",
        ),
        "es": (
            "nací el «5 de marzo de 1980»",
            "fecha de nacimiento: «05/03/1980»",
            "mi hija nació el «5-3-2019»",
        ),
    },
    left_alone={
        "ko": (
            "2024년 3월 5일부터 아파요",
            "59년생이에요",
            "생일에 케이크 먹고 체했어요",
            "3월 5일 수술",
        ),
        "en": ("born in 1980", "surgery on March 5, 2024", "since 03/05/2024 I cough"),
        "es": ("desde el 5 de marzo de 2024", "nací con un soplo", "operada el 05/03/2024"),
    },
)
