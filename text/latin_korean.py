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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from heapq import nlargest
from itertools import pairwise, product
from operator import itemgetter
from typing import NamedTuple

from domain.languages import LanguageTag
from text.rewrites import HANGUL, LEADS, LINKED, TAILS, VOWELS, romanised

KOREAN = LanguageTag("ko")
RARE = math.log(1000)
"""How much likelier Korean must be than each other language: of messages in Latin letters few are
Korean, and a word that stands alone ("angina", "anaemia") tells little."""
LONGEST = 1500
"""Letters after which no word is read back any more."""
PIECE = 60
"""Letters of a run without spaces that are read at a time."""
_UNTAUGHT = (("oo", "u"), ("ee", "i"), ("sh", "s"), ("ph", "p"), ("ck", "k"))
"""How people write who never learned the rules."""
_WORD = re.compile(r"(?<![\[_])\b[a-z]+|(?<=\d)[a-z]+", re.IGNORECASE)  # not in a mark: [PHONE]
_LATIN = re.compile("[a-z]+")
_ACCENTED = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_EDGE = " "
_BACK_OFF = math.log(0.4)
_LOST_SPACE = math.log(0.1)
_KEPT = 8
"""Readings that are followed at each place."""
_REMEMBERED = 4096
"""Words whose reading is kept; single words, never a message."""


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
        plain = unicodedata.normalize("NFKC", text)
        if HANGUL.search(plain) or _ACCENTED.search(plain):
            return ""
        if not self._is_korean(_letters(plain)):
            return ""
        read = _WORD.sub(self._read, plain)
        return read if HANGUL.search(read) else ""

    def _read(self, word: re.Match[str]) -> str:
        letters = word[0].casefold()
        if word.start() > LONGEST:
            return word[0]
        pieces = (letters[start : start + PIECE] for start in range(0, len(letters), PIECE))
        return "".join(map(self._hangul.read, pieces))

    def _is_korean(self, letters: str) -> bool:
        likely = {tag: run.likely(letters) for tag, run in self._runs.items()}
        others = max(value for tag, value in likely.items() if tag != KOREAN)
        return likely[KOREAN] > others + RARE

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
        return sum(map(self._run, runs))

    @cached_property
    def _run(self) -> Callable[[str], float]:
        def likely(run: str) -> float:
            return math.log((self._three[run] + 0.1) / (self._two[run[:2]] + 2.7))

        return cache(likely)


class _Way(NamedTuple):
    """One reading up to a place.

    Attributes:
        score: its log-likelihood.
        before: the two syllables, or edges, that the next one follows.
        way: the reading that it lengthens, by `syllable`.
    """

    score: float
    before: str
    way: "_Way | None" = None
    syllable: str = ""

    @property
    def read(self) -> str:
        """All its syllables."""
        found: list[str] = []
        here: _Way | None = self
        while here is not None:
            found.append(here.syllable)
            here = here.way
        return "".join(reversed(found))


class _Syllables:
    """How likely syllables follow each other in Korean, two before one."""

    def __init__(self, lines: Iterable[str]) -> None:
        words = re.findall("[가-힣]+", "\n".join(lines))
        run = _EDGE * 2 + (_EDGE * 2).join(words) + _EDGE * 2
        self._counts = Counter(run)
        self._counts.update(map("".join, pairwise(run)))
        self._counts.update(map("".join, zip(run, run[1:], run[2:], strict=False)))
        self._total = len(run)
        self.read = lru_cache(_REMEMBERED)(self._read)
        self._likely = lru_cache(1 << 16)(self._likelihood)

    def _read(self, spelled: str) -> str:
        """The likeliest reading of a word; the word itself where it cannot be read."""
        word = spelled
        for written, meant in _UNTAUGHT:
            word = word.replace(written, meant)
        ways: list[dict[str, _Way]] = [{} for _ in range(len(word) + 1)]
        ways[0][""] = _Way(0.0, _EDGE * 2)
        for place in range(len(word)):
            for way in nlargest(_KEPT, ways[place].values(), key=itemgetter(0)):
                ended = way.score + self._likely(way.before, _EDGE)
                for length, syllable in _steps(word, place):
                    self._go(ways[place + length], way, ended, syllable)
        whole = max(ways[-1].values(), key=self._ended, default=None)
        return whole.read if whole else spelled

    def _go(self, there: dict[str, _Way], way: _Way, ended: float, syllable: str) -> None:
        """The way with one syllable more, in the same word or, its space lost, in the next."""
        same = way.score + self._likely(way.before, syllable)
        apart = ended + _LOST_SPACE + self._likely(_EDGE * 2, syllable)
        score, before = max((same, way.before), (apart, _EDGE * 2))
        before = before[-1] + syllable
        if before not in there or there[before].score < score:
            there[before] = _Way(score, before, way, syllable)

    def _ended(self, way: _Way) -> float:
        return way.score + self._likely(way.before, _EDGE)

    def _likelihood(self, before: str, syllable: str) -> float:
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
    for length in range(1, min(_LONGEST_SYLLABLE, len(word) - place) + 1):
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
_LONGEST_SYLLABLE = max(map(len, (*_ENDED, *_LINKED_OVER)))
