"""What speaks for a section, weighed."""

import math
from dataclasses import fields, replace

import pytest

from corpus.leads import Near
from corpus.letters import Spelled
from corpus.ranking import LEAST_VOTES, RANKING, Features, Said, features
from corpus.subjects import Neighbours

NEAR = Neighbours(
    sections={"asthma#inhaler": 0.6},
    elsewhere=0.2,
    inside=0.9,
    outside=0.4,
)
SAID = Said(
    neighbours=NEAR,
    taught=frozenset({"asthma", "salt"}),
    spelled=Spelled(
        topics={"asthma": 2.0, "salt": -1.0, "gout": 1.0, "outside": 0.5},
        sections={"asthma#inhaler": 3.0},
        kinds={"inhaler": 0.7, "what": -0.7},
    ),
)
BEST = {
    "asthma#inhaler": Near(asked=1.5, told=0.9, words=0.2),
    "salt#what@KR": Near(asked=0.5),
    "gout#what": Near(asked=0.4),
}
OPENINGS = {"salt#what@KR", "gout#what"}


def test_a_section_has_what_is_said_of_it_and_of_its_topic() -> None:
    found = features(BEST, SAID, OPENINGS)["asthma#inhaler"]
    assert found == Features(
        asked=1.5,
        told=0.9,
        words=0.2,
        votes=math.log(0.6 + LEAST_VOTES),
        letters=3.0,
        topic_letters=2.0,
        kind_letters=0.7,
    )


def test_what_is_said_of_a_kind_of_section_and_of_openings_holds_whatever_the_country() -> None:
    found = features(BEST, SAID, OPENINGS)["salt#what@KR"]
    assert (found.kind_letters, found.opens) == (-0.7, 1.0)


def test_known_questions_about_other_pages_speak_against_a_page() -> None:
    assert features(BEST, SAID, OPENINGS)["salt#what@KR"].votes == math.log(LEAST_VOTES)


def test_nothing_is_held_against_a_page_that_no_known_question_is_about() -> None:
    found = features(BEST, SAID, OPENINGS)
    assert found["gout#what"].votes == found["asthma#inhaler"].votes


def test_without_known_questions_all_pages_stand_alike() -> None:
    found = features(BEST, replace(SAID, neighbours=None, taught=frozenset()), OPENINGS)
    assert len({one.votes for one in found.values()}) == 1


def test_the_section_to_which_all_names_lead_has_less_of_a_claim() -> None:
    assert RANKING.score(Features(opens=1.0)) < 0


@pytest.mark.parametrize(
    "name", [field.name for field in fields(Features) if field.name != "opens"]
)
def test_more_of_anything_never_speaks_against_a_section(name: str) -> None:
    assert RANKING.score(Features(**{name: 1.0})) > 0
