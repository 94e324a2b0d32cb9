"""What known questions say of one that is asked."""

from dataclasses import replace

import numpy as np
import pytest

from corpus.house import read_house
from corpus.subjects import Known, Subjects, read_known
from settings import ROOT

KNOWN = (
    Known(text="what is asthma", topic="asthma", section="what", scenario="a"),
    Known(text="why do airways close", topic="asthma", section="what", scenario="a"),
    Known(text="what is gout", topic=None, scenario="b"),
    Known(text="salt in bread", topic="salt", section="food", scenario="c"),
)
VECTORS = np.eye(4, dtype=np.float32)


def subjects() -> Subjects:
    return Subjects(KNOWN, VECTORS)


def test_the_nearest_questions_have_the_say() -> None:
    near = subjects().near(np.array([0.9, 0.43, 0.0, 0.0], dtype=np.float32))
    assert near is not None
    assert near.sections["asthma#what"] > 0.99
    assert near.elsewhere < 0.01
    assert near.inside == pytest.approx(0.9)
    assert near.outside == pytest.approx(0.0)


def test_the_says_sum_to_one() -> None:
    near = subjects().near(np.full(4, 0.5, dtype=np.float32))
    assert near is not None
    assert sum(near.sections.values()) + near.elsewhere == pytest.approx(1.0)
    assert near.elsewhere == pytest.approx(0.25)


def test_a_question_that_no_page_answers_speaks_against_one() -> None:
    near = subjects().near(np.array([0.0, 0.0, 1.0, 0.0], dtype=np.float32))
    assert near is not None
    assert near.elsewhere > 0.99
    assert near.outside == pytest.approx(1.0)


def test_a_known_section_is_named() -> None:
    asthma = Known(text="why whistle", topic="asthma", section="signs", scenario="d")
    unplaced = [replace(one, section="") for one in KNOWN]
    near = Subjects([asthma, *unplaced], np.eye(5, dtype=np.float32)).near(
        np.array([1.0, 0.2, 0.0, 0.0, 0.0], dtype=np.float32)
    )
    assert near is not None
    assert near.sections["asthma#signs"] > 0.99
    assert near.sections.keys() == {"asthma#signs"}


def test_what_the_encoder_never_learned_from_can_be_left_out_for_figures() -> None:
    known = tuple(Known(text=str(n), topic="asthma", scenario=str(n)) for n in range(40))
    everything = Subjects(known, np.eye(40, dtype=np.float32))
    learned = everything.learned()
    assert 0 < len(learned.known) < len(known)
    assert not any(one.is_kept_back for one in learned.known)
    kept_back = next(row for row, one in enumerate(known) if one.is_kept_back)
    vector = np.eye(40, dtype=np.float32)[kept_back]
    beside, own = learned.near(vector), everything.near(vector)
    assert beside is not None
    assert own is not None
    assert beside.inside < own.inside == pytest.approx(1.0)


def test_a_page_that_is_not_served_and_a_subject_that_has_a_page_now_say_nothing() -> None:
    kept = subjects().served({"asthma"}, lambda text: "gout" in text)
    assert [one.text for one in kept.known] == ["what is asthma", "why do airways close"]
    assert [
        one.text for one in subjects().served({"salt"}, lambda text: "scurvy" in text).known
    ] == [
        "what is gout",
        "salt in bread",
    ]


def test_without_known_questions_nothing_is_said() -> None:
    empty = Subjects((), np.zeros((0, 4), dtype=np.float32))
    assert empty.near(np.ones(4, dtype=np.float32)) is None


def test_the_shipped_ones_name_topics_that_there_are() -> None:
    house = read_house(ROOT / "knowledge", ROOT / "knowledge", None, reviewed_only=False)
    slugs = {topic.slug for topic in house.topics}
    places = {(t.language, t.slug, s.id) for t in house.topics for s in t.sections}
    known = read_known()
    assert set(known) == {"en", "ko", "es"}
    for tag, of_language in known.items():
        assert len(of_language) > 2000
        assert {one.topic for one in of_language if one.topic} <= slugs
        assert {(tag, one.topic, one.section) for one in of_language if one.section} <= places
        assert sum(one.topic is None for one in of_language) > 900
        assert all(one.scenario and one.text.strip() for one in of_language)
        assert len({one.text for one in of_language}) == len(of_language)
