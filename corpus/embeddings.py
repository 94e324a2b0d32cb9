"""A cache in front of any embedder."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from corpus.progress import steps
from corpus.vectors import Table, VectorStore, text_key
from domain.embedding import Embedder, Vectors
from domain.errors import EmbeddingFailed

BATCH = 16


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

    def table(self, texts: Sequence[str]) -> Table:
        """The same, held in 8 bits, to be compared with a question."""
        self.passages(texts)
        return self._store.table(texts)

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
