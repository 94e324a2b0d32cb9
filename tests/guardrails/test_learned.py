"""The classifier: fitted from lines, kept, never taken for another one's."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from domain.embedding import Vectors
from domain.languages import LanguageTag
from domain.verdicts import Route
from guardrails import fitting
from guardrails.classifier import Classifier
from guardrails.examples import SHIPPED, Line, examples_hash, read_examples
from guardrails.learned import learned
from tests.fakes import FakeEmbedder

TEXTS = {
    Route.EDUCATION: ("what is asthma", "what does salt do", "how is diabetes found"),
    Route.OFF_TOPIC: ("who won the football match", "sing me a song", "best pizza in town"),
    Route.EMERGENCY: ("he collapsed and is blue", "she cannot breathe", "crushing chest pain"),
    Route.SELF_HARM: ("everyone is better off without me", "i said my goodbyes", "no way out"),
}
LINES = tuple(
    Line(text=text, kind=route, language=LanguageTag("en"), scenario=f"{route}{n}")
    for route, texts in TEXTS.items()
    for n, text in enumerate(texts)
)


class LearnedAnewError(Exception):
    """The vectors of the lines were asked for."""


def refuses(texts: Sequence[str]) -> Vectors:
    raise LearnedAnewError(len(texts))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the fitted model, made once."""
    folder = tmp_path_factory.mktemp("fitted")
    learned(LINES, FakeEmbedder().queries, "fake", folder)
    return folder


@pytest.fixture
def classify(kept: Path) -> Classifier:
    return Classifier(model=learned(LINES, refuses, "fake", kept), embedder=FakeEmbedder())


def test_lines_are_learned(classify: Classifier) -> None:
    for line in LINES:
        found = classify(line.text, ())
        assert found.route is line.kind
        assert sum(found.whole.values()) == pytest.approx(1, abs=1e-4)


def test_a_route_without_lines_is_never_likely(classify: Classifier) -> None:
    assert classify("anything at all", ()).whole[Route.TREATMENT] < 0.01


def test_a_danger_counts_on_the_worst_window_and_another_route_on_the_whole(
    classify: Classifier,
) -> None:
    whole, window = "what is asthma", "he collapsed and is blue"
    alone, beside = classify(whole, ()), classify(whole, (window,))
    assert beside.worst[Route.EMERGENCY] > alone.worst[Route.EMERGENCY]
    assert beside.worst[Route.EMERGENCY] == pytest.approx(
        classify(window, ()).whole[Route.EMERGENCY], abs=1e-5
    )
    assert beside.worst[Route.OFF_TOPIC] == pytest.approx(alone.worst[Route.OFF_TOPIC])
    assert beside.whole == pytest.approx(alone.whole)


def test_a_first_start_equals_the_next(classify: Classifier, tmp_path: Path) -> None:
    first = learned(LINES, FakeEmbedder().queries, "fake", tmp_path)
    vectors, texts = FakeEmbedder().queries(["is it so"]), ["is it so"]
    assert np.allclose(
        first.likelihoods(vectors, texts), classify.model.likelihoods(vectors, texts), atol=1e-6
    )


@pytest.mark.parametrize(("lines", "name"), [(LINES[1:], "fake"), (LINES, "other")])
def test_other_lines_or_another_embedder_are_learned_anew(
    kept: Path, lines: tuple[Line[Route], ...], name: str
) -> None:
    with pytest.raises(LearnedAnewError):
        learned(lines, refuses, name, kept)


def test_the_order_of_lines_does_not_matter(kept: Path) -> None:
    assert learned(LINES[::-1], refuses, "fake", kept).examples == examples_hash(LINES)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_damaged_model_is_learned_again(kept: Path, tmp_path: Path, share: float) -> None:
    whole = (kept / "fitted.npz").read_bytes()
    (tmp_path / "fitted.npz").write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(LearnedAnewError):
        learned(LINES, refuses, "fake", tmp_path)


def test_a_model_of_other_features_is_learned_again(kept: Path, tmp_path: Path) -> None:
    with np.load(kept / "fitted.npz") as stored:
        tables = dict(stored)
    tables["sparse"] = tables["sparse"][:, :100]
    np.savez_compressed(tmp_path / "fitted.npz", **tables)
    with pytest.raises(LearnedAnewError):
        learned(LINES, refuses, "fake", tmp_path)


@pytest.mark.slow
def test_judging_never_shows_a_model_its_own_scenario() -> None:
    vectors = FakeEmbedder().queries([line.text for line in LINES])
    judged = fitting.judge(LINES, vectors)
    assert judged.likelihoods.shape == (len(LINES), len(Route))
    assert np.allclose(judged.likelihoods.sum(axis=1), 1, atol=1e-4)


def test_a_sites_lines_are_laid_beside_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "en" / "off_topic.txt"
    path.parent.mkdir()
    path.write_text("# parking\nwhere can i park\n\nhow much is parking\n", encoding="utf-8")
    shipped, both = read_examples(SHIPPED), read_examples(SHIPPED, tmp_path)
    added = both[len(shipped) :]
    assert [line.text for line in added] == ["where can i park", "how much is parking"]
    assert {line.scenario for line in added} == {"en/off_topic/1"}
    assert examples_hash(both) != examples_hash(shipped)


def test_a_file_named_after_no_route_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "parking.txt").write_text("where can i park", encoding="utf-8")
    with pytest.raises(ValueError, match="parking"):
        read_examples(tmp_path)


def test_every_route_has_examples_in_every_full_language() -> None:
    held = {(line.language, line.kind) for line in read_examples(SHIPPED)}
    assert held >= {(LanguageTag(tag), route) for tag in ("en", "ko", "es") for route in Route}
