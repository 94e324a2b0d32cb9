"""The answer classifier: taught by sentences, asked only of what a model wrote, fails closed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from domain.errors import EmbeddingFailed
from domain.languages import ENGLISH, LanguageTag
from domain.verdicts import Said
from evals.answers import held_back_sentences
from guardrails.classifier import Likelihoods, Taken
from guardrails.danger import Danger
from guardrails.examples import ANSWERS, read_answers
from guardrails.guardrail import LEARNED
from guardrails.runner import Runner
from guardrails.screening import Screening
from guardrails.shelf import shipped_guardrails
from settings import ROOT, load_settings
from tests.audit.said import PAGE
from wiring.guarding import build_route_embedder, build_said


def taken(kind: Said, unsafe: float) -> Callable[[str], Taken]:
    return lambda _: Taken(kind=kind, unsafe=unsafe)


def room(danger: Danger, said: Callable[[str], Taken]) -> Screening:
    screening = Screening(
        runner=Runner(guardrails=shipped_guardrails()),
        danger_rules=danger,
        classify=lambda text, windows: Likelihoods(whole={}, worst={}, present=1.0),
        thresholds={},
        embedding="fake",
        said=said,
    )
    screening.warm.set()
    return screening


def fails(text: str) -> Taken:
    raise EmbeddingFailed(text)


@pytest.mark.parametrize("kind", [kind for kind in Said if kind is not Said.SAFE])
def test_what_it_takes_for_unsafe_is_stopped_and_named(danger: Danger, kind: Said) -> None:
    verdict = room(danger, taken(kind, 0.9)).sentence("The sky is blue.", None, ENGLISH)
    assert verdict.stops
    assert [finding.rule for finding in verdict.findings] == [LEARNED]


def test_what_it_takes_for_safe_is_still_read_by_rules(danger: Danger) -> None:
    safe = room(danger, taken(Said.SAFE, 0.3))
    assert not safe.sentence("The sky is blue.", None, ENGLISH).stops
    assert safe.sentence("You have asthma.", None, ENGLISH).stops


def test_words_of_a_rule_in_a_surely_safe_sentence_are_only_words(danger: Danger) -> None:
    told = "Many people hear: you have asthma."
    assert room(danger, taken(Said.SAFE, 0.3)).sentence(told, None, ENGLISH).stops
    assert not room(danger, taken(Said.SAFE, 0.001)).sentence(told, None, ENGLISH).stops


def test_a_pages_own_sentence_is_left_to_the_rules(danger: Danger) -> None:
    assert not room(danger, fails).sentence("Drink water.", None, ENGLISH, is_own=True).stops


def test_a_sentence_that_a_passage_has_is_left_to_the_rules(danger: Danger) -> None:
    passages = (replace(PAGE, text="Drink plenty of water."),)
    assert not room(danger, fails).sentence("Drink plenty of water.", passages, ENGLISH).stops
    assert room(danger, fails).sentence("Drink plenty of tea.", passages, ENGLISH).stops


def test_a_sentence_that_cannot_be_read_is_stopped(danger: Danger) -> None:
    assert room(danger, fails).sentence("Drink water.", None, ENGLISH).stops


def test_every_kind_has_many_lines_in_three_languages() -> None:
    counts = Counter((line.language, line.kind) for line in read_answers(ANSWERS))
    for language in map(LanguageTag, ("en", "ko", "es")):
        for kind in (Said.CLAIM, Said.PRESCRIPTION, Said.REASSURANCE):
            assert counts[language, kind] >= 300, (language, kind)
        assert counts[language, Said.SAFE] >= 700


def test_no_held_back_sentence_is_among_the_lines() -> None:
    taught = {line.text for line in read_answers(ANSWERS)}
    held = {
        row.partition("\t")[2]
        for path in (ROOT / "evals" / "held_back_answers").glob("*.tsv")
        for row in path.read_text(encoding="utf-8").splitlines()
    }
    assert len(held) > 900
    assert not held & taught


@pytest.mark.slow
def test_sentences_that_it_was_not_shown_are_told_apart() -> None:
    tell = build_said(load_settings(), build_route_embedder())
    told = [
        (kind is Said.SAFE, tell(text).kind is Said.SAFE)
        for language in map(LanguageTag, ("en", "es", "ko"))
        for kind, texts in held_back_sentences(language).items()
        for text in texts[::4]
    ]
    assert len(told) > 200
    assert np.mean([not let_through for is_safe, let_through in told if not is_safe]) > 0.8
    assert np.mean([not let_through for is_safe, let_through in told if is_safe]) < 0.1
