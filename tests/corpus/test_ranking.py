"""What speaks for a section, weighed."""

import math
from dataclasses import fields, replace

import pytest

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
    topics={"asthma": 2.0, "salt": -1.0, "gout": 1.0, "outside": 0.5},
    sections={"asthma#inhaler": 3.0},
)
BEST = {"asthma#inhaler": 1.5, "salt#what@KR": 0.5, "gout#what": 0.4}


def test_a_section_has_what_is_said_of_it_and_of_its_topic() -> None:
    found = features(BEST, SAID)["asthma#inhaler"]
    assert found == Features(
        lead=1.5,
        votes=math.log(0.6 + LEAST_VOTES),
        letters=3.0,
        topic_letters=2.0,
    )


def test_known_questions_about_other_pages_speak_against_a_page() -> None:
    assert features(BEST, SAID)["salt#what@KR"].votes == math.log(LEAST_VOTES)


def test_nothing_is_held_against_a_page_that_no_known_question_is_about() -> None:
    found = features(BEST, SAID)
    assert found["gout#what"].votes == found["asthma#inhaler"].votes


def test_without_known_questions_all_pages_stand_alike() -> None:
    found = features(BEST, replace(SAID, neighbours=None, taught=frozenset()))
    assert len({one.votes for one in found.values()}) == 1


@pytest.mark.parametrize("name", [field.name for field in fields(Features)])
def test_more_of_anything_never_speaks_against_a_section(name: str) -> None:
    assert RANKING.score(Features(**{name: 1.0})) > 0
