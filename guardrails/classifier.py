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
LEAST_UNSAFE = 0.75
"""From which likelihood a sentence is stopped. Chosen by cross-validation on the example sentences
while the encoder had not learned from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihoods:
    """How likely each route is.

    Attributes:
        whole: for the message as a whole, one number a route, summing to 1.
        worst: the highest each route reached over the message and its windows.
    """

    whole: dict[Route, float]
    worst: dict[Route, float]

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
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerClassifier:
    """What a sentence of an answer does, by a model fitted on the project's own sentences."""

    model: Model
    embedder: Embedder

    def __call__(self, sentence: str) -> Said:
        """The likeliest kind; safe unless it is likely enough that it is not.

        Raises:
            EmbeddingFailed: the sentence has not been read.
        """
        (row,) = self.model.likelihoods(self.embedder.queries([sentence]), [sentence])
        likely = dict(zip(SAID, map(float, row), strict=True))
        if 1 - likely[Said.SAFE] < LEAST_UNSAFE:
            return Said.SAFE
        return max((kind for kind in SAID if kind is not Said.SAFE), key=lambda kind: likely[kind])
