"""A message in the pieces that are looked at: each may be worse than the whole."""

import re
from collections.abc import Iterator
from itertools import pairwise

from domain.languages import ENGLISH
from text.sentences import sentences

LONGEST = 1000
"""Characters of a window: frames look at all of it, so that twice the length costs four times."""
OVERLAP = 300
"""Characters that windows of one long sentence share: no situation is told in more."""
SHORTEST_CLAUSE = 4
FEW_CLAUSES = 6
"""Up to which a clause is also read with all that follows it."""
_COMMA = re.compile(r"\s*[,;:，、；：]\s*|\s[-–—]+\s")


def windows(text: str) -> tuple[str, ...]:
    """Each sentence, and each sentence with the next; long ones in pieces that overlap."""
    parts = sentences(text, ENGLISH) or (text,)
    pairs = (f"{one} {two}" for one, two in pairwise(parts))
    return tuple(piece for window in (*parts, *pairs) for piece in _pieces(window))


def parts(text: str) -> tuple[str, ...]:
    """The sentences, long ones in pieces that overlap."""
    told = sentences(text, ENGLISH) or (text,)
    return tuple(piece for sentence in told for piece in _pieces(sentence))


def pair(one: str, two: str) -> str:
    """Two neighbours as one window; of long ones what stands next to the seam."""
    if len(one) + len(two) <= LONGEST:
        return f"{one} {two}"
    half = LONGEST // 2
    return f"{one[-half:]} {two[:half]}"


def clauses(window: str) -> tuple[str, ...]:
    """What stands between a window's commas: each, each with the next, and each with the rest.

    A question or a tale of long ago in one clause says nothing of the clause beside it:
    "what is anaphylaxis, I cannot breathe".
    """
    told = [part for part in _COMMA.split(window) if len(part) >= SHORTEST_CLAUSE]
    if len(told) < 2:
        return ()
    runs = [told[start : start + 2] for start in range(len(told) - 1)]
    if len(told) <= FEW_CLAUSES:
        runs += [told[start:] for start in range(1, len(told))]
    return tuple(dict.fromkeys((*told, *map(", ".join, runs))))


def starts(window: str) -> tuple[str, ...]:
    """The clauses behind a comma: a rule may ask for a beginning."""
    return tuple(part for part in _COMMA.split(window)[1:] if len(part) >= SHORTEST_CLAUSE)


def _pieces(window: str) -> Iterator[str]:
    for start in range(0, max(1, len(window) - OVERLAP), LONGEST - OVERLAP):
        yield window[start : start + LONGEST]
