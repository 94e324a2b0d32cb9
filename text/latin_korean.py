"""Korean typed in Latin letters ("gaseumi apayo"): known by its letters, read back into Hangul.

Both are counted in lines that the project wrote. Which language: three letters in a row, naive
Bayes (Cavnar and Trenkle, 1994, with likelihoods). Which Hangul: the Revised Romanization (2000)
loses what stands at a syllable's end, so one spelling has many readings; the likeliest is taken,
Viterbi over three syllables with stupid backoff (Brants et al., 2007).
"""

import math
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, product

from domain.languages import LanguageTag
from text.rewrites import HANGUL, LEADS, LINKED, TAILS, VOWELS, romanised

KOREAN = LanguageTag("ko")
SHORTEST = 6
"""Latin letters of a message below which its language cannot be told by them."""
_UNTAUGHT = (("oo", "u"), ("ee", "i"), ("sh", "s"), ("ph", "p"), ("ck", "k"))
"""How people write who never learned the rules."""
_WORD = re.compile(r"(?<!\[)\b[a-z]+|(?<=\d)[a-z]+")  # not in a mark: [PHONE]
_LATIN = re.compile("[a-z]+")
_ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_EDGE = " "
_BACK_OFF = math.log(0.4)
_LOST_SPACE = math.log(0.1)
_KEPT = 24
"""Readings that are followed at each place."""


class LatinKorean:
    """Reads Latin letters as Korean."""

    def __init__(self, written: Mapping[LanguageTag, Sequence[str]]) -> None:
        """Begin; what is counted is counted at first use.

        Args:
            written: lines of each language that is written in Latin letters, and of Korean.
        """
        self._written = written

    def __call__(self, text: str) -> str:
        """The message with its Latin words in Hangul; "" where it is another language."""
        if HANGUL.search(text) or _ACCENTED.search(text):
            return ""
        letters = _letters(text)
        if len(letters) < SHORTEST or not self._is_korean(letters):
            return ""
        return _WORD.sub(lambda word: self._hangul.read(word[0]), text.casefold())

    def _is_korean(self, letters: str) -> bool:
        likely = {tag: run.likely(letters) for tag, run in self._runs.items()}
        return max(likely, key=lambda tag: likely[tag]) == KOREAN

    @cached_property
    def _runs(self) -> dict[LanguageTag, "_Letters"]:
        rng = random.Random(0)  # noqa: S311 - romanised() takes one and asks it nothing
        korean = [romanised(line, rng) for line in self._written[KOREAN][::4]]
        return {tag: _Letters(lines) for tag, lines in {**self._written, KOREAN: korean}.items()}

    @cached_property
    def _hangul(self) -> "_Syllables":
        return _Syllables(self._written[KOREAN])


class _Letters:
    """How likely letters follow each other in a language, two before one."""

    def __init__(self, lines: Iterable[str]) -> None:
        run = _EDGE.join(map(_letters, lines))
        self._two = Counter(map("".join, pairwise(run)))
        self._three = Counter(map("".join, zip(run, run[1:], run[2:], strict=False)))

    def likely(self, letters: str) -> float:
        """The log-likelihood of letters, each unseen run as if seen a tenth of a time."""
        runs = (letters[place : place + 3] for place in range(len(letters) - 2))
        return sum(math.log((self._three[r] + 0.1) / (self._two[r[:2]] + 2.7)) for r in runs)


@dataclass(frozen=True, slots=True)
class _Way:
    """One reading up to a place, its log-likelihood, and what the next syllable follows."""

    read: str = ""
    score: float = 0.0
    before: str = _EDGE * 2


class _Syllables:
    """How likely syllables follow each other in Korean, two before one."""

    def __init__(self, lines: Iterable[str]) -> None:
        words = re.findall("[가-힣]+", "\n".join(lines))
        run = _EDGE * 2 + (_EDGE * 2).join(words) + _EDGE * 2
        self._counts = Counter(run)
        self._counts.update(map("".join, pairwise(run)))
        self._counts.update(map("".join, zip(run, run[1:], run[2:], strict=False)))
        self._total = len(run)

    def read(self, spelled: str) -> str:
        """The likeliest reading of a word; the word itself where it cannot be read."""
        word = spelled
        for written, meant in _UNTAUGHT:
            word = word.replace(written, meant)
        ways: list[dict[str, _Way]] = [{} for _ in range(len(word) + 1)]
        ways[0][""] = _Way()
        for place in range(len(word)):
            best = sorted(ways[place].values(), key=lambda way: -way.score)[:_KEPT]
            for length, syllable in _steps(word, place):
                for way in best:
                    self._go(ways[place + length], way, syllable)
        return max(ways[-1].values(), key=self._ended, default=_Way(read=spelled)).read

    def _go(self, there: dict[str, _Way], way: _Way, syllable: str) -> None:
        """The way with one syllable more, in the same word or, its space lost, in the next."""
        same = way.score + self._likely(way.before, syllable)
        apart = self._ended(way) + _LOST_SPACE + self._likely(_EDGE * 2, syllable)
        before = (way.before if same >= apart else _EDGE * 2)[-1] + syllable
        longer = replace(way, read=way.read + syllable, score=max(same, apart), before=before)
        if before not in there or there[before].score < longer.score:
            there[before] = longer

    def _ended(self, way: _Way) -> float:
        return way.score + self._likely(way.before, _EDGE)

    def _likely(self, before: str, syllable: str) -> float:
        penalty = 0.0
        for known in (before, before[1:]):
            both = self._counts[known + syllable]
            if both:
                return penalty + math.log(both / self._counts[known])
            penalty += _BACK_OFF
        return penalty + math.log((self._counts[syllable] + 0.01) / self._total)


def _letters(text: str) -> str:
    """Latin letters without accents, words joined by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return _EDGE.join(_LATIN.findall("".join(c for c in plain if not unicodedata.combining(c))))


def _steps(word: str, place: int) -> Iterator[tuple[int, str]]:
    """Letters read, and a syllable they may be; an end may be linked over to a vowel."""
    for length in range(1, min(_LONGEST, len(word) - place) + 1):
        piece = word[place : place + length]
        tables = (_ENDED, _LINKED_OVER) if word[place + length :][:1] in _OPEN else (_ENDED,)
        for table in tables:
            for syllable in table.get(piece, ()):
                yield length, syllable


def _table(ends: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Every syllable by its spelling; an ㄹ may be an l, as after another."""
    found: dict[str, tuple[str, ...]] = {}
    for place, (lead, vowel, end) in enumerate(product(LEADS, VOWELS, ends)):
        for begin in ("r", "l") if lead == "r" else (lead,):
            spelled = begin + vowel + end
            found[spelled] = (*found.get(spelled, ()), chr(0xAC00 + place))
    return found


_ENDED = _table(TAILS)
_LINKED_OVER = _table(LINKED)
_OPEN = frozenset("aeiouwy")
_LONGEST = max(map(len, (*_ENDED, *_LINKED_OVER)))
