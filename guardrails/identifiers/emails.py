"""E-mail addresses, written or spoken."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight

_LOCAL = r"[A-Za-z0-9À-ÖØ-öø-ÿ._%+'\-]"
_WRITTEN = re.compile(
    rf"(?<!{_LOCAL}){_LOCAL}++ ?@ ?[A-Za-z0-9](?:[A-Za-z0-9\-]{{0,62}})"
    r"(?:\.[A-Za-z0-9\-]{1,63}){0,4}\.[A-Za-z]{2,24}(?![A-Za-z0-9])"
)
_AT = r"(?: ?[(\[{]?(?:at|arroba|골뱅이|앳)[)\]}]? ?)"
_DOT = r"(?: ?[(\[{]?(?:dot|punto|닷|점)[)\]}]? ?|\.)"
_HOUSE = (
    r"(?:gmail|naver|daum|hanmail|kakao|nate|yahoo|hotmail|outlook|icloud|live|proton(?:mail)?|"
    r"네이버|지메일|다음|한메일|카카오|구글|핫메일|아웃룩)"
)
_ENDING = (
    rf"(?:(?:co|com|ac|or|go|코|씨오){_DOT}(?:kr|mx|uk|es|케이알)|com|net|org|es|mx|co|kr|uk|"
    r"컴|콤|넷|케이알)(?![A-Za-z])"
)
# A house that is no mail provider needs a sign that stands for @ and nothing else.
_SPOKEN = re.compile(
    rf"(?<!{_LOCAL})(?:[A-Za-z0-9]{{1,30}} (?:dot|punto|닷|점) ){{0,2}}"
    rf"(?:{_LOCAL}++|[가-힣]{{2,12}})(?:(?:@|{_AT}){_HOUSE}{_DOT}|"
    r"(?:@| ?(?:[(\[{]at[)\]}]|arroba|골뱅이) ?)[A-Za-z0-9\-]{2,63}"
    rf" ?[(\[{{]?(?:dot|punto|닷|점)[)\]}}]? ?){_ENDING}",
    re.IGNORECASE,
)


def _find(text: str) -> Iterator[Hit]:
    if "@" in text:
        for found in _WRITTEN.finditer(text):
            yield _hit(found)
    for found in _SPOKEN.finditer(text):
        yield _hit(found)


def _hit(found: re.Match[str]) -> Hit:
    lead = len(found.group()) - len(found.group().lstrip(".'-%"))
    return Hit(found.start() + lead, found.end(), Weight.LABELLED)


IDENTIFIER = Identifier(
    type=IdentifierType.EMAIL,
    find=_find,
    numeric=False,
    caught={
        "en": (
            "write to «jane.doe+clinic@example.co.uk», please",
            "it's «jane.doe at gmail dot com»",
            "mail: «jane(at)example(dot)org»",
        ),
        "es": ("mi correo es «maria.lopez@correo.example.mx»", "«maria arroba gmail punto com»"),
        "ko": (
            "메일은 «minsu_kim@naver.com»으로 주세요",
            "이메일은«kim.ys@example.co.kr»입니다",
            "«minsu77 골뱅이 네이버 닷컴»이에요",
        ),
    },
    left_alone={
        "en": (
            "look at this dot com advice",
            "I was at outlook bay",
            "5 mg @ 8 pm",
            "@nurse hello",
        ),
        "es": ("estoy en el punto com un dolor", "2 @ 3"),
        "ko": ("골뱅이무침 먹고 배탈", "다음 점심 약은요"),
    },
)
