"""The floor: below it there is no page, and that is said (STANDARDS §3).

A dense score alone does not tell: e5's cosines of unrelated texts overlap those
of related ones. The floor weighs three signals in a logistic function, fitted on
the corpus' own "asked as" lines (each left out of the index in turn) against
health questions about other subjects: `teachback evals floor` fits it anew and
says how well it does.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a search measured.

    Attributes:
        top: cosine of the best lead, 0 to 1.
        margin: how far the best topic stands above the next one, in cosine.
        coverage: share of the question's n-grams that its best lead holds, 0 to 1.
    """

    top: float
    margin: float
    coverage: float

    @classmethod
    def none(cls) -> "Signals":
        """Nothing was searched."""
        return cls(top=0.0, margin=0.0, coverage=0.0)

    @classmethod
    def of(cls, cosines: Mapping[str, float], coverage: float) -> "Signals":
        """The signals of one search.

        Args:
            cosines: the best cosine of each passage found, by passage id.
            coverage: of the question by its best lead.
        """
        topics: dict[str, float] = {}
        for passage, cosine in cosines.items():
            topic = passage.partition("#")[0]
            topics[topic] = max(topics.get(topic, 0.0), cosine)
        if not topics:
            return cls.none()
        first, second, *_ = (*sorted(topics.values(), reverse=True), 0.0)
        margin = first - second if len(topics) > 1 else USUAL_MARGIN
        return cls(top=first, margin=margin, coverage=coverage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A logistic function of the signals; carries when it is over one half."""

    bias: float
    top: float
    margin: float
    coverage: float

    def carries(self, signals: Signals) -> bool:
        """Whether the best passage is likely to answer the question."""
        weighed = (
            self.top * signals.top + self.margin * signals.margin + self.coverage * signals.coverage
        )
        return self.bias + weighed > 0


USUAL_MARGIN = 0.03
FITTED = Floor(bias=-72.9, top=79.5, margin=51.4, coverage=3.9)
"""As `teachback evals floor` printed it for the shipped pages and the packaged e5."""
