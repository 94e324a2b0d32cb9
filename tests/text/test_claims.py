import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.languages import ENGLISH, KOREAN, SPANISH, LanguageTag
from text.claims import diagnosis_claims, licensed_titles, prescriptions, reassurances

KINDS = {"d": diagnosis_claims, "p": prescriptions, "r": reassurances, "t": licensed_titles}
GROUPS = {
    "d": "diagnosis",
    "p": "prescription",
    "r": "comfort and titles",
    "t": "comfort and titles",
}


def rows(language: LanguageTag) -> list[tuple[LanguageTag, str, str, str]]:
    raw = Path(__file__).with_name(f"claims_{language}.txt").read_text(encoding="utf-8")
    lines = [line for line in raw.splitlines() if line and line[0] != "#"]
    return [(language, line[0], line[1], line[3:]) for line in lines]


ROWS = [row for language in (ENGLISH, KOREAN, SPANISH) for row in rows(language)]
CAUGHT = [(language, kind, text) for language, kind, sign, text in ROWS if sign == "+"]
LEFT = [(language, text) for language, _, sign, text in ROWS if sign == "-"]


@pytest.mark.parametrize(("language", "kind", "sentence"), CAUGHT)
def test_a_sentence_about_this_person_is_caught(
    language: LanguageTag, kind: str, sentence: str
) -> None:
    excerpts = KINDS[kind](sentence, language)
    assert excerpts
    assert all(excerpt in sentence for excerpt in excerpts)


@pytest.mark.parametrize(("language", "sentence"), LEFT)
def test_a_sentence_with_the_same_words_is_left_alone(language: LanguageTag, sentence: str) -> None:
    assert {kind: find(sentence, language) for kind, find in KINDS.items()} == dict.fromkeys(
        KINDS, ()
    )


@pytest.mark.parametrize("language", [ENGLISH, KOREAN, SPANISH])
@pytest.mark.parametrize("sign", ["+", "-"])
@pytest.mark.parametrize("group", ["diagnosis", "prescription", "comfort and titles"])
def test_there_are_enough_examples(language: LanguageTag, sign: str, group: str) -> None:
    those = [
        text for tag, kind, s, text in ROWS if (tag, s, GROUPS[kind]) == (language, sign, group)
    ]
    assert len(set(those)) >= 40


@pytest.mark.parametrize(
    "disguise", ["Уоu have diabetes.", "You\u200b have dia\u200bbetes.", "ＹＯＵ have diabetes."]
)
def test_disguised_letters_do_not_help(disguise: str) -> None:
    assert diagnosis_claims(disguise, ENGLISH) == (disguise.rstrip("."),)


def test_a_claim_far_into_a_long_text_is_caught() -> None:
    assert diagnosis_claims("Rest well, friend. " * 200 + "You have diabetes.", ENGLISH)


def test_a_language_without_rules_claims_nothing() -> None:
    assert diagnosis_claims("Bạn bị tiểu đường.", LanguageTag("vi")) == ()


@given(st.text(max_size=150), st.sampled_from(["en", "ko", "es", "vi", "../x"]))
def test_excerpts_are_pieces_of_any_text(text: str, language: str) -> None:
    for find in KINDS.values():
        assert all(excerpt in text for excerpt in find(text, LanguageTag(language)))


@pytest.mark.parametrize(
    "unit", ["you have ", "take ", "a ", "your ", "약을 ", "이 ", "tome una ", "¤", "that is "]
)
@pytest.mark.parametrize("language", [ENGLISH, KOREAN, SPANISH])
def test_time_grows_with_length_only(unit: str, language: LanguageTag) -> None:
    for find in KINDS.values():
        find("warm up", language)
    begun = time.perf_counter()
    for find in KINDS.values():
        find(unit * (6_000 // len(unit)), language)
    assert time.perf_counter() - begun < 4
