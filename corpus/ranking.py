"""Which section answers a question: what speaks for each, weighed.

A linear function whose weights are those of a conditional logit (McFadden 1974) over the sections
that a search met, fitted on known questions that nothing here learned from: `teachback evals floor`
fits it anew and prints it (docs/adr/0019).
"""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter, mul

from corpus.leads import Near
from corpus.letters import Spelled, kind_of
from corpus.passages import section_of, topic_of
from corpus.subjects import Neighbours

LEAST_VOTES = 0.02
"""What a section has at the least, so that a share of nothing has a logarithm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What speaks for one section.

    Attributes:
        asked, told, words: how near its leads are (corpus/leads).
        votes: logarithm of its share among the known questions that are nearest.
        letters: what the question's letters say of it beside its page's other sections, in
            standard deviations.
        topic_letters: what they say of its topic.
        kind_letters: what they say of sections of its name, whatever the page.
        opens: 1 for the section that a page begins with, to which all its names lead, else 0.
    """

    asked: float = 0.0
    told: float = 0.0
    words: float = 0.0
    votes: float = 0.0
    letters: float = 0.0
    topic_letters: float = 0.0
    kind_letters: float = 0.0
    opens: float = 0.0


values_of: Callable[[Features], tuple[float, ...]] = attrgetter(
    *(field.name for field in fields(Features))
)
"""The features in their order; `astuple` copies each number of hundreds of sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each feature counts."""

    of: Features

    def score(self, features: Features) -> float:
        """How much speaks for a section, all in all."""
        return sum(map(mul, values_of(self.of), values_of(features)))


RANKING = Weights(
    of=Features(
        asked=0.57,
        told=1.08,
        words=0.43,
        votes=0.28,
        letters=0.52,
        topic_letters=0.5,
        kind_letters=0.14,
        opens=-1.49,
    )
)
"""As `teachback evals floor` printed it for the shipped pages and encoder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was learned of a question beside the leads it met.

    Attributes:
        neighbours: the say of the known questions; None: there are none.
        taught: the topics that known questions are about.
        spelled: what its letters say.
    """

    neighbours: Neighbours | None
    taught: frozenset[str]
    spelled: Spelled


def features(
    near: Mapping[str, Near], said: Said, openings: Collection[str]
) -> dict[str, Features]:
    """What speaks for each section.

    Args:
        near: how near each section is, by passage id.
        said: of the question.
        openings: passage ids of the sections that pages begin with.

    Returns:
        By passage id.
    """
    votes = _logs(said.neighbours.sections if said.neighbours else {})
    spelled = said.spelled
    found: dict[str, Features] = {}
    for target, leads in near.items():
        topic, section = topic_of(target), section_of(target)
        none = _least if topic in said.taught else _most
        found[target] = Features(
            asked=leads.asked,
            told=leads.told,
            words=leads.words,
            votes=votes.get(section, none(votes)),
            letters=spelled.sections.get(section, 0.0),
            topic_letters=spelled.topics.get(topic, 0.0),
            kind_letters=spelled.kinds.get(kind_of(section), 0.0),
            opens=float(target in openings),
        )
    return found


def _logs(votes: Mapping[str, float]) -> dict[str, float]:
    return {place: math.log(share + LEAST_VOTES) for place, share in votes.items()}


def _least(_votes: Mapping[str, float]) -> float:
    return math.log(LEAST_VOTES)


def _most(votes: Mapping[str, float]) -> float:
    """Known questions say nothing for or against a site's own page: it stands with the best."""
    return max(votes.values(), default=math.log(LEAST_VOTES))
