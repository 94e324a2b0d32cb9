"""Korean addresses: road and number, lot, apartment and door, with the districts before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of
from text.korean import is_basic
from text.words import lines

_HANGUL = re.compile(r"[가-힣]")
_REGION = (
    r"(?:(?:서울|부산|대구|인천|광주|대전|울산|세종)(?:특별시|광역시|특별자치시|시)?|"
    r"(?:경기|강원|충청[남북]|전라[남북]|경상[남북]|제주|충[남북]|전[남북]|경[남북])"
    r"(?:특별자치도|도)?)"
)
_TOWN = r"(?:[가-힣]{1,4}(?:읍|면) ?)?"
_VILLAGE = r"[가-힣]{1,5}[0-9]?(?:동|리|가)"
_ROAD = r"[가-힣0-9·]{1,12}(?:대로|로|길)"
_NUMBER = r"[0-9]{1,4}(?:-[0-9]{1,4})?"
# 로 is also "by" and "as", 가 a particle: a number that counts something is no house number.
_COUNTED = (
    r"(?! ?(?:[0-9]|개|알|정|일|주|시간|시|분|번(?!지|길)|회|달|월|년|세"
    r"|살(?![고아았던다면기])|명|포|병|잔|배|차|등|위|도"
    r"|kg|mg|cm|mm|ml|mL|g|%|킬로|미터|층|단계|점|대|단위|숟|스푼|이상|이하|정도|[.,~/\-][0-9]))"
)
_HOUSE = (
    r"[가-힣A-Za-z0-9]{1,12} ?(?:아파트|APT|apt|빌라|오피스텔|맨션|타워|빌딩|주택|연립"
    r"|자이|푸르지오"
    r"|래미안|힐스테이트|아이파크|더샵|롯데캐슬|e편한세상)"
)
_DOOR = (
    r"(?:[0-9A-Za-z가-하]{1,4}동 ?[0-9]{1,4} ?호|[0-9]{1,4}동 ?[0-9]{1,4}(?![0-9가-힣])"
    r"|(?:지하 ?|B)?[0-9]{1,3}층(?: ?[0-9]{1,4}호)?|[0-9]{1,4}호)"
)
_DETAIL = rf"(?:,? ?\([가-힣0-9, ]{{2,20}}\))?(?:,? ?{_HOUSE})?(?:,? ?{_DOOR}){{0,2}}"
_STREET = rf"{_ROAD} ?{_NUMBER}(?:번?길 ?{_NUMBER})?{_COUNTED}(?:번지)?"
_HOME = (
    r"(?:주소|사는 ?곳|거주지|집 ?주소|자택|배송지|우리 ?집|저희 ?집|본가|집)"
    r"(?:은|는|이|가)?[ :=]{0,3}(?:(?:은|는|이|가) )?"
)
_LIVES = r"(?=[ ,]{0,2}(?:에서?|의)? ?(?:살|사는|거주|이사|삽니다|산다))"
_REGION_FIRST = re.compile(_REGION)
_NO_ROAD = re.compile(
    r".*으로|(?:바|새|주|별|서|따|도|아래|위|뒤|스스|대체|실제|차례|수시|때때|절대|억지|진짜|가짜"
    r"|공짜|진실|하|이|그|저|멋대|맘대|마음대|제대|그대|이대|뜻대|말)로"
)
_NO_VILLAGE = re.compile(
    r"[가-힣]동|.*(?:운동|활동|행동|이동|자동|작동|수동|변동|진동|박동|머리|다리|허리|소리"
    r"|관리|처리"
    r"|정리|분리|수리|원리|심리|생리|거리|자리|무리|우리|꼬리|옆구리)"
)
_LABELLED = re.compile(r"(?:주소|거주지|배송지)(?:지|는|은|가)? ?[:=] ?([^\n\ue000]{4,80})")
_ENDS = re.compile(r"(?:입니다|이에요|예요|이고|이며|인데)|[.!?](?= |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """Compiled patterns; those of `placed` name an `area`, a `name` and a `detail`."""

    placed: tuple[re.Pattern[str], ...]
    whole: tuple[re.Pattern[str], ...]
    lot: re.Pattern[str]
    home: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    district = _district()
    area = rf"(?:{_REGION} ?)?(?:{district} ?){{0,3}}{_TOWN}"
    anchor = rf"(?<![가-힣])(?:{_REGION} ?(?:{district} ?){{0,3}}|(?:{district} ?){{1,3}}){_TOWN}"
    village = rf"(?:{_VILLAGE} )?"
    lot = rf"(?:산 ?)?{_NUMBER}"
    placed = (
        rf"(?P<area>{anchor}){village}(?P<name>{_ROAD}) ?{_NUMBER}(?:번?길 ?{_NUMBER})?"
        rf"{_COUNTED}(?:번지)?(?P<detail>{_DETAIL})",  # 서울 강남구 테헤란로 152, 3층
        rf"(?<![가-힣])(?P<area>{area})(?P<name>{_ROAD}) ?[0-9]{{1,4}}번?길 ?{_NUMBER}"
        rf"{_COUNTED}(?P<detail>{_DETAIL})",  # 테헤란로 12번길 34
        rf"(?P<area>{anchor})(?P<name>{_VILLAGE}) ?{lot}{_COUNTED}(?:번지)?(?P<detail>{_DETAIL})",
    )
    whole = (
        rf"(?<![가-힣]){area}{_VILLAGE} ?{lot} ?번지{_DETAIL}",  # 역삼동 737-12번지
        rf"(?:{anchor}{village})?(?:{_HOUSE} ?)?(?<![0-9])[0-9]{{1,4}}동 ?[0-9]{{1,4}} ?호",
        rf"(?:{anchor}{village})?{_HOUSE} ?[0-9]{{1,4}}(?:동 |-)[0-9]{{2,4}}호?(?![0-9가-힣])",
        rf"{anchor}{village}{_HOUSE} ?[0-9]{{1,4}}호",
        rf"(?<![가-힣]){_STREET}{_DETAIL}{_LIVES}",  # 테헤란로 152에 살아요
    )
    return _Patterns(
        placed=tuple(map(re.compile, placed)),
        whole=tuple(map(re.compile, whole)),
        lot=re.compile(
            r"(?<![가-힣])(?P<name>[가-힣]{1,4}[0-9]?(?:동|리)) [0-9]{1,4}-[0-9]{1,4}" + _COUNTED
        ),
        home=re.compile(
            rf"{_HOME}({area}{village}(?:{_STREET}|{_VILLAGE} ?{lot}{_COUNTED}){_DETAIL})"
        ),
    )


def _district() -> str:
    """Any city, county or district, as alternatives by first syllable: there are 230."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(word for line in lines("places_ko.txt") for word in line.split()):
        by_first.setdefault(word[0], []).append(word[1:])
    parts = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    return f"(?:(?=[{''.join(by_first)}])(?:{parts}))"


def _find(text: str) -> Iterator[Hit]:
    if not _HANGUL.search(text):
        return
    patterns = _patterns()
    for pattern in patterns.placed:
        yield from (Hit(*found.span()) for found in pattern.finditer(text) if _is_place(found))
    yield from hits_of(text, *patterns.whole)
    yield from hits_of(text, patterns.home, group=1)
    for found in patterns.lot.finditer(text):
        if not _NO_VILLAGE.fullmatch(found.group("name")):
            yield Hit(*found.span())
    yield from _labelled(text)


def _labelled(text: str) -> Iterator[Hit]:
    for found in _LABELLED.finditer(text):
        stretch = _ENDS.split(found.group(1), maxsplit=1)[0]
        if any(map(str.isdigit, stretch)):
            yield Hit(found.start(1), found.start(1) + len(stretch), Weight.LOOSE)


def _is_place(found: re.Match[str]) -> bool:
    """Whether a "road" or "village" is one: 바로 is "at once", 운동 "exercise"."""
    name = found.group("name")
    if _NO_ROAD.fullmatch(name):
        return False
    if _REGION_FIRST.match(found.group("area")) or found.group("detail"):
        return True
    return not _NO_VILLAGE.fullmatch(name) and not is_basic(name)


IDENTIFIER = Identifier(
    type=IdentifierType.ADDRESS,
    find=_find,
    caught={
        "ko": (
            "저는 «서울시 강남구 테헤란로 152»에 살아요",
            "«경기도 성남시 분당구 판교역로 166»입니다",
            "«마포구 월드컵로 12길 34, 201호»로 보내주세요",
            "«서울 관악구 봉천동 123-4»예요",
            "«행복아파트 101동 1203호»에 살아요",
            "«역삼동 737-12번지»요",
            "집은 «테헤란로 152»예요",
            "주소: «충남 홍성군 홍북읍 충남대로 21»",
        ),
        "en": ("I live at «서울 강남구 테헤란로 152»",),
        "es": ("vivo en «서울 강남구 테헤란로 152»",),
    },
    left_alone={
        "ko": (
            "아침으로 2알 먹어요",
            "주로 3시간 자요",
            "약을 하루로 2번 나눠서",
            "운동 30-40분 했어요",
            "서울 강남구에 살아요",
            "혈당이 기계로 140 나와요",
            "병동 3층이에요",
            "다리 10-15분 저려요",
            "결과로 126 나왔어요",
            "119로 전화",
            "말이 어눌해지면 바로 119에 전화한다",
            "백혈구 수치로 126 나왔대요",
        ),
        "en": ("walk 30 minutes",),
        "es": ("camine 30 minutos",),
    },
)
