"""Korean number words: native ones (한, 열두) and Sino-Korean ones (삼십, 오백)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NATIVE_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4,
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70,
    "여든": 80, "아흔": 90,
}  # fmt: skip
_SINO = {"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9}
_PLACES = {"십": 10, "백": 100, "천": 1000}
_MYRIAD = 10_000
_NATIVE = re.compile(
    rf"(?<![가-힣])(?P<tens>{'|'.join(_NATIVE_TENS)})?(?P<ones>{'|'.join(_NATIVE_ONES)})?"
    r"(?=[ ]?[가-힣a-z])(?!세)"  # 두세요: ages in 세 are told in Sino-Korean numbers
)
_DIGIT = "[일이삼사오육칠팔구]"
_SINO_RUN = re.compile(
    rf"(?<![가-힣])(?!백일(?:해|기침))(?:{_DIGIT}?[십백천만][일이삼사오육칠팔구십백천만]{{0,8}}|[삼칠팔구육])"
    r"(?=[ ]?[가-힣a-z%])"
    r"|(?<![가-힣])[일사오](?=[ ]?(?:년|개월|회|밀리|킬로)|[ ]도)"  # 일도: work, too
    r"|(?<![가-힣])[일이사오](?=일[ ](?:동안|간|이|전|뒤|후))"
)
_MULTIPLIER = re.compile(
    r"[ ]?(만|천|백)(?=[ ]?(?:보|걸음|원|칼로리|킬로|밀리|단위|명|mg|ml|iu|\d|$))"
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number word and where it stands."""

    start: int
    end: int
    value: float


def spoken(text: str) -> Iterator[Spoken]:
    """Number words of a text; most are numbers only if a unit follows: the caller looks."""
    for found in _NATIVE.finditer(text):
        if found.group():
            tens = _NATIVE_TENS.get(found["tens"] or "", 0)
            yield Spoken(*found.span(), tens + _NATIVE_ONES.get(found["ones"] or "", 0))
    for found in _SINO_RUN.finditer(text):
        yield Spoken(*found.span(), _sino(found.group()))


def multiplier(text: str, end: int) -> tuple[float, int] | None:
    """What 만, 천 or 백 behind a figure multiplies it by, and where that ends."""
    found = _MULTIPLIER.match(text, end)
    if found is None:
        return None
    return {"만": _MYRIAD, "천": 1000, "백": 100}[found[1]], found.end()


def _sino(run: str) -> float:
    total = section = digit = 0
    for char in run:
        if char in _SINO:
            digit = _SINO[char]
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            total += (section + digit or 1) * _MYRIAD
            section = digit = 0
    return total + section + digit
