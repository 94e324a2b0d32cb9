"""Which section answers a question: what speaks for each, weighed.

A linear function whose weights are those of a conditional logit (McFadden 1974) over the sections
that a search met, fitted on known questions that nothing here learned from: `teachback evals floor`
fits it anew and prints it (docs/adr/0019).
"""

import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from corpus.passages import section_of, topic_of
from corpus.subjects import Neighbours

LEAST_VOTES = 0.02
"""What a section has at the least, so that a share of nothing has a logarithm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What speaks for one section.

    Attributes:
        lead: its best lead's fused score, in standard deviations of the leads met.
        votes: logarithm of its share among the known questions that are nearest.
        letters: what the question's letters say of it, in standard deviations.
        topic_letters: as `letters`, for its topic.
    """

    lead: float = 0.0
    votes: float = 0.0
    letters: float = 0.0
    topic_letters: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each feature counts."""

    of: Features

    def score(self, features: Features) -> float:
        """How much speaks for a section, all in all."""
        pairs = zip(astuple(self.of), astuple(features), strict=True)
        return sum(weight * value for weight, value in pairs)


RANKING = Weights(
    of=Features(
        lead=0.54,
        votes=0.65,
        letters=0.08,
        topic_letters=0.32,
    )
)
"""As `teachback evals floor` printed it for the shipped pages and encoder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was learned of a question beside the leads it met.

    Attributes:
        neighbours: the say of the known questions; None: there are none.
        taught: the topics that known questions are about.
        topics: what its letters say of each topic, in standard deviations.
        sections: and of each `topic#section`.
    """

    neighbours: Neighbours | None
    taught: frozenset[str]
    topics: Mapping[str, float]
    sections: Mapping[str, float]


def features(best: Mapping[str, float], said: Said) -> dict[str, Features]:
    """What speaks for each section met.

    Args:
        best: fused score of each section's best lead, by passage id.
        said: of the question.

    Returns:
        By passage id.
    """
    votes = _logs(said.neighbours.sections if said.neighbours else {})
    found: dict[str, Features] = {}
    for target, score in best.items():
        topic = topic_of(target)
        section = section_of(target)
        none = _least if topic in said.taught else _most
        found[target] = Features(
            lead=score,
            votes=votes.get(section, none(votes)),
            letters=said.sections.get(section, 0.0),
            topic_letters=said.topics.get(topic, 0.0),
        )
    return found


def _logs(votes: Mapping[str, float]) -> dict[str, float]:
    return {place: math.log(share + LEAST_VOTES) for place, share in votes.items()}


def _least(_votes: Mapping[str, float]) -> float:
    return math.log(LEAST_VOTES)


def _most(votes: Mapping[str, float]) -> float:
    """Known questions say nothing for or against a site's own page: it stands with the best."""
    return max(votes.values(), default=math.log(LEAST_VOTES))
