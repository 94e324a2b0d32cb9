"""A message in the pieces that are looked at: each may be worse than the whole."""

from collections.abc import Iterator
from itertools import pairwise

from domain.languages import ENGLISH
from text.sentences import sentences

LONGEST = 1000
"""Characters of a window: frames look at all of it, so that twice the length costs four times."""
OVERLAP = 300
"""Characters that windows of one long sentence share: no situation is told in more."""


def windows(text: str) -> tuple[str, ...]:
    """Each sentence, and each sentence with the next; long ones in pieces that overlap."""
    parts = sentences(text, ENGLISH) or (text,)
    pairs = (f"{one} {two}" for one, two in pairwise(parts))
    return tuple(piece for window in (*parts, *pairs) for piece in _pieces(window))


def _pieces(window: str) -> Iterator[str]:
    for start in range(0, max(1, len(window) - OVERLAP), LONGEST - OVERLAP):
        yield window[start : start + LONGEST]
