"""Numbers that the words before them call a phone number, in any form."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight
from guardrails.identifiers.phones import is_public

_LABELLED = re.compile(
    r"(?:(?<![^\W_])(?:phone|mobile|cell(?:phone)?|tel(?:ephone)?|fax|whats ?app|landline|"
    r"(?:reach|call|text|ring|phone) me|my number|tel[eé]fono|celular|m[oó]vil|tlf|telf|"
    r"ll[aá]m(?:a|e|eme|ame|enme)(?: al?)?|m[aá]rqu(?:e|en)me(?: al?)?|mi n[uú]mero)(?![^\W_])"
    r"|전화 ?번호|전번|폰 ?번호|연락처|휴대 ?전화|휴대폰|핸드폰|팩스|카톡 ?번호|제 ?번호|내 ?번호|"
    r"電話番号|电话|手机号|số điện thoại)"
    r"(?:\)|\.)?(?: ?(?:number|no|n[uú]mero|번호|は|是|là))?\.?[ :=#\n]{0,3}"
    r"(?:(?:is|are|at|on|es(?: el)?|al|el|en|는|은|가|이|도|로) ?[: ]{0,2})?"
    r"(\(?\+?[0-9](?:[ .\-()/]{0,3}[0-9]){5,14})(?![0-9])(?![.,/][0-9])",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}[-./ ][0-9]{1,2}[-./ ][0-9]{1,2}"
    r"|[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)[0-9]{2}"
)


_LABELLED_AFTER = re.compile(
    r"(?<![0-9.,/\-])([0-9](?:[ .\-]{0,2}[0-9]){6,12}),? (?:is my (?:number|phone|cell|mobile)"
    r"|es mi (?:n[uú]mero|tel[eé]fono|celular|m[oó]vil)(?! de))",
    re.IGNORECASE,
)


def _find(text: str) -> Iterator[Hit]:
    for pattern in (_LABELLED, _LABELLED_AFTER):
        for found in pattern.finditer(text):
            if not _DATE.fullmatch(found.group(1)) and not is_public(text, *found.span(1)):
                yield Hit(*found.span(1), Weight.LABELLED)


IDENTIFIER = Identifier(
    type=IdentifierType.PHONE,
    find=_find,
    caught={
        "en": ("call me at «555-0134» tonight", "Phone: «55501345»", "my number is «020 79460958»"),
        "es": ("teléfono «5551 2345»", "llámeme al «600-11-22-33»", "mi número es «612345678»"),
        "ko": ("연락처는 «1234-5678»이에요", "전화번호: «345 6789»"),
    },
    left_alone={
        "en": ("I call me 3 times", "the phone number 988", "phone visit on 2024-01-15"),
        "es": ("el teléfono 024", "cita por teléfono 15-01-2024"),
        "ko": ("전화번호 1577-0199 맞아요?", "연락처 없이 119에 전화했어요"),
    },
)
