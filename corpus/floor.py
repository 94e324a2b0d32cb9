"""The floor: below it there is no page, and that is said (STANDARDS §3).

A dense score alone does not tell: cosines of unrelated texts overlap those of related ones.
The floor weighs several signals in a logistic function, fitted on known questions (corpus/subjects)
that the encoder never learned from, each scenario left out in turn: `teachback evals floor` fits it
anew and says how well it does.
"""

from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass

from corpus.subjects import Neighbours

LEADS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a search measured.

    Attributes:
        top: cosine of the best lead, 0 to 1.
        topic: mean cosine of the five best leads of the likeliest topic.
        evidence: how well that topic fits beside all others, in standard deviations.
        lead: how far that stands above the next topic's.
        coverage: share of the question's n-grams that its best lead holds, 0 to 1.
        inside: cosine of the nearest known question that a page answers.
        outside: cosine of the nearest one that none answers.
        elsewhere: the say of those that none answers, among the nearest, 0 to 1.
        named: 1 where the question names the likeliest topic, else 0.
    """

    top: float = 0.0
    topic: float = 0.0
    evidence: float = 0.0
    lead: float = 0.0
    coverage: float = 0.0
    inside: float = 0.0
    outside: float = 0.0
    elsewhere: float = 0.0
    named: float = 0.0

    @classmethod
    def of(
        cls,
        said: Mapping[str, float],
        cosines: Mapping[str, list[float]],
        evidence: Mapping[str, float],
        coverage: float,
        neighbours: Neighbours | None,
        named: Collection[str],
    ) -> "Signals":
        """The signals of one search.

        Args:
            said: what speaks for each topic, all in all.
            cosines: of each topic's leads.
            evidence: how well each topic fits.
            coverage: of the question by its best lead.
            neighbours: what the known questions say; None: there are none.
            named: the topics that the question names.
        """
        if not cosines:
            return cls()
        first, second, *_ = (*sorted(evidence.values(), reverse=True), 0.0)
        best = max(said, key=lambda topic: said[topic])
        leads = sorted(cosines[best], reverse=True)[:LEADS]
        top = max(max(of_topic) for of_topic in cosines.values())
        return cls(
            top=top,
            topic=sum(leads) / len(leads),
            evidence=first,
            lead=first - second,
            coverage=coverage,
            inside=neighbours.inside if neighbours else top,
            outside=neighbours.outside if neighbours else top,
            elsewhere=neighbours.elsewhere if neighbours else 0.0,
            named=float(best in named),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A logistic function of the signals; carries when it is over one half."""

    bias: float
    weights: Signals

    def carries(self, signals: Signals) -> bool:
        """Whether the best passage is likely to answer the question."""
        pairs = zip(astuple(self.weights), astuple(signals), strict=True)
        return self.bias + sum(weight * signal for weight, signal in pairs) > 0


FITTED = Floor(
    bias=-4.09,
    weights=Signals(
        top=2.49,
        topic=3.83,
        evidence=-0.03,
        lead=0.55,
        coverage=0.16,
        inside=1.37,
        outside=-2.83,
        elsewhere=-2.61,
        named=0.31,
    ),
)
"""As `teachback evals floor` printed it for the shipped pages and encoder."""
