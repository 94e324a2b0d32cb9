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
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.embedding import Vectors

SHIPPED = Path(__file__).parent / "vectors"
_LEAST = np.float32(1e-9)  # a vector of zeros stays one


def text_key(text: str) -> str:
    """The first 128 bits of the text's sha256, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Rounded:
    """A vector in 8 bits, as it is stored; held so, too: there are tens of thousands."""

    steps: NDArray[np.int8]
    scale: np.float32

    @classmethod
    def of(cls, vector: Vectors) -> "Rounded":
        """The nearest one."""
        scale = np.float32(np.maximum(np.abs(vector).max(), _LEAST) / 127)
        return cls(np.rint(vector / scale).astype(np.int8), scale)


class Table:
    """Vectors in 8 bits, compared with one vector at once."""

    def __init__(self, rows: Sequence[Rounded]) -> None:
        self._steps = np.stack([row.steps for row in rows])
        self._scales = np.array([row.scale for row in rows], dtype=np.float32)

    def cosines(self, vector: Vectors, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Of some rows, all vectors being of length one; shape (len(rows),)."""
        return (self._steps[rows].astype(np.float32) @ vector) * self._scales[rows]


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
    def _vectors(self) -> dict[str, Rounded]:
        """Read when first asked for: who needs no vector pays for none."""
        found: dict[str, Rounded] = {}
        for path in self._files:
            if path is not None and path.is_file():
                found |= _read(path)
        return found

    def __contains__(self, text: str) -> bool:
        return text_key(text) in self._vectors

    def add(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep the texts' vectors, rounded as they are stored."""
        for text, vector in zip(texts, vectors, strict=True):
            self._vectors[text_key(text)] = Rounded.of(vector)
        self._fresh = True

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The texts' vectors, shape (len(texts), dimension).

        Raises:
            KeyError: a text was never added.
        """
        held = [self._vectors[text_key(text)] for text in texts]
        scales = np.array([one.scale for one in held], dtype=np.float32)
        return np.stack([one.steps for one in held]) * scales[:, None]

    def table(self, texts: Sequence[str]) -> Table:
        """The texts' vectors as they are held.

        Raises:
            KeyError: a text was never added.
        """
        return Table([self._vectors[text_key(text)] for text in texts])

    def save(self) -> None:
        """Write the local file whole, if anything was added."""
        if self._fresh and self._local is not None:
            write(self._local, self._vectors)
            self._fresh = False

    def keep_only(self, texts: Sequence[str]) -> dict[str, Rounded]:
        """The vectors of these texts by key: what is shipped."""
        keys = {text_key(text) for text in texts}
        return {key: self._vectors[key] for key in sorted(keys)}


def write(path: Path, vectors: dict[str, Rounded]) -> None:
    """Write keys and vectors; a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = np.array([bytes.fromhex(key) for key in vectors], dtype="S16")
    steps = np.stack([one.steps for one in vectors.values()])
    scales = np.array([one.scale for one in vectors.values()], dtype=np.float32)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.savez_compressed(file, keys=keys, steps=steps, scales=scales)
    os.replace(file.name, path)  # noqa: PTH105 - atomic on every platform we serve


def _read(path: Path) -> dict[str, Rounded]:
    """The file's vectors; none when it is damaged, for they can be made again."""
    try:
        with path.open("rb") as file, np.load(file) as stored:
            keys = [bytes(key).ljust(16, b"\0").hex() for key in stored["keys"]]
            return dict(zip(keys, map(Rounded, stored["steps"], stored["scales"]), strict=True))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return {}
