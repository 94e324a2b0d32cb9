"""The shipped encoders: any text in, one vector out, the same every time."""

import shutil
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from corpus.encoder import PAGES, ROUTES, SHIPPED, TOKENS, Encoder
from corpus.packed import BLOCK, unpacked
from domain.embedding import Vectors
from domain.errors import EmbeddingFailed

ODD = ["", " ", "?", "\n", "\0", "\ud800", "🙂", "1", "a" * 20_000, "가" * 5_000, "‮مرحبا"]


@pytest.fixture(scope="module", params=[ROUTES, PAGES])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return Encoder(request.param)


def test_any_text_has_a_vector(encoder: Encoder) -> None:
    found = encoder.queries(ODD)
    assert found.shape == (len(ODD), 384)
    assert np.isfinite(found).all()


def test_a_message_has_one_vector_alone_and_beside_others(encoder: Encoder) -> None:
    texts = ["my chest hurts", "가슴이 아파요", "me duele el pecho y no puedo respirar bien"]
    together = encoder.queries(texts)
    for row, text in zip(together, texts, strict=True):
        assert np.array_equal(encoder.queries([text])[0], row)


def test_a_danger_is_near_the_same_one_in_another_language() -> None:
    pain, dolor, game = Encoder(ROUTES).queries(
        ["crushing chest pain and sweating", "dolor de pecho fuerte y sudor", "who won the game"]
    )
    assert _cosine(pain, dolor) > _cosine(pain, game) + 0.2


def test_the_same_question_in_another_language_is_the_nearest() -> None:
    asked = {
        "en": ["how is asthma treated", "salt and blood pressure", "getting ready for surgery"],
        "es": ["cómo se trata el asma", "la sal y la presión", "prepararse para una operación"],
        "ko": ["천식은 어떻게 치료해요", "소금과 혈압", "수술 준비"],
    }
    found = {tag: Encoder(PAGES).queries(texts) for tag, texts in asked.items()}
    for one, other in permutations(found, 2):
        assert (found[one] @ found[other].T).argmax(axis=1).tolist() == [0, 1, 2]


def test_a_long_message_is_cut_to_what_is_read(encoder: Encoder) -> None:
    assert encoder.queries(["word " * 5000]).shape == (1, 384)
    assert TOKENS < 512  # e5's own limit


def test_vectors_of_pages_have_length_one() -> None:
    vectors = Encoder(PAGES).passages(["what is asthma?", "천식이 뭐예요?", ""])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("what", [ROUTES, PAGES])
@pytest.mark.parametrize("damage", [b"", b"not a model"])
def test_a_damaged_encoder_is_named(tmp_path: Path, what: str, damage: bytes) -> None:
    folder = tmp_path / "encoders"
    shutil.copytree(SHIPPED, folder)
    (folder / what / "layers.onnx").write_bytes(damage)
    with pytest.raises(EmbeddingFailed, match=what):
        Encoder(what, folder).queries(["x"])


def test_four_bits_are_unpacked() -> None:
    scale = np.array([0.5], dtype=np.float16).tobytes()
    halves = bytes([0x08 | (0xF << 4)] * (BLOCK // 2))  # low 8 → 0, high 15 → 7
    assert unpacked(scale + halves).tolist() == [0.0] * 16 + [3.5] * 16


def _cosine(one: Vectors, other: Vectors) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))
