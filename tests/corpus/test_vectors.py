"""Vectors kept by model and text; a damaged file is made again."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.embeddings import CachedEmbedder, ExampleVectors, unit
from corpus.vectors import Rounded, VectorStore, text_key, write
from domain.embedding import Vectors
from domain.errors import EmbeddingFailed
from tests.fakes import FakeEmbedder

TEXTS = ["what is asthma", "천식이 뭐예요", "¿qué es el asma?", "\ud800 broken"]


def kept(folder: Path, embedder: FakeEmbedder) -> CachedEmbedder:
    return CachedEmbedder(embedder, VectorStore("m", folder, shipped=folder / "none"))


def test_a_text_is_embedded_once_and_kept_for_the_next_start(tmp_path: Path) -> None:
    first, second = FakeEmbedder(), FakeEmbedder()
    before = kept(tmp_path, first)
    vectors = before.passages([*TEXTS, *TEXTS])
    before.save()
    again = kept(tmp_path, second).passages([*TEXTS, *TEXTS])
    assert first.embedded == len(TEXTS)
    assert second.embedded == 0
    assert np.allclose(vectors, again, atol=1e-6)


def test_what_is_kept_is_nearly_what_was_embedded(tmp_path: Path) -> None:
    texts = [f"text {n}" for n in range(50)]
    exact = unit(np.random.default_rng(1).normal(size=(50, 384)).astype(np.float32))
    store = VectorStore("m", tmp_path)
    store.add(texts, exact)
    store.save()
    stored = VectorStore("m", tmp_path).vectors(texts)
    assert np.abs(stored @ stored.T - exact @ exact.T).max() < 0.002


@pytest.mark.parametrize("damage", ["empty", "half", "no zip", "a bit", "other tables"])
def test_a_damaged_file_is_computed_again(tmp_path: Path, damage: str) -> None:
    before = kept(tmp_path, FakeEmbedder())
    vectors = before.passages(TEXTS)
    before.save()
    path = tmp_path / "vectors-m.npz"
    whole = path.read_bytes()
    middle = whole.index(b"steps.npy") + 60
    content = {
        "empty": b"",
        "half": whole[: len(whole) // 2],
        "no zip": b"no zip at all",
        "a bit": whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :],
    }
    if damage == "other tables":
        np.savez(path, other=np.zeros(3))
    else:
        path.write_bytes(content[damage])
    embedder = FakeEmbedder()
    again = kept(tmp_path, embedder)
    assert np.allclose(again.passages(TEXTS), vectors, atol=1e-6)
    assert embedder.embedded == len(TEXTS)
    again.save()
    fresh = FakeEmbedder()
    kept(tmp_path, fresh).passages(TEXTS)
    assert fresh.embedded == 0


def test_an_edited_text_never_gets_an_old_vector(tmp_path: Path) -> None:
    store = VectorStore("m", tmp_path)
    store.add(["take 5 mg"], FakeEmbedder().passages(["take 5 mg"]))
    assert "take 5 mg" in store
    assert "take 50 mg" not in store
    with pytest.raises(KeyError):
        store.vectors(["take 50 mg"])


def test_another_models_vectors_are_never_used(tmp_path: Path) -> None:
    before = kept(tmp_path, FakeEmbedder())
    before.passages(TEXTS)
    before.save()
    assert TEXTS[0] not in VectorStore("other", tmp_path)


def test_shipped_vectors_make_the_first_start_quick(tmp_path: Path) -> None:
    vectors = FakeEmbedder().passages(TEXTS)
    rows = {text_key(text): Rounded.of(row) for text, row in zip(TEXTS, vectors, strict=True)}
    write(tmp_path / "shipped" / "m.npz", rows)
    embedder = FakeEmbedder()
    store = VectorStore("m", None, shipped=tmp_path / "shipped")
    cached = CachedEmbedder(embedder, store)
    cached.passages(TEXTS)
    cached.save()
    assert embedder.embedded == 0
    assert store.keep_only(TEXTS[:1]).keys() == {text_key(TEXTS[0])}


def test_a_questions_vector_is_shared_by_the_rooms() -> None:
    embedder = FakeEmbedder()
    cached = CachedEmbedder(embedder, VectorStore("m", None))
    cached.queries(["a question", "another"])
    cached.queries(["another", "a question"])
    assert embedder.embedded == 2
    cached.queries([f"question {n}" for n in range(400)])
    cached.queries(["a question"])
    assert embedder.embedded == 403


def test_example_lines_are_kept_too(tmp_path: Path) -> None:
    first, second = FakeEmbedder(), FakeEmbedder()
    ExampleVectors(first, VectorStore("e", tmp_path))(TEXTS)
    ExampleVectors(second, VectorStore("e", tmp_path))(TEXTS)
    assert (first.embedded, second.embedded) == (len(TEXTS), 0)


def test_vectors_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(EmbeddingFailed):
        unit(np.array([[1.0, np.nan]], dtype=np.float32))
    assert np.allclose(unit(np.array([3.0, 4.0], dtype=np.float32)), [[0.6, 0.8]])
    assert not unit(np.zeros((1, 2), dtype=np.float32)).any()


class NothingEmbedder(FakeEmbedder):
    """Gives zeros, as some endpoints do for empty texts."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 8), dtype=np.float32)


def test_a_vector_of_zeros_is_kept_as_zeros(tmp_path: Path) -> None:
    cached = kept(tmp_path, NothingEmbedder())
    assert not cached.passages([""]).any()
    cached.save()
    assert not kept(tmp_path, FakeEmbedder()).passages([""]).any()
