"""Numbers of health insurance: Korea, Spain (NUSS, card), Mexico (NSS), US (MBI, member)."""

import re
from collections.abc import Iterator

from stdnum import luhn

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of
from guardrails.identifiers.phones import only_digits

_LETTER = "[AC-HJKMNP-RT-Y]"
_MBI = re.compile(
    rf"(?<![A-Za-z0-9])[1-9]{_LETTER}(?:{_LETTER}|[0-9])[0-9][ \-]?{_LETTER}(?:{_LETTER}"
    rf"|[0-9])[0-9]"
    rf"[ \-]?{_LETTER}{{2}}[0-9]{{2}}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NUSS = re.compile(
    r"(?<![0-9\-./])(?:0[1-9]|[1-4][0-9]|5[0-3]|66)(?:([ /\-])[0-9]{7,8}\1|[0-9]{8})"
    r"[0-9]{2}(?![0-9])(?![./\-][0-9])"
)
_NSS = re.compile(
    r"(?<![0-9\-./])[0-9]{2}[ \-][0-9]{2}[ \-][0-9]{2}[ \-][0-9]{4}[ \-][0-9](?![0-9])"
)
_SPANISH_CARD = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z]{4}[0-9]{12}|BBBBBBBB[A-Z]{2}[0-9]{6}|[A-Z]{4} "
    r"?[01][0-9]{9})(?![A-Za-z0-9])"
)
_LABELLED = re.compile(
    r"(?:(?:국민)?건강 ?보험(?:증|카드)? ?(?:번호)?|건보(?:증)? ?(?:번호)?|의료 "
    r"?보험(?:증)? ?(?:번호)?|보험증 ?(?:번호)?|"
    r"의료 ?급여(?:증)? ?(?:번호)|보험 ?증권 ?(?:번호)?|증권 ?번호|보험 ?번호|피보험자 "
    r"?번호|장기 ?요양 ?(?:인정)? ?번호"
    r"|\bMBI|\bmedicare|\bmedicaid|\b(?:health )?insurance|\bmember|\bpolicy|\bsubscriber"
    r"|\bgroup|\bHICN"
    r"|\bN\.?U\.?S\.?S\.?|\bNASS|\bN\.?S\.?S\.?|\bIMSS|\bISSSTE|\bseguridad social|\bseguro social"
    r"|\b(?:tarjeta sanitaria|TSI|CIP(?:A)?|SIP)|\bafiliaci[oó]n|\bafiliad[oa]|\bp[oó]liza"
    r"|\basegurad[oa])"
    r"(?: ?\([A-Za-z]{2,6}\))?"
    r"(?: ?(?:number|no\.?|#|id|card|card number|n[uú]mero|n[ºo°]\.?|code|번호))?[ :=#]{0,3}"
    r"(?:(?:은|는|이|가|is|es(?: el)?) ?)?[:# ]{0,2}"
    r"((?:[A-Z]{1,8}[ \-]?)?[0-9][A-Z0-9]{0,12}(?:[ /\-][A-Z0-9]{1,12}){0,4})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_DIGITS_AT_LEAST = 6


def _find(text: str) -> Iterator[Hit]:
    yield from hits_of(text, _MBI, weight=Weight.CHECKED)
    yield from hits_of(text, _SPANISH_CARD)
    for pattern, is_right in ((_NUSS, _is_nuss), (_NSS, _is_nss)):
        for found in pattern.finditer(text):
            if is_right(found):
                yield Hit(*found.span(), Weight.CHECKED)
    for found in _LABELLED.finditer(text):
        number = _number(found.group(1))
        if len(only_digits(number)) >= _DIGITS_AT_LEAST:
            yield Hit(found.start(1), found.start(1) + len(number), Weight.LABELLED)


def _is_nss(found: re.Match[str]) -> bool:
    return luhn.is_valid(only_digits(found.group()))


def _is_nuss(found: re.Match[str]) -> bool:
    """Two digits for the province, the number, the remainder by 97 (RD 84/1996 practice)."""
    digits = only_digits(found.group())
    province, number, check = digits[:2], digits[2:-2], int(digits[-2:])
    joined = province + (number[1:] if number.startswith("0") and len(number) == 8 else number)
    return int(joined) % 97 == check or (bool(found.group(1)) and found.group(1) == "/")


def _number(value: str) -> str:
    """The value up to the last part that holds a digit ("123 456 and" → "123 456")."""
    kept = re.split(r"([ /\-])", value)
    while len(kept) > 1 and not any(map(str.isdigit, kept[-1])):
        del kept[-2:]
    return "".join(kept)


IDENTIFIER = Identifier(
    type=IdentifierType.INSURANCE_ID,
    find=_find,
    caught={
        "ko": (
            "건강보험증번호는 «1-1234567890»입니다",
            "건강보험증 번호 «12345678901»이에요",
            "보험증권번호: «L2023-445566»",
        ),
        "en": (
            "my MBI is «1EG4-TE5-MK73»",
            "member ID: «XYZ123456789»",
            "insurance policy number «AB-998877»",
        ),
        "es": (
            "número de la seguridad social «28/12345678/40»",
            "NUSS «281234567840»",
            "mi NSS es «92 88 57 1234 5»",
            "tarjeta sanitaria «ABCD123456789012»",
            "póliza nº «556677889»",
        ),
    },
    left_alone={
        "ko": ("건강보험 적용되나요? 3만원?", "건강보험 검진 2024년", "의료보험 2종이에요"),
        "en": ("insurance covers 80% of it", "a support group 2 times", "Medicare in 2024"),
        "es": ("la seguridad social cubre el 100 %", "afiliada desde 2010"),
    },
)
