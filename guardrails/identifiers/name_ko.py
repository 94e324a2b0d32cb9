"""Names that are introduced as such in Korean."""

import re
from collections.abc import Iterator
from functools import cache

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight
from guardrails.identifiers.names import again, latin, name_at, name_words
from text.korean import is_basic
from text.words import lines

_COPULA = r"(?:이)?(?:라고|입니다|이에요|에요|예요|이예요|이고|인데|이야|이요|입니당|임|이십니다|이세요|세요|이신|라는|이란|라 ?합니다|이며|이랍니다|랍니다|구요|고요|인데요|이거든요|거든요)"
_PARTICLE = r"(?:이|가|은|는|을|를|도|의|에게|한테|와|과|랑|하고|께서|님|씨|께|야|아|만|부터|으로|로)"
_END = rf"(?={_COPULA}|{_PARTICLE}(?![가-힣])|{_PARTICLE}(?:서|는|도)(?![가-힣])|[^가-힣]|$)"
_SELF = r"(?<![가-힣])(?:저는|나는|전|난|제가|내가|저|저희는)"
_GREETED = r"(?:안녕하세요|안녕하십니까|안녕하세여|수고하십니다|반갑습니다)[,.!~]* ?"
_OWNER = (
    r"(?:제|내|저의|나의|저희|우리|본인|환자|보호자|아이|아기|애|그분|신청자|예약자|간병인|{relation})(?:의|분|님)? ?"
)
_LATIN = r"[A-Za-zÀ-ÿ]"
_MEDICAL = re.compile(r".*(?:증|염|암|병|통|압|뇨|종|약|열|혈|질환|환자|인|자|사|수술|검사|치료|과|살|세|중|후|전|형)$")
_FILLER = re.compile(r"(?:비밀|아직|아무|안|못|잘못|모르|몰라|없|뭐|무엇|무슨|누구|어떻게|왜|다르|틀리|같|똑같|바뀌|나오|안 나)")


@cache
def _words() -> frozenset[str]:
    """Everyday nouns and medical terms: never a name, and no name with a particle."""
    listed = (word for name in ("basic_ko_nouns.txt", "terms_ko.txt") for line in lines(name) for word in re.split(r"[\s|,;=]+", line))
    return frozenset(word for word in listed if len(word) > 1) - name_words("ko").given


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = name_words("ko")
    singles = "".join(sorted(name for name in words.surnames if len(name) == 1))
    doubles = "|".join(sorted(name for name in words.surnames if len(name) > 1))
    given = "".join(sorted(words.syllables))
    full = rf"(?:[{singles}] ?[{given}]{{2}}|(?:{doubles}) ?[{given}]{{1,2}})"
    first = "|".join(sorted(words.given, key=len, reverse=True))
    relation = "|".join(words.relations)
    titled = "|".join(words.titled)
    owner = _OWNER.replace("{relation}", relation)
    titles = r"(?:님|씨|선생|교수|원장|과장|박사|간호사|의사|약사|여사|어르신|할머니|할아버지|어머니|아버지|환자|대표|주치의|전문의|군(?![가-힣])|양(?![가-힣]))"
    sources = {
        # 제 이름은 …: anything that is no everyday word
        "named": rf"{owner}(?:이름|성함|성명|본명|실명)(?:(?:은|이|는) ?| ?[:=] ?)",
        "labelled": r"(?:^|[\s,;(])(?:환자 ?명|환자 ?이름|보호자 ?명|보호자|환자|성명|성함|이름|대리인|수진자|예약자|신청자|담당의|주치의|담당 ?의사) ?[:=] ?",
        "called": rf"(?:{_SELF} |{_GREETED}(?:저는 |전 )?)(?P<name>[가-힣]{{2,7}}?(?: [가-힣]{{2,7}}?)?)(?:이)?라고 ?(?:합니다|해요|하는데|하고|합니당|불러|부르|부릅|하는|한다|해여|함)",
        "self": rf"(?:{_SELF} ?|{_GREETED}|(?:^|[.!?\n]) ?|보호자 |환자 |엄마 |아빠 |딸 |아들 |담당자 )(?P<name>{full})(?={_COPULA}(?![가-힣]{{3}}))",
        "given": rf"(?:{_SELF} ?|{_GREETED})(?P<name>{first})(?=(?:입니다|이에요|예요|이예요|인데요|라고))",
        "beside": rf"(?<![가-힣])(?:보호자|환자|대리인|주치의|담당의|간병인|{relation})(?:인|은|는|이)? (?P<name>{full}){_END}",
        "titled": rf"(?<![가-힣])(?P<name>{full}) ?{titles}",
        "surname": rf"(?<![가-힣])(?P<name>{titled}) ?(?:교수|원장|과장|박사|간호사|선생|의사 ?선생)님?(?![가-힣]*(?:실|과|의학))",
        "first": rf"(?<![가-힣])(?:{relation}) (?P<name>{first})(?=이?(?:가|는|를|도|랑|한테|에게|의|네|와|야)(?![가-힣])|이?(?:한테|랑)|은 |이 |[,.!? ]|$)",
        "mister": rf"(?<![가-힣])(?P<name>{first}) ?씨(?=[가는도를의께와랑에 ,.!?]|한테|$)",
        "shaped": rf"(?<![가-힣])(?:{relation}) (?P<name>[{given}]{{2}})(?=이(?:가|는|를|도|랑|한테|에게|와|의|네)(?![가-힣]))",
    }  # fmt: skip
    return {name: re.compile(source) for name, source in sources.items()}


_VALUE = re.compile(
    rf"(?P<one>[가-힣]{{2,6}}?)(?: (?P<two>[가-힣]{{1,6}}?))?(?={_COPULA}(?![가-힣]{{3}})|[^가-힣]|$)"
)


def _find(text: str) -> Iterator[Hit]:
    return again(text, list(_introduced(text)))


def _introduced(text: str) -> Iterator[Hit]:
    patterns = _patterns()
    for name in ("named", "labelled"):
        for found in patterns[name].finditer(text):
            hit = _value(text, found.end())
            if hit:
                yield hit
    for name in ("called", "self", "given", "beside", "titled", "surname", "first", "mister", "shaped"):
        for found in patterns[name].finditer(text):
            if _is_name(found.group("name"), name):
                yield Hit(*found.span("name"), Weight.LABELLED)
    yield from _latin_names(text)


def _value(text: str, start: int) -> Hit | None:
    """The name after "제 이름은": Hangul up to its ending, or a Latin name."""
    found = _VALUE.match(text, start)
    if found is None:
        return name_at(text, start, introduced=True)
    one, two = found.group("one"), found.group("two")
    if _FILLER.match(one) or one in name_words("ko").never or (is_basic(one) and not _is_full(one)):
        return None
    if two and (is_basic(two) or (_is_full(one) and _is_shaped(one))):
        return Hit(start, found.end("one"), Weight.LABELLED)
    return Hit(start, found.end(), Weight.LABELLED)


def _is_full(name: str) -> bool:
    words = name_words("ko")
    return len(name) in (2, 3, 4) and (name[0] in words.surnames or name[:2] in words.surnames)


def _is_shaped(name: str) -> bool:
    return all(char in name_words("ko").syllables for char in name[1:])


def _is_name(name: str, rule: str) -> bool:
    name = name.replace(" ", "") if rule != "called" else name
    if rule == "surname":
        return True
    if name in name_words("ko").never or name in _words():
        return False
    if rule == "called":
        return _is_called(name)
    if name[:2] in name_words("ko").relations or name[-1] == "병":
        return False
    if rule == "titled" and name[-1] == "한" and name[1:] not in name_words("ko").given:
        return False  # 유명한 의사, 친절한 선생님
    if name[1:] in name_words("ko").titles or (name[2:] == "이" and name[:2] in name_words("ko").given):
        return False
    if rule in ("given", "first", "mister"):
        return True
    return not (name[:2] in _words() and name[2:] in tuple("가는은이를을도의로에만와과고"))


def _is_called(name: str) -> bool:
    """저는 …라고 합니다: a name, unless it is an illness or an everyday word."""
    words = name_words("ko")
    if _is_full(name) and len(name) > 2 and _is_shaped(name):
        return True
    first = name.split()[0]
    return name in words.given or not (
        _MEDICAL.fullmatch(name) or is_basic(first) or first in words.never
    )


_LATIN_SELF = re.compile(rf"(?:{_SELF} ?|{_GREETED}(?:저는 |전 )?)(?={_LATIN})")
_LATIN_END = re.compile(r" ?(?:입니다|이에요|예요|이라고|라고|인데|이고|님|씨|교수|선생)")


def _latin_names(text: str) -> Iterator[Hit]:
    for found in _LATIN_SELF.finditer(text):
        hit = name_at(text, found.end(), introduced=False)
        if hit and _LATIN_END.match(text, hit.end) and _is_known(text[hit.start : hit.end]):
            yield hit


def _is_known(name: str) -> bool:
    return len(name.split()) > 1 or name.lower() in latin().given


IDENTIFIER = Identifier(
    type=IdentifierType.NAME,
    find=_find,
    caught={
        "ko": (
            "제 이름은 «김영희»입니다",
            "제 이름은 «마이클 존슨»이에요",
            "저는 «박지훈»이라고 합니다",
            "안녕하세요 «이수진»입니다. 고혈압이 뭐예요?",
            "저는 «최민호»인데요",
            "환자명: «정미경»",
            "보호자 «한상우»입니다",
            "«김영희»님이 물어보래요",
            "«김» 교수님이 그러셨어요",
            "«박철수» 선생님 외래요",
            "우리 아들 «민준»이가 열이 나요",
            "남편 «이동현» 씨가 쓰러졌어요",
            "제 이름은 «John Smith»입니다",
        ),
        "en": ("hello, 저는 «김영희»입니다",),
        "es": ("hola, 저는 «김영희»입니다",),
    },
    left_alone={
        "ko": (
            "저는 당뇨라고 합니다",
            "저는 고혈압입니다",
            "저는 임산부예요",
            "의사가 저는 위염이라고 해요",
            "선생님이 괜찮대요",
            "이 교수님은 친절해요",
            "제 이름이 안 나와요",
            "약 이름은 타이레놀이에요",
            "저는 정상인데요",
            "메니에르병이 뭐예요",
            "우리 아들 열이 나요",
            "엄마 유방암이래요",
            "보호자 서명은요",
            "딸 아이가 아파요",
            "남편 정신이 없어요",
            "호박씨 먹어도 돼요?",
        ),
        "en": ("저는 fine",),
        "es": ("저는 bien",),
    },
)
