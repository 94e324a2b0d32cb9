"""Vectors kept by model and text, so that no text is embedded twice.

The shipped file (`corpus/vectors/<model>.npz`) makes the first start quick; what
is missing in it is computed once and kept in the index directory. A vector is
found by its text's hash alone, so an edited text can never get an old vector.
Stored in 8 bits with a scale of its own: a cosine moves by less than 0.001.
"""

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from domain.embedding import Vectors

SHIPPED = Path(__file__).parent / "vectors"
_LEAST = np.float32(1e-9)  # a vector of zeros stays one


def text_key(text: str) -> str:
    """The first 128 bits of the text's sha256, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class VectorStore:
    """Vectors of one model, from the shipped file and a local one."""

    def __init__(self, model: str, local: Path | None, shipped: Path = SHIPPED) -> None:
        self._named = (model, local, shipped)
        self._local = local / f"vectors-{model}.npz" if local else None
        self._files = (shipped / f"{model}.npz", self._local)
        self._fresh = False

    def beside(self, what: str) -> "VectorStore":
        """A store at the same places, for other vectors of the same model."""
        model, local, shipped = self._named
        return VectorStore(f"{model}-{what}", local, shipped)

    @cached_property
    def _vectors(self) -> dict[str, Vectors]:
        """Read when first asked for: who needs no vector pays for none."""
        found: dict[str, Vectors] = {}
        for path in self._files:
            if path is not None and path.is_file():
                found |= _read(path)
        return found

    def __contains__(self, text: str) -> bool:
        return text_key(text) in self._vectors

    def add(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep the texts' vectors, rounded as they are stored."""
        for text, vector in zip(texts, vectors, strict=True):
            self._vectors[text_key(text)] = _rounded(vector)
        self._fresh = True

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The texts' vectors, shape (len(texts), dimension).

        Raises:
            KeyError: a text was never added.
        """
        return np.stack([self._vectors[text_key(text)] for text in texts])

    def save(self) -> None:
        """Write the local file whole, if anything was added."""
        if self._fresh and self._local is not None:
            write(self._local, self._vectors)
            self._fresh = False

    def keep_only(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of these texts by key: what is shipped."""
        keys = {text_key(text) for text in texts}
        return {key: self._vectors[key] for key in sorted(keys)}


def write(path: Path, vectors: dict[str, Vectors]) -> None:
    """Write keys and vectors; a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = np.array([bytes.fromhex(key) for key in vectors], dtype="S16")
    table = np.stack(list(vectors.values()))
    scales = np.maximum(np.abs(table).max(axis=1), _LEAST) / 127
    steps = np.rint(table / scales[:, None]).astype(np.int8)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.savez_compressed(file, keys=keys, steps=steps, scales=scales.astype(np.float32))
    os.replace(file.name, path)  # noqa: PTH105 - atomic on every platform we serve


def _rounded(vector: Vectors) -> Vectors:
    scale = np.maximum(np.abs(vector).max(), _LEAST) / np.float32(127)
    return (np.rint(vector / scale).astype(np.int8) * scale).astype(np.float32)


def _read(path: Path) -> dict[str, Vectors]:
    """The file's vectors; none when it is damaged, for they can be made again."""
    try:
        with path.open("rb") as file, np.load(file) as stored:
            keys = [bytes(key).ljust(16, b"\0").hex() for key in stored["keys"]]
            table = stored["steps"] * stored["scales"][:, None]
            return dict(zip(keys, table, strict=True))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return {}
