"""The floor: below it there is no page, and that is said (STANDARDS §3).

A dense score alone does not tell: e5's cosines of unrelated texts overlap those
of related ones. The floor weighs three signals in a logistic function whose
weights `teachback evals floor` fits on the corpus' own "asked as" lines (each
left out of the index in turn) against questions about other subjects.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.lexical import LexicalIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a search measured.

    Attributes:
        top: cosine of the best lead of the best section, 0 to 1.
        lift: how far that stands above the mean of the sections found, in cosine.
        coverage: share of the question's n-grams that its best lead holds, 0 to 1.
    """

    top: float
    lift: float
    coverage: float

    @classmethod
    def none(cls) -> "Signals":
        """Nothing was searched."""
        return cls(top=0.0, lift=0.0, coverage=0.0)

    @classmethod
    def of(cls, query: str, lexical: LexicalIndex, cosines: Sequence[float]) -> "Signals":
        """The signals of one search; `cosines` of the sections, in fused order."""
        if not cosines:
            return cls.none()
        top = max(cosines)
        return cls(
            top=top, lift=top - float(np.mean(cosines)), coverage=lexical.best_coverage(query)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A logistic function of the signals; carries when it is over one half."""

    bias: float
    top: float
    lift: float
    coverage: float

    def carries(self, signals: Signals) -> bool:
        """Whether the best passage is likely to answer the question."""
        return (
            self.bias
            + self.top * signals.top
            + self.lift * signals.lift
            + self.coverage * signals.coverage
            > 0
        )
