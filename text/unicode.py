"""One plain way of writing, for matching, with a way back to the original offsets."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from text import jamo
from text.lookalikes import INVISIBLE, LETTERS, SIGNS

Piece = tuple[str, int, int]
"""One character of the plain text, and where it stood: start, end in the original."""

_CLUSTER = 24  # marks on one letter beyond this are an attack; sorting them costs n squared
_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(
    r"(?<![^\W_])(?:"
    r"[A-Za-z](?:([ .\-_*·])[A-Za-z](?:\1[A-Za-z])+)"  # k i l l, k.i.l.l
    r"|[0-9](?:([ .\-_*·])[0-9](?:\2[0-9]){3,})"  # 0 1 0 1 2
    r"|[가-힣](?:([ .\-_*·])[가-힣](?:\3[가-힣]){3,})"  # 자 살 하 고 싶
    r"|[ㄱ-ㅣ](?:([ .\-_*·])[ㄱ-ㅣ](?:\4[ㄱ-ㅣ])+)"  # ㅈ ㅏ ㅅ ㅏ ㄹ
    r")(?![^\W_])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """A text in plain writing.

    Attributes:
        text: the plain text; case and line breaks are kept.
        starts: for each character of `text`, the code point in the original where it begins.
        ends: likewise where it ends (exclusive).
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of `text[start:end]`, both in code points.

        An empty or reversed span gives an empty span at its start.
        """
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else self._length()
            return place, place
        return self.starts[start], self.ends[end - 1]

    def _length(self) -> int:
        return self.ends[-1] if self.ends else 0


def normalised(text: str) -> Normalised:
    """The text as rules should read it.

    NFKC per letter with its marks (full-width digits, ㎎, ℃), invisible characters removed,
    quotes and dashes plain, letters that imitate Latin ones folded, spaced-out letters and
    lone Jamo joined. Linear in the length of the text; any string is accepted.
    """
    pieces = list(_folded(text))
    pieces = _latin(pieces)
    pieces = _joined_letters(pieces)
    pieces = jamo.composed(pieces)
    return Normalised(
        text=_text(pieces),
        starts=tuple(start for _, start, _ in pieces),
        ends=tuple(end for _, _, end in pieces),
    )


def plain(text: str) -> str:
    """`normalised(text).text`: for callers that need no way back."""
    return normalised(text).text


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(char for char, _, _ in pieces)


def _folded(text: str) -> Iterator[Piece]:
    if "\r" not in text and not any(map(_is_joining, text)):  # nearly every text
        for place, char in enumerate(text):
            for plain_char in _fold(char):
                yield plain_char, place, place + 1
        return
    for start, end in _clusters(text):
        for char in _fold(text[start:end]):
            yield char, start, end


@lru_cache(maxsize=20_000)  # letters, never words: nothing of a message is kept
def _fold(cluster: str) -> str:
    """One letter with its marks in plain writing; empty when nothing of it is seen."""
    seen = "".join(char for char in cluster if not _is_invisible(char)).replace("\r\n", "\n")
    return "".join(_sign(char) for char in _compatible(seen) if not _is_invisible(char))


def _compatible(cluster: str) -> str:
    """NFKC, except where it would change what is said: 3½ is not 31/2, 10² is not 102."""
    if cluster in SIGNS or jamo.is_lone(cluster) or (len(cluster) == 1 and _is_raised(cluster)):
        return cluster
    return unicodedata.normalize("NFKC", cluster)


def _is_raised(char: str) -> bool:
    return (
        unicodedata.decomposition(char).startswith(("<fraction>", "<super>")) and char.isnumeric()
    )


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(text) + 1):
        joins = place < len(text) and place - start < _CLUSTER and _joins(text, place)
        if not joins:
            yield start, place
            start = place


def _joins(text: str, place: int) -> bool:
    char = text[place]
    return _is_joining(char) or (char == "\n" and text[place - 1] == "\r")


@lru_cache(maxsize=20_000)
def _is_joining(char: str) -> bool:
    return unicodedata.combining(char) != 0 or "\u1160" <= char <= "\u11ff" or _is_invisible(char)


def _is_invisible(char: str) -> bool:
    if char in INVISIBLE or "\ufe00" <= char <= "\ufe0f" or "\U000e0000" <= char <= "\U000e01ef":
        return True
    category = unicodedata.category(char)
    return category in ("Cf", "Cs") or (category == "Cc" and char not in "\n\r\t\v\f\x85")


def _sign(char: str) -> str:
    if char in SIGNS:
        return SIGNS[char]
    return " " if char != "\n" and char.isspace() else char


def _latin(pieces: list[Piece]) -> list[Piece]:
    text = _text(pieces)
    for word in _WORD.finditer(text):
        if _imitates(word.group()):
            for place in range(*word.span()):
                char, start, end = pieces[place]
                pieces[place] = LETTERS.get(char, char), start, end
    return pieces


def _imitates(word: str) -> bool:
    """Whether a word of look-alikes is meant to be read as Latin.

    Either it stands beside real Latin letters, or all of it can be read so and it is
    Cyrillic: a lone Greek letter is a symbol ("α-blocker").
    """
    if not any(char in LETTERS for char in word):
        return False
    if any("a" <= char.lower() <= "z" for char in word):
        return True
    return len(word) > 2 and all(char in LETTERS and char >= "\u0400" for char in word)


def _joined_letters(pieces: list[Piece]) -> list[Piece]:
    text = _text(pieces)
    drop: set[int] = set()
    for found in _SPACED.finditer(text):
        drop.update(range(found.start() + 1, found.end(), 2))
    return [piece for place, piece in enumerate(pieces) if place not in drop]
