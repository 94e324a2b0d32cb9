"""The answer classifier: taught by sentences, asked only of what a model wrote, fails closed."""

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from corpus.vectors import VectorStore
from domain.errors import EmbeddingFailed
from domain.languages import ENGLISH, LanguageTag
from domain.verdicts import Said
from guardrails import fitting
from guardrails.classifier import LEAST_UNSAFE, SAID, Likelihoods
from guardrails.danger import Danger
from guardrails.examples import ANSWERS, read_answers
from guardrails.guardrail import LEARNED
from guardrails.runner import Runner
from guardrails.screening import Screening
from guardrails.shelf import shipped_guardrails
from settings import ROOT
from wiring import build_route_embedder


def room(danger: Danger, said: Callable[[str], Said]) -> Screening:
    screening = Screening(
        runner=Runner(guardrails=shipped_guardrails()),
        danger_rules=danger,
        classify=lambda text, windows: Likelihoods(whole={}, worst={}),
        thresholds={},
        embedding="fake",
        said=said,
    )
    screening.warm.set()
    return screening


def fails(text: str) -> Said:
    raise EmbeddingFailed(text)


@pytest.mark.parametrize("kind", [kind for kind in Said if kind is not Said.SAFE])
def test_what_it_takes_for_unsafe_is_stopped_and_named(danger: Danger, kind: Said) -> None:
    verdict = room(danger, lambda _: kind).sentence("The sky is blue.", None, ENGLISH)
    assert verdict.stops
    assert [finding.rule for finding in verdict.findings] == [LEARNED]


def test_what_it_takes_for_safe_is_still_read_by_rules(danger: Danger) -> None:
    safe = room(danger, lambda _: Said.SAFE)
    assert not safe.sentence("The sky is blue.", None, ENGLISH).stops
    assert safe.sentence("You have asthma.", None, ENGLISH).stops


def test_a_pages_own_sentence_is_left_to_the_rules(danger: Danger) -> None:
    assert not room(danger, fails).sentence("Drink water.", None, ENGLISH, is_own=True).stops


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
def test_scenarios_it_was_not_shown_are_told_apart() -> None:
    lines = read_answers(ANSWERS)
    store = VectorStore(f"{build_route_embedder().name}-answers", None)
    judged = fitting.judge(lines, store.vectors([line.text for line in lines]), SAID)
    stopped = 1 - judged.likelihoods[:, SAID.index(Said.SAFE)] >= LEAST_UNSAFE
    is_safe = np.array([line.kind is Said.SAFE for line in lines])
    assert stopped[~is_safe].mean() > 0.8  # each has a safe twin
    assert stopped[is_safe].mean() < 0.08
