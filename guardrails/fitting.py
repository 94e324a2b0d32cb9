"""Fits the route classifier in seconds, the same every time, and judges it honestly.

scikit-learn is only needed here: a fitted model is numbers (guardrails/fitted.npz),
and it is fitted anew only when the example lines or the embedder have changed.
"""

# pyright: basic
# scikit-learn and scipy.sparse are untyped.

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from domain.embedding import Vectors
from domain.verdicts import Route
from guardrails.classifier import ROUTES, Model
from guardrails.examples import Kind, Line, examples_hash
from guardrails.features import BUCKETS, counted, hashed_ngrams

DENSE_WEIGHT = 0.035
"""How much an embedding's standardised dimension counts beside the unit-length n-grams."""
STRENGTH = 10.0
BOTH = 0.7
LETTERS = 0.6
"""What the model of both views and that of the letters alone count. The encoder was tuned on these
very lines, so that beside it the letters are hardly asked; alone they know what it has not
learned by heart. Chosen on half of the scenarios, the encoder tuned on the others
(docs/adr/0020)."""
LENIENCE = 1.2
"""Added to education's bias: the lines are spread evenly over the routes, messages are not;
most are plain questions, and a refusal hurts too. What it costs stands in docs/quality.md."""
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Generic[Kind]):
    """Cross-validation by scenario.

    Attributes:
        likelihoods: for each line those of a model that never saw its scenario;
            shape (lines, kinds), columns in the order of the kinds.
    """

    likelihoods: NDArray[np.float32]
    lines: tuple[Line[Kind], ...]


def fit(
    lines: Sequence[Line[Kind]],
    vectors: Vectors,
    embedding: str,
    kinds: Sequence[Kind] = ROUTES,
) -> Model:
    """A model of these lines.

    Args:
        lines: the examples.
        kinds: what is told apart, in the order of the model's rows.
        vectors: their query vectors, shape (len(lines), dimension).
        embedding: the embedder's name, kept with the model.
    """
    rarity = _rarity(lines)
    letters = _sparse(lines, rarity)
    centre = vectors.mean(axis=0)
    scale = DENSE_WEIGHT / np.maximum(vectors.std(axis=0), 1e-6)
    dense = (vectors - centre) * scale
    targets = np.array([kinds.index(line.kind) for line in lines])
    both = _fitted(hstack([csr_matrix(dense), letters]).tocsr(), targets)
    alone = _fitted(letters, targets)
    width = vectors.shape[1]
    coefficients = np.zeros((len(kinds), width + BUCKETS), dtype=np.float32)
    bias = np.full(len(kinds), -30.0, dtype=np.float32)  # a kind without lines is never likely
    coefficients[both.classes_] = BOTH * both.coef_
    coefficients[both.classes_, width:] += LETTERS * alone.coef_
    bias[both.classes_] = BOTH * both.intercept_ + LETTERS * alone.intercept_
    if Route.EDUCATION in kinds:
        bias[kinds.index(Route.EDUCATION)] += LENIENCE
    return Model(
        dense=coefficients[:, :width],
        sparse=coefficients[:, width:],
        bias=bias,
        centre=centre.astype(np.float32),
        scale=scale.astype(np.float32),
        rarity=rarity,
        temperature=1.0,
        examples=examples_hash(lines),
        embedding=embedding,
    )


def _fitted(table: csr_matrix | csr_array, targets: NDArray[np.int64]) -> LogisticRegression:
    model = LogisticRegression(C=STRENGTH, max_iter=400, class_weight="balanced")
    return model.fit(table, targets)


def judge(
    lines: Sequence[Line[Kind]], vectors: Vectors, kinds: Sequence[Kind] = ROUTES
) -> Judged[Kind]:
    """Cross-validated likelihoods; no scenario stands on both sides."""
    groups = np.array([line.scenario for line in lines])
    table = np.zeros((len(lines), len(kinds)), dtype=np.float32)
    folds = GroupKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(vectors, groups=groups):
        model = fit([lines[i] for i in train], vectors[train], "", kinds)
        table[test] = model.likelihoods(vectors[test], [lines[i].text for i in test])
    return Judged(likelihoods=table, lines=tuple(lines))


def save(model: Model, path: Path) -> None:
    """Write a model whole, in half precision."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.savez_compressed(
            file,
            **{
                name: getattr(model, name).astype(np.float16)
                for name in ("dense", "sparse", "bias", "centre", "scale", "rarity")
            },
            temperature=model.temperature,
            examples=model.examples,
            embedding=model.embedding,
        )
    os.replace(file.name, path)  # noqa: PTH105 - atomic on every platform we serve


def halved(model: Model) -> Model:
    """The model as it is after being stored, so that a first start equals the next."""
    names = ("dense", "sparse", "bias", "centre", "scale", "rarity")
    rounded = {n: getattr(model, n).astype(np.float16).astype(np.float32) for n in names}
    return replace(model, **rounded)


def _rarity(lines: Sequence[Line[Kind]]) -> NDArray[np.float32]:
    """Inverse document frequency, smoothed: ln((1 + n) / (1 + df)) + 1."""
    frequency = np.zeros(BUCKETS, dtype=np.float32)
    for line in lines:
        frequency[list(counted(line.text))] += 1
    return (np.log((1 + len(lines)) / (1 + frequency)) + 1).astype(np.float32)


def _sparse(lines: Sequence[Line[Kind]], rarity: NDArray[np.float32]) -> csr_matrix:
    rows = [hashed_ngrams(line.text, rarity) for line in lines]
    edges = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.concatenate([places for places, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, places, edges), shape=(len(lines), BUCKETS))
