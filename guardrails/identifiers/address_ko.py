"""Korean addresses: road and number, lot, apartment and door, with the districts before them."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight
from text.korean import is_basic

_REGION = (
    r"(?:(?:서울|부산|대구|인천|광주|대전|울산|세종)(?:특별시|광역시|특별자치시|시)?|"
    r"(?:경기|강원|충청[남북]|전라[남북]|경상[남북]|제주|충[남북]|전[남북]|경[남북])(?:특별자치도|도)?)"
)
_DISTRICT = r"[가-힣]{1,5}(?:시|군|구|읍|면)"
_VILLAGE = r"[가-힣]{1,5}[0-9]?(?:동|리|가)"
_AREA = rf"(?:{_REGION} ?)?(?:{_DISTRICT} ?){{0,3}}"
_ANCHOR = rf"(?:{_REGION} ?(?:{_DISTRICT} ?){{0,3}}|(?:{_DISTRICT} ?){{1,3}})"
_ROAD = r"[가-힣0-9·]{1,12}(?:대로|로|길)"
_NUMBER = r"[0-9]{1,4}(?:-[0-9]{1,4})?"
_COUNTED = (
    r"(?! ?(?:[0-9]|개|알|정|일|주|시간|시|분|번(?!지|길)|회|달|월|년|세|살|명|포|병|잔|배|차|등|위|도|kg|mg|cm|mm|ml|mL|g|%"
    r"|킬로|미터|층|단계|점|대|단위|숟|스푼|이상|이하|정도|[.,~/][0-9]))"
)
_HOUSE = r"[가-힣A-Za-z0-9]{1,12} ?(?:아파트|APT|apt|빌라|오피스텔|맨션|타워|빌딩|주택|연립|자이|푸르지오|래미안|힐스테이트|아이파크|더샵|롯데캐슬|e편한세상)"
_DOOR = r"(?:[0-9A-Za-z가-하]{1,4}동 ?[0-9]{1,4} ?호|[0-9]{1,4}동 ?[0-9]{1,4}(?:호|(?![0-9가-힣]))|(?:지하 ?|B)?[0-9]{1,3}층(?: ?[0-9]{1,4}호)?|[0-9]{1,4}호)"
_DETAIL = rf"(?:,? ?\([가-힣0-9, ]{{2,20}}\))?(?:,? ?{_HOUSE})?(?:,? ?{_DOOR}){{0,2}}"

_ROADS = (
    # 서울 강남구 테헤란로 152, 3층
    rf"(?<![가-힣])(?P<area>{_ANCHOR})(?:{_VILLAGE} )?(?P<name>{_ROAD}) ?{_NUMBER}(?:번?길 ?{_NUMBER})?"
    rf"{_COUNTED}(?:번지)?(?P<detail>{_DETAIL})",
    # 테헤란로 12번길 34
    rf"(?<![가-힣])(?P<area>{_AREA})(?P<name>{_ROAD}) ?[0-9]{{1,4}}번?길 ?{_NUMBER}{_COUNTED}(?P<detail>{_DETAIL})",
    # 서울 강남구 역삼동 737
    rf"(?<![가-힣])(?P<area>{_ANCHOR})(?P<name>{_VILLAGE}) ?(?:산 ?)?{_NUMBER}{_COUNTED}(?:번지)?(?P<detail>{_DETAIL})",
)
_DOORS = (
    # 역삼동 737-12번지, 역삼동 12번지
    rf"(?<![가-힣]){_AREA}{_VILLAGE} ?(?:산 ?)?{_NUMBER} ?번지{_DETAIL}",
    # 행복아파트 101동 1203호
    rf"(?<![가-힣])(?:{_ANCHOR}(?:{_VILLAGE} )?)?(?:{_HOUSE} ?)?[0-9]{{1,4}}동 ?[0-9]{{1,4}} ?호",
    rf"(?<![가-힣])(?:{_ANCHOR}(?:{_VILLAGE} )?)?{_HOUSE} ?[0-9]{{1,4}}(?:동 |-)[0-9]{{2,4}}(?:호)?(?![0-9가-힣])",
    rf"(?<![가-힣])(?:{_ANCHOR}(?:{_VILLAGE} )?){_HOUSE} ?[0-9]{{1,4}}호",
)
_ROAD_PATTERNS = tuple(map(re.compile, _ROADS))
_DOOR_PATTERNS = tuple(map(re.compile, _DOORS))
_PLACE = re.compile(_REGION)
_ADVERB = re.compile(r".*으로|(?:바|새|주|별|서|따|도|아래|위|뒤|스스|대체|실제|차례|수시|때때|절대|억지|진짜|가짜|공짜|진실|하|이|그|저|멋대|맘대|마음대|제대|그대|이대|뜻대|말)로")
_LOT = re.compile(
    rf"(?<![가-힣])(?P<village>[가-힣]{{1,4}}[0-9]?(?:동|리)) [0-9]{{1,4}}-[0-9]{{1,4}}{_COUNTED}"
)
_NO_VILLAGE = re.compile(
    r"(?:운|활|행|이|자|감|작|수|변|진|충|노|태|박|부|가|반|연|율|맥|기|거|출|소|공|조|제|병|유|정|진|선|타|능|파|요|격|발|구|고)동|"
    r".*(?:운동|활동|행동|이동|자동|작동|수동|변동|진동|박동|머리|다리|허리|소리|관리|처리|정리|분리|수리|원리|심리|생리|거리|자리|무리|우리|꼬리|옆구리)"
)
_HOME = r"(?:주소|사는 ?곳|거주지|집 ?주소|자택|배송지|우리 ?집|저희 ?집|본가|집)(?:은|는|이|가)?[ :=]{0,3}(?:(?:은|는|이|가) )?"
_LIVES = r"(?=[ ,]{0,2}(?:에서?|의)? ?(?:살|사는|거주|이사|삽니다|산다))"
_ROAD_ALONE = rf"{_ROAD} ?{_NUMBER}(?:번?길 ?{_NUMBER})?{_COUNTED}{_DETAIL}"
_AT_HOME = re.compile(
    rf"{_HOME}({_AREA}(?:{_VILLAGE} )?(?:{_ROAD_ALONE}|{_VILLAGE} ?{_NUMBER}{_COUNTED}{_DETAIL}))"
)
_LIVED = re.compile(rf"(?<![가-힣])({_ROAD_ALONE}){_LIVES}")
_LABELLED = re.compile(r"(?:주소|거주지|배송지)(?:지)?(?:는|은|가)? ?[:：=] ?([^\n\ue000]{4,80})")


def _find(text: str) -> Iterator[Hit]:
    if not any(map(str.isdigit, text)):
        return
    for pattern in _ROAD_PATTERNS:
        for found in pattern.finditer(text):
            if _is_place(found):
                yield Hit(*found.span())
    for pattern in _DOOR_PATTERNS:
        for found in pattern.finditer(text):
            yield Hit(*found.span())
    for found in _LOT.finditer(text):
        if not _NO_VILLAGE.fullmatch(found.group("village")):
            yield Hit(*found.span())
    for pattern in (_AT_HOME, _LIVED):
        for found in pattern.finditer(text):
            yield Hit(*found.span(1))
    for found in _LABELLED.finditer(text):
        stretch = re.split(
            r"(?:입니다|이에요|예요|이고|이며|인데)|[.!?](?= |$)", found.group(1), maxsplit=1
        )[0]
        if any(map(str.isdigit, stretch)):
            yield Hit(found.start(1), found.start(1) + len(stretch), Weight.LOOSE)


def _is_place(found: re.Match[str]) -> bool:
    """Whether a "road" is one: 로 also means "by" and "as", 면 "if" and 시 "o'clock"."""
    name = found.group("name")
    if _ADVERB.fullmatch(name) or _NO_VILLAGE.fullmatch(name):
        return False
    return bool(_PLACE.match(found.group("area")) or found.group("detail") or not is_basic(name))


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
