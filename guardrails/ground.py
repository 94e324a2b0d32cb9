"""A message as a language's danger rules read it: which windows, and what frames hold them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from guardrails.windows import LONGEST, clauses, pair, starts

SEAM = 80
"""Characters on each side of the seam between two sentences in which a rule may begin."""
_APART = "\n\0\n"  # no `.`, `^`, `$`, `\b` or `\s` of a rule reaches over it


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """What turns a sign into something else, compiled; None where a language has no words."""

    framed: re.Pattern[str] | None
    present: re.Pattern[str] | None
    negated_before: re.Pattern[str] | None
    negated_after: re.Pattern[str] | None


class Span:
    """One folded window; whether a frame holds it is looked at once, and only if a rule asks."""

    def __init__(self, text: str, frames: Frames) -> None:
        """A window's folded text, and the frames of its language."""
        self.text = text
        self._frames = frames

    @cached_property
    def is_framed(self) -> bool:
        """Whether it asks about a sign, supposes one or tells of long ago, and not of now."""
        frames = self._frames
        if not (frames.framed and frames.framed.search(self.text)):
            return False
        return not (frames.present and frames.present.search(self.text))


class Ground:
    """A message as one language's rules read it.

    A rule's first group is looked for once in all sentences and clauses, and over the seams
    between sentences; only the windows around a find are read by the whole rule.
    """

    def __init__(self, told: Sequence[str], read: Callable[[str], Span | None]) -> None:
        """Begin.

        Args:
            told: the parts of a message, in order.
            read: a window as the language's rules read it; None where they do not.
        """
        self._told = told
        self._reader = read
        self._around: dict[int, tuple[Span, ...]] = {}
        self._read: dict[str, Span | None] = {}
        pairs = [self._span(pair(one, two)) for one, two in pairwise(told)]
        seams = [
            span.text[max(0, _seam(self._span(one), span) - SEAM) :][: 2 * SEAM]
            for span, one in zip(pairs, told, strict=False)
            if span
        ]
        clause = ((part, row) for row, one in enumerate(told) for part in starts(one))
        rows = [
            *((span.text, row) for row, one in enumerate(told) if (span := self._span(one))),
            *((span.text, row) for part, row in clause if (span := self._span(part))),
            *zip(seams, (row for row, span in enumerate(pairs) if span), strict=True),
        ]
        self._rows = [row for _, row in rows]
        self._joined = _APART.join(text for text, _ in rows)
        self._starts = (0, *accumulate(len(text) + len(_APART) for text, _ in rows))

    def spans_with(self, finder: re.Pattern[str]) -> Iterator[Span]:
        """The windows around each place where a pattern is found."""
        place, seen = 0, set[int]()
        while found := finder.search(self._joined, place):
            index = bisect_right(self._starts, found.start()) - 1
            if index >= len(self._rows):
                return
            row = self._rows[index]
            if row not in seen:
                seen.add(row)
                yield from self._windows(row)
            place = self._starts[index + 1]

    def _windows(self, row: int) -> tuple[Span, ...]:
        """The sentence, its neighbours with it, and what stands between their commas."""
        if row not in self._around:
            told = self._told
            near = [pair(told[i], told[i + 1]) for i in (row - 1, row) if 0 <= i < len(told) - 1]
            wide = [told[row], *near]
            spans = (self._span(one) for window in wide for one in (window, *clauses(window)))
            self._around[row] = tuple(dict.fromkeys(span for span in spans if span))
        return self._around[row]

    def _span(self, window: str) -> Span | None:
        if window not in self._read:
            self._read[window] = self._reader(window)
        return self._read[window]


def _seam(first: Span | None, both: Span) -> int:
    """About where, in two neighbours, the second begins."""
    return min(len(first.text) if first else 0, LONGEST // 2, len(both.text))
