"""Support: which passage carries a sentence."""

from dataclasses import replace
from datetime import date

import pytest

from domain.corpus import Passage, WarningSigns
from domain.languages import LanguageTag, Level
from guardrails.grounding import is_told, support

TEXT = {
    "en": "Take tablets with food. Most people need 2 kinds. Do not stop unless a nurse says so.",
    "ko": "두 가지 약이 필요한 분이 많아요. 간호사와 상의하지 않고 끊지 마세요.",
    "es": "Tome todo con comida. Muchas personas necesitan 2 tipos. No las deje sin avisar.",
}


def page(tag: str, text: str = "", number: int = 1) -> Passage:
    return Passage(
        topic="t", section=f"s{number}", language=LanguageTag(tag), country=None, title="",
        heading="", level=Level.EASY, text=text or TEXT[tag], score=1.0,
        review_by=date(2099, 1, 1), reviewed_on=None, review_status="unreviewed",
        warning_signs=WarningSigns(now=("The lips look blue.",)),
        visit_questions=("Which one is for every day?",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("en", "Most people need 2 kinds."),
        ("en", "Most  people\nneed 2 kinds."),
        ("en", "The lips look blue."),
        ("en", "Which one is for every day?"),
        ("en", "Most of the people need 2 kinds."),
        ("ko", "두 가지 약이 필요한 분이 많아요."),
        ("es", "Muchas personas necesitan 2 tipos."),
    ],
)
def test_what_a_page_says_is_carried(tag: str, sentence: str) -> None:
    assert support(sentence, LanguageTag(tag), (page(tag),)).passages


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("en", "Most people need 3 kinds."),
        ("en", "Most people need 2 kinds of insulin."),
        ("en", "Stop unless a nurse says so."),
        ("en", "Elephants live in Africa and eat grass."),
        ("ko", "세 가지 약이 필요한 분이 많아요."),
        ("es", "Muchas personas necesitan 3 tipos."),
    ],
)
def test_what_no_page_says_is_not_carried(tag: str, sentence: str) -> None:
    found = support(sentence, LanguageTag(tag), (page(tag),))
    assert found.passages == ()


def test_the_passage_that_carries_is_named() -> None:
    other = page("en", "Elephants live in Africa and eat grass.", 2)
    found = support(
        "Elephants live in Africa and eat grass.", LanguageTag("en"), (page("en"), other)
    )
    assert [passage.section for passage in found.passages] == ["s2"]


def test_meaning_carries_what_words_do_not_but_never_a_changed_number() -> None:
    def alike(*_: str) -> float:
        return 0.99

    en = LanguageTag("en")
    assert support("Have your pills during meals.", en, (page("en"),), alike).passages
    assert not support("Have 7 pills during meals.", en, (page("en"),), alike).passages


def test_without_passages_nothing_is_carried() -> None:
    found = support("Anything.", LanguageTag("en"), ())
    assert (found.passages, found.missing, found.overlap) == ((), (), 0.0)


def test_what_is_missing_is_named() -> None:
    found = support("Most people need 3 kinds.", LanguageTag("en"), (page("en"),))
    assert any("3" in missing for missing in found.missing)
    assert replace(found, missing=()) != found


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Drink plenty of water, unless your doctor told you to drink less.", True),
        ("drink plenty of water unless your doctor told you to drink less", True),
        ("Drink water, unless your doctor told you to drink less.", True),
        ("Drink water.", False),  # most of it is missing
        ("Drink plenty of cold water, unless your doctor told you to drink less.", False),
        ("Unless your doctor told you to drink less, drink plenty of water.", False),
        ("", False),
    ],
)
def test_a_sentence_is_told_when_little_is_left_out_and_nothing_added(
    sentence: str, told: bool
) -> None:
    text = "Rest. Drink plenty of water, unless your doctor told you to drink less."
    assert is_told(sentence, (page("en", text),)) is told
    assert not is_told(sentence, ())


@pytest.mark.parametrize(
    ("tag", "original", "elsewhere", "turned"),
    [
        ("en", "Pain is common after a tooth is pulled.", "Eat before you go.",
         "Pain is common before a tooth is pulled."),
        ("en", "Babies sleep on their back.", "A cot is not a toy.",
         "Babies do not sleep on their back."),
        ("es", "Casi todos mejoran en 2 a 4 semanas.", "Vuelva en 2 días.",
         "Casi todos mejoran en 2 a 2 semanas."),
        ("ko", "천천히 줄이면 두통을 피하는 데 도움이 돼요.", "갑자기 끊지 마세요.",
         "천천히 줄이면 두통을 피하는 데 도움이 되지 않아요."),
    ],
)  # fmt: skip
def test_a_copy_agrees_with_its_original_whatever_the_page_says_elsewhere(
    tag: str, original: str, elsewhere: str, turned: str
) -> None:
    passages = (page(tag, f"{original} {elsewhere}"),)
    assert support(original, LanguageTag(tag), passages).passages
    assert not support(turned, LanguageTag(tag), passages).passages


@pytest.mark.parametrize(
    ("tag", "text", "part"),
    [
        ("en", "Do not stop taking your tablets without asking your nurse first.",
         "stop taking your tablets without asking your nurse first."),
        ("es", "No deje de tomar las pastillas de la presión sin hablar con su enfermera.",
         "deje de tomar las pastillas de la presión sin hablar con su enfermera."),
        ("ko", "의사가 말하지 않으면 아이에게 이 약을 주세요라는 말을 믿지 마세요.",
         "의사가 말하지 않으면 아이에게 이 약을 주세요"),
    ],
)  # fmt: skip
def test_a_piece_of_a_sentence_is_not_the_pages_own(tag: str, text: str, part: str) -> None:
    assert not support(part, LanguageTag(tag), (page(tag, text),)).passages
