"""The floor: below it there is no page, and that is said (STANDARDS §3).

A dense score alone does not tell: cosines of unrelated texts overlap those of related ones.
The floor weighs several signals in a logistic function, fitted on known questions (corpus/subjects)
of scenarios that neither encoder nor index learned from: `teachback evals floor` fits it anew and
says how well it does.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

from corpus.leads import Scores
from corpus.ranking import Said
from corpus.subjects import OUTSIDE

LEADS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What a search measured.

    Attributes:
        top: cosine of the best lead, 0 to 1.
        topic: mean cosine of the five best leads of the likeliest topic.
        lead: how far what speaks for that topic (corpus/ranking) stands above the next one's.
        inside: cosine of the nearest known question that a page answers.
        outside: cosine of the nearest one that none answers.
        elsewhere: the say of those that none answers, among the nearest, 0 to 1.
        letters: what the question's letters say of that topic, in standard deviations.
        other_letters: what they say of those that no page answers.
    """

    top: float = 0.0
    topic: float = 0.0
    lead: float = 0.0
    inside: float = 0.0
    outside: float = 0.0
    elsewhere: float = 0.0
    letters: float = 0.0
    other_letters: float = 0.0

    @classmethod
    def of(
        cls,
        best: str,
        cosines: Mapping[str, Scores],
        evidence: Mapping[str, float],
        said: Said,
    ) -> "Signals":
        """The signals of one search that met something.

        Args:
            best: the likeliest topic.
            cosines: of each topic's leads, the highest first.
            evidence: what speaks for each topic, all in all.
            said: what was learned of the question beside.
        """
        first, second, *_ = (*sorted(evidence.values(), reverse=True), 0.0)
        top = max(float(of_topic[0]) for of_topic in cosines.values())
        near = said.neighbours
        return cls(
            top=top,
            topic=float(cosines[best][:LEADS].mean()),
            lead=first - second,
            inside=near.inside if near else top,
            outside=near.outside if near else top,
            elsewhere=near.elsewhere if near else 0.0,
            letters=said.spelled.topics.get(best, 0.0),
            other_letters=said.spelled.topics.get(OUTSIDE, 0.0) if near else 0.0,
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
    bias=-3.31,
    weights=Signals(
        top=2.51,
        topic=1.28,
        lead=0.35,
        inside=1.3,
        outside=-1.43,
        elsewhere=-3.03,
        letters=0.22,
        other_letters=-0.1,
    ),
)
"""As `teachback evals floor` printed it for the shipped pages and encoder."""
