"""Names that are introduced as such in Korean."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight
from guardrails.identifiers.name_ko_patterns import LATIN_END, LATIN_SELF, VALUE, patterns
from guardrails.identifiers.name_lists import latin, name_words
from guardrails.identifiers.names import again, name_at
from text.korean import is_basic
from text.words import lines

_HANGUL = re.compile(r"[가-힣]")
_MEDICAL = re.compile(
    r".*(?:증|염|암|병|통|압|뇨|종|약|열|혈|질환|환자|인|자|사|수술|검사|치료|과|살|세|중"
    r"|후|전|형)$"
)
_FILLER = re.compile(
    r"(?:비밀|아직|아무|안(?![가-힣])|못(?![가-힣])|잘못|모르|몰라|없|뭐|무엇|무슨|누구"
    r"|어떻게|왜|다르|틀리|같|똑같|바뀌|나오|안 나)"
)


@cache
def _words() -> frozenset[str]:
    """Everyday nouns and medical terms: never a name, and no name with a particle."""
    listed = (
        word
        for name in ("basic_ko_nouns.txt", "terms_ko.txt")
        for line in lines(name)
        for word in re.split(r"[\s|,;=]+", line)
    )
    return frozenset(word for word in listed if len(word) > 1) - name_words("ko").given


_HOLDING = (
    *("plainly", "called", "self", "given", "beside"),
    *("signed", "closing", "titled", "surname", "first", "mister", "shaped"),
)
"""The rules whose pattern holds the name."""


def _find(text: str) -> Iterable[Hit]:
    if not _HANGUL.search(text):
        return ()
    return again(text, list(_introduced(text)))


def _introduced(text: str) -> Iterator[Hit]:
    rules = patterns()
    for name in ("named", "labelled"):
        for found in rules[name].finditer(text):
            hit = _value(text, found.end())
            if hit:
                yield hit
    for name in _HOLDING:
        for found in rules[name].finditer(text):
            if _is_name(found.group("name"), name):
                yield Hit(*found.span("name"), Weight.LABELLED)
    yield from _latin_names(text)


def _value(text: str, start: int) -> Hit | None:
    """The name after "제 이름은": Hangul up to its ending, or a Latin name."""
    whole = patterns()["full"].match(text, start)
    if whole and whole.group().replace(" ", "") not in name_words("ko").never:
        return Hit(start, whole.end(), Weight.LABELLED)
    found = VALUE.match(text, start)
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
    if name[:2] in name_words("ko").relations or name[-1] in "병요":
        return False
    if rule == "titled" and name[-1] == "한" and name[1:] not in name_words("ko").given:
        return False  # 유명한 의사, 친절한 선생님
    if name[1:] in name_words("ko").titles or (
        name[2:] == "이" and name[:2] in name_words("ko").given
    ):
        return False
    if rule in ("given", "first", "mister"):
        return True
    is_word = name[:2] in _words() or name[:2] in name_words("ko").never
    return not (is_word and name[2:] in tuple("가는은이를을도의로에만와과고"))


def _is_called(name: str) -> bool:
    """저는 …라고 합니다: a name, unless it is an illness or an everyday word."""
    words = name_words("ko")
    if _is_full(name) and len(name) > 2 and _is_shaped(name):
        return True
    first = name.split()[0]
    return name in words.given or not (
        _MEDICAL.fullmatch(name) or is_basic(first) or first in words.never
    )


def _latin_names(text: str) -> Iterator[Hit]:
    for found in LATIN_SELF.finditer(text):
        hit = name_at(text, found.end(), introduced=False)
        if hit and LATIN_END.match(text, hit.end) and _is_known(text[hit.start : hit.end]):
            yield hit


def _is_known(name: str) -> bool:
    return len(name.split()) > 1 or name.lower() in latin().given


IDENTIFIER = Identifier(
    type=IdentifierType.NAME,
    find=_find,
    numeric=False,
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
