"""The Embedder: the one seam between text and vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def name(self) -> str:
        """Model and version: the index is bound to it."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to be found: shape (len(texts), dimension), unit length.

        Raises:
            EmbeddingFailed: no vectors were given.
        """
        ...

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts to search with: shape (len(texts), dimension), unit length.

        Raises:
            EmbeddingFailed: no vectors were given.
        """
        ...
