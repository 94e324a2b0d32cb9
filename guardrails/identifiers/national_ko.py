"""Korean resident and foreigner numbers, driver licences, business numbers."""

import re
from collections.abc import Iterator

from stdnum.kr import brn

from guardrails.identifiers.dates import is_date
from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of
from guardrails.identifiers.phones import only_digits

# Numbers given out since October 2020 carry no check digit: the date is all there is to check.
_RESIDENT = re.compile(
    r"(?<![0-9])(?<![0-9][.\-])[0-9]{2} ?(?:0[1-9]|1[0-2]) ?(?:0[1-9]|[12][0-9]|3[01])"
    r"(?: {0,2}[-~./·,] {0,2}| )?[0-9](?:[ ]?[0-9]){6}(?![0-9])(?![.\-][0-9])"
)
_MASKED = re.compile(
    r"(?<![0-9])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]) ?- ?[1-8][*xX●○]{3,6}"
)
_FRONT = re.compile(
    r"(?<![0-9])[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]) ?- ?[1-8](?![0-9])"
    r"(?=[^\n]{0,30}(?:주민|민증))"
)
_LABELLED = re.compile(
    r"(?:주민 ?등록 ?번호|주민 ?번호|외국인 ?등록 ?번호|거소 ?신고 ?번호|민증 ?번호|주민증 ?번호|"
    r"resident registration (?:number|no\.?)|\bRRN|\bARC (?:number|no\.?)|alien "
    r"registration(?: number)?)"
    r"(?: ?(?:앞자리|뒷자리|뒤|앞))?[ :=#]{0,3}(?:(?:은|는|이|가|is|es) ?)?"
    r"([0-9]{6} ?-? ?[0-9*]{7}|[0-9]{6} ?- ?[0-9*]{1,7}|[0-9]{6,7})(?![0-9])",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"(?<![0-9\-])(?:(?:서울|부산|대구|인천|광주|대전|울산|경기|강원|충북|충남|전북|전남"
    r"|경북|경남|제주)[ \-]{1,3})?"
    r"[0-9]{2}-[0-9]{2}-[0-9]{6}-[0-9]{2}(?![0-9])(?!-[0-9])"
)
_LICENCE_LABELLED = re.compile(
    r"(?:운전 ?)?면허(?:증)? ?(?:번호)?[ :=#]{0,3}(?:(?:은|는|이|가) ?)?"
    r"((?:[가-힣]{2}[ \-]?)?(?:[0-9]{2}[ \-]?)?[0-9]{2}[ \-]?[0-9]{6}[ \-]?[0-9]{2})(?![0-9])"
)
_BUSINESS = re.compile(r"(?<![0-9\-])[0-9]{3}-[0-9]{2}-[0-9]{5}(?![0-9])(?!-[0-9])")


def _find(text: str) -> Iterator[Hit]:
    yield from _residents(text)
    yield from hits_of(text, _MASKED, _FRONT, _LICENCE, weight=Weight.CHECKED)
    yield from hits_of(text, _LABELLED, _LICENCE_LABELLED, weight=Weight.LABELLED, group=1)
    for found in _BUSINESS.finditer(text):
        if brn.is_valid(found.group()):
            yield Hit(*found.span())


def _residents(text: str) -> Iterator[Hit]:
    """Numbers that begin with a date; without a dash less sure (a barcode begins with 88)."""
    for found in _RESIDENT.finditer(text):
        digits = only_digits(found.group())
        if digits[6] in "12345678" and is_date(digits[:6]):
            bare = len(found.group()) == len(digits)
            yield Hit(*found.span(), Weight.SHAPED if bare else Weight.CHECKED)


IDENTIFIER = Identifier(
    type=IdentifierType.NATIONAL_ID,
    find=_find,
    caught={
        "ko": (
            "주민번호는 «900101-1234567»입니다",
            "«9001012345678»이에요",
            "«850723 - 2345678» 맞죠",
            "외국인등록번호 «920315-5678901»",
            "주민등록번호 «900101-1******»",
            "주민번호 앞자리는 «900101-2»예요",
            "운전면허 «11-22-333333-44»요",
            "면허번호는 «112233333344»입니다",
        ),
        "en": ("my RRN is «900101-1234567»",),
        "es": ("mi número coreano es «900101-2234567»",),
    },
    left_alone={
        "ko": (
            "991332-1234567은 없는 날짜",
            "2024-01-15 100-200 사이",
            "바코드 8801234567890",
            "혈압 120-80",
        ),
        "en": ("the ratio was 900101 to 123",),
        "es": ("900101 y 123 copias",),
    },
)
