"""The route classifier: example lines, embedded once and fitted in seconds.

Two views of a message side by side, its embedding and its hashed character
n-grams, in one linear model per route (one-vs-rest L2 support vector machine:
Fan et al., LIBLINEAR, 2008), whose margins are made into likelihoods by a
softmax with a temperature fitted on held-out scenarios (Guo et al., 2017).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.embedding import Embedder, Vectors
from domain.verdicts import DANGER, Route, Said
from guardrails.features import hashed_ngrams

ROUTES = tuple(Route)
SAID = tuple(Said)
Weights = NDArray[np.float32]
PRESENT = [ROUTES.index(route) for route in (*sorted(DANGER), Route.DIAGNOSIS)]
"""Columns of the routes of somebody who is in danger, or has something, now."""
LEAST_UNSAFE = 0.6
"""From which likelihood a sentence is stopped though no rule knows its words. Chosen on sentences
of another hand before they were learned from (docs/adr/0022)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihoods:
    """How likely each route is.

    Attributes:
        whole: for the message as a whole, one number a route, summing to 1.
        worst: the highest each route reached over the message and its windows.
        present: how likely somebody is in danger, or has something, now: the highest sum of
            those routes over the message and its windows.
    """

    whole: dict[Route, float]
    worst: dict[Route, float]
    present: float

    @property
    def route(self) -> Route:
        """The likeliest route of the whole."""
        return max(self.whole, key=lambda route: (self.whole[route], route.gravity))


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A fitted model.

    Attributes:
        dense: weights of the embedding, shape (kinds, dimension).
        sparse: weights of the hashed n-grams, shape (kinds, buckets).
        bias: shape (kinds,).
        centre, scale: the embedding's mean and weight, shapes (dimension,).
        rarity: inverse document frequency of each bucket, shape (buckets,).
        temperature: divides the margins.
        examples: hash of the lines it was fitted on.
        embedding: name of the embedder it was fitted on.
    """

    dense: Weights
    sparse: Weights
    bias: Weights
    centre: Weights
    scale: Weights
    rarity: Weights
    temperature: float
    examples: str
    embedding: str

    def margins(self, vectors: Vectors, texts: Sequence[str]) -> Weights:
        """One margin a text and kind, shape (len(texts), kinds)."""
        dense = (vectors - self.centre) * self.scale
        margins = (dense @ self.dense.T + self.bias).astype(np.float32)
        for row, text in enumerate(texts):
            places, values = hashed_ngrams(text, self.rarity)
            margins[row] += self.sparse[:, places] @ values
        return margins

    def likelihoods(self, vectors: Vectors, texts: Sequence[str]) -> Weights:
        """One likelihood a text and kind, rows summing to 1."""
        scaled = self.margins(vectors, texts) / self.temperature
        powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """A model with the embedder it was fitted on."""

    model: Model
    embedder: Embedder

    def __call__(self, text: str, windows: Sequence[str]) -> Likelihoods:
        """The likelihoods of a message; `windows` are the pieces that may be worse than the whole.

        Raises:
            EmbeddingFailed: the message has not been read.
        """
        texts = list(dict.fromkeys((text, *windows)))
        rows = self.model.likelihoods(self.embedder.queries(texts), texts)
        worst = rows.max(axis=0)
        return Likelihoods(
            whole=dict(zip(ROUTES, map(float, rows[0]), strict=True)),
            worst={
                route: float(worst[i] if route in DANGER else rows[0][i])
                for i, route in enumerate(ROUTES)
            },
            present=float(rows[:, PRESENT].sum(axis=1).max()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a sentence of an answer is taken for.

    Attributes:
        kind: the likeliest one; safe unless it is likely enough that it is not.
        unsafe: how likely it is anything else than safe, 0 to 1.
    """

    kind: Said
    unsafe: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerClassifier:
    """What a sentence of an answer does, by a model fitted on the project's own sentences."""

    model: Model
    embedder: Embedder

    def __call__(self, sentence: str) -> Taken:
        """What the sentence is taken for.

        Raises:
            EmbeddingFailed: the sentence has not been read.
        """
        (row,) = self.model.likelihoods(self.embedder.queries([sentence]), [sentence])
        likely = dict(zip(SAID, map(float, row), strict=True))
        unsafe = 1 - likely[Said.SAFE]
        worst = max((kind for kind in SAID if kind is not Said.SAFE), key=lambda kind: likely[kind])
        return Taken(kind=worst if unsafe >= LEAST_UNSAFE else Said.SAFE, unsafe=unsafe)
