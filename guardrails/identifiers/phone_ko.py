"""Korean phone numbers, with particles, spaces and dots, mobile and fixed."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight
from guardrails.identifiers.phones import GAP, NOT_BEFORE, phone_hits

_SPACE = r"[ .\-]?"
_CODE = r"(?:(?:\(?\+|00)?82\)?[ .\-]{0,2}\(?)"
_MOBILE = re.compile(
    rf"{NOT_BEFORE}(?:{_CODE}0?\)?|\(?0){_SPACE}1{_SPACE}[016789]\)?{GAP}"
    rf"[0-9](?:{_SPACE}[0-9]){{2,3}}{GAP}[0-9](?:{_SPACE}[0-9]){{3}}(?![0-9])"
)
_FIXED = re.compile(
    rf"{NOT_BEFORE}(?:{_CODE}0?|\(?0)"
    r"(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8])"
    r"(?:\)?[ .\-)]{1,3}[0-9]{3,4}[ .\-]{1,3}|[0-9]{3,4})[0-9]{4}(?![0-9])(?![.\-][0-9])"
)


def _find(text: str) -> Iterator[Hit]:
    yield from phone_hits(_MOBILE, text, Weight.CHECKED)
    yield from phone_hits(_FIXED, text, Weight.SHAPED)


IDENTIFIER = Identifier(
    type=IdentifierType.PHONE,
    find=_find,
    caught={
        "ko": (
            "제 번호는 «010-1234-5678»입니다",
            "«01098765432»로 전화 주세요",
            "연락처 «010.2345.6789»요",
            "«010 3456 7890»으로 문자 주세요",
            "집은 «02-345-6789»이고 회사는 «031-234-5678»예요",
            "해외에서는 «+82 10-4567-8901»로요",
            "엄마 번호 «(010)1234-5678»이에요",
            "«016-234-5678»도 돼요",
            "인터넷 전화 «070-1234-5678»",
        ),
        "en": ("my Korean mobile is «010-1234-5678», thanks",),
        "es": ("mi número coreano es «010-1234-5678»",),
    },
    left_alone={
        "ko": (
            "119에 전화할까요? 109는요?",
            "정신건강 상담 1577-0199 맞나요",
            "병원 대표번호 1588-1234",
            "혈압이 120/80, 130/85였어요",
            "2024-01-15에 100-200 사이였어요",
            "02-10 검사",
        ),
        "en": ("my pressure was 120/80 on 2024-01-15",),
        "es": ("tengo 120/80 desde el 15-01-2024",),
    },
)
