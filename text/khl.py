"""KHL, our open measure of Korean health texts: 0 to 100, higher is easier.

Features, weights and what is not known about it: docs/readability-ko.md.
"""

import re
from functools import cache

from text.korean import is_basic
from text.prose import Prose
from text.words import lines, words

_SYLLABLE = re.compile(r"[가-힣]")


def score(counted: Prose) -> float:
    """The score of a text: 100 less what its habits cost, never under 0.

    Empty texts score 100: there is nothing hard in them.
    """
    sentences = counted.sentences
    if not sentences:
        return 100.0
    count, eojeol = len(sentences), counted.words
    cost = (
        _cost(len(eojeol) / count, free=5, weight=3.5, most=40)
        + _cost(_syllables(eojeol), free=2.7, weight=15, most=20)
        + _cost(_strange(eojeol), free=0.10, weight=70, most=35)
        + _cost(_rate(eojeol, "passive") / count, free=0.1, weight=15, most=10)
        + _cost(_double_negatives(counted) / count, free=0, weight=40, most=10)
        + _cost(_rate(eojeol, "nominal") / count, free=0.1, weight=12, most=10)
    )
    return max(0.0, 100 - cost)


def terms(counted: Prose) -> list[str]:
    """Unexplained terms, each time they occur: the eojeol that begin with one."""
    found = (_term(word) for word in counted.words)
    return [term for term in found if term]


def _cost(value: float, *, free: float, weight: float, most: float) -> float:
    return min(most, max(0.0, value - free) * weight)


def _syllables(words: tuple[str, ...]) -> float:
    counts = [len(_SYLLABLE.findall(word)) for word in words]
    korean = [count for count in counts if count]
    return sum(korean) / len(korean) if korean else 0.0


def _strange(words: tuple[str, ...]) -> float:
    return sum(not is_basic(word) for word in words) / len(words)


def _rate(words: tuple[str, ...], habit: str) -> int:
    does, but = _habit(habit), _habit(f"not_{habit}")
    bare = (word.strip(".,!?\"'”’)…") for word in words)
    return sum(does.search(word) is not None and but.search(word) is None for word in bare)


def _double_negatives(counted: Prose) -> int:
    habit = _habit("double_negative")
    return sum(len(habit.findall(" ".join(one))) for one in counted.sentences)


@cache
def _habit(name: str) -> re.Pattern[str]:
    return re.compile(words("ko").reading.habits[name])


def _term(word: str) -> str:
    bare = word.lstrip("\"'“‘(")
    return next(
        (bare[:size] for size in range(min(8, len(bare)), 1, -1) if bare[:size] in _terms()), ""
    )


@cache
def _terms() -> frozenset[str]:
    return frozenset(term for line in lines("terms_ko.txt") for term in line.split())
