"""What a question's letters speak for, beside scikit-learn's own complement naive Bayes."""

# pyright: basic
# scikit-learn and scipy.sparse are untyped.

from typing import Any

import numpy as np
import pytest
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import ComplementNB

from corpus.letters import (
    LEAST_TEXTS,
    SMOOTHING,
    Evidence,
    Letters,
    counted,
    features,
    rarity_of,
    weighed,
)
from corpus.passages import Lead
from corpus.subjects import OUTSIDE, Known

LEADS = tuple(
    Lead(id=f"{place}|{number}", text=text, section=place)
    for place, texts in {
        "asthma#what": ("What is asthma? Asthma makes airways tight.", "tight airways"),
        "asthma#inhaler": ("How an inhaler works.", "which inhaler goes first"),
        "salt#what@KR": ("Salt and blood pressure.", "salt in soup"),
        "salt#what@ES": ("Salt in bread.", "how much salt is in bread"),
    }.items()
    for number, text in enumerate(texts)
)
KNOWN = (
    Known(text="what is gout", topic=None, scenario="a"),
    Known(text="gout in the big toe", topic=None, scenario="a"),
    Known(text="ventolin or the brown inhaler", topic="asthma", section="inhaler", scenario="b"),
    Known(text="ventolin at night", topic="asthma", scenario="b"),
)


def test_the_figures_are_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(0)
    rows: Any = sparse.random_array((60, 40), density=0.2, rng=rng, format="csr")
    labels = [str(number) for number in rng.integers(0, 5, 60)]
    theirs: Any = ComplementNB(alpha=SMOOTHING).fit(rows, labels)
    ours = Evidence(rows, labels, size=40)
    for row in range(10):
        asked = rows[[row]]
        scores = theirs.predict_joint_log_proba(asked)[0]
        expected = (scores - scores.mean()) / scores.std()
        says = ours.says(asked.toarray()[0])
        assert [says[str(label)] for label in theirs.classes_] == pytest.approx(expected, abs=1e-4)


def test_the_weights_of_features_are_those_of_scikit_learn() -> None:
    texts = [lead.text for lead in LEADS] + ["salt salt salt in soup"]
    vectorizer: Any = TfidfVectorizer
    theirs = vectorizer(analyzer=features, min_df=LEAST_TEXTS, sublinear_tf=True)
    table = theirs.fit_transform(texts)
    rows = counted(texts)
    ours = weighed(rows, rarity_of(rows))
    for row in range(len(texts)):
        expected = sorted(value for value in table[[row]].data if value)
        assert sorted(value for value in ours[[row]].data if value) == pytest.approx(expected)


TOPICS = ("asthma", "salt")


def test_a_word_speaks_for_its_topic_and_section() -> None:
    said = Letters(LEADS, KNOWN).says("ventolin inhaler", TOPICS)
    assert max(said.topics, key=lambda label: said.topics[label]) == "asthma"
    assert max(said.sections, key=lambda label: said.sections[label]) == "asthma#inhaler"


def test_a_misspelled_word_still_does() -> None:
    topics = Letters(LEADS, KNOWN).says("ventollin", TOPICS).topics
    assert max(topics, key=lambda label: topics[label]) == "asthma"


def test_what_no_page_answers_is_a_label_too() -> None:
    said = Letters(LEADS, KNOWN).says("gout toe", TOPICS)
    assert max(said.topics, key=lambda label: said.topics[label]) == OUTSIDE
    assert not any(label.startswith(OUTSIDE) for label in said.sections)


def test_a_section_is_the_same_in_every_country() -> None:
    said = Letters(LEADS, KNOWN).says("salt", TOPICS)
    assert said.sections.keys() == {"asthma#what", "asthma#inhaler", "salt#what"}


def test_only_the_sections_of_the_topics_asked_for_are_told() -> None:
    said = Letters(LEADS, KNOWN).says("salt", ["salt", "unheard-of"])
    assert said.sections.keys() == {"salt#what"}


def test_what_names_the_page_speaks_for_none_of_its_sections_above_the_others() -> None:
    known = [
        Known(text=text, topic="asthma", section=section, scenario=text)
        for section, texts in {
            "what": ("asthma what", "asthma meaning"),
            "care": ("asthma treated", "asthma treated how"),
        }.items()
        for text in texts
    ]
    says = Letters((), known).says
    named, asked = says("asthma", ["asthma"]).sections, says("asthma treated", ["asthma"]).sections
    assert abs(named["asthma#what"] - named["asthma#care"]) < 2 * abs(
        asked["asthma#what"] - asked["asthma#care"]
    )
    assert asked["asthma#care"] > asked["asthma#what"]


def test_a_kind_of_question_is_learned_from_several_pages_for_all() -> None:
    known = [
        Known(text=f"{page} {word}", topic=page, section=section, scenario=f"{page} {word}")
        for page in ("asthma", "salt", "gout")
        for section, words in {"signs": ("symptoms", "symptoms seen"), "care": ("pills",)}.items()
        for word in words
    ]
    kinds = Letters((), known).says("symptoms of anything", ()).kinds
    assert kinds.keys() == {"signs", "care"}
    assert kinds["signs"] > kinds["care"]


def test_what_too_few_pages_have_is_no_kind() -> None:
    assert Letters(LEADS, KNOWN).says("inhaler", TOPICS).kinds == {}


@pytest.mark.parametrize("text", ["", "?!", "zzz", "東京", "x" * 5000])
def test_a_text_without_a_known_feature_speaks_for_nothing(text: str) -> None:
    said = Letters(LEADS, KNOWN).says(text, TOPICS)
    assert set(said.topics.values()) == {0.0} == set(said.sections.values())


def test_without_known_questions_the_pages_speak_alone() -> None:
    topics = Letters(LEADS, ()).says("salt in my soup", TOPICS).topics
    assert topics["salt"] > topics["asthma"]
    assert OUTSIDE not in topics


def test_learning_anew_after_an_edit_gives_what_learning_from_the_start_gives() -> None:
    before = Letters(LEADS, KNOWN)
    edited = (
        *LEADS[2:],
        Lead(id="x", text="a blue inhaler called ventolin", section="asthma#what"),
    )
    anew, fresh = Letters(edited, KNOWN, before), Letters(edited, KNOWN)
    for text in ("ventolin", "salt in bread", "gout"):
        assert anew.says(text, TOPICS) == fresh.says(text, TOPICS)
    assert anew.says("ventolin", TOPICS) != before.says("ventolin", TOPICS)
