"""The encoders: a text as a vector of 384. One tells routes, one finds pages.

multilingual-e5-small (Wang et al., 2024; MIT) whose upper layers were tuned on the
project's own lines (`training/`), in 8 bits, run by onnxruntime. Their words are a part
of e5's: those of the scripts that our languages are written in. They ship with the
project (corpus/encoders/), so that neither needs a network.
"""

import re
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.packed import unpacked
from domain.embedding import Vectors
from domain.errors import EmbeddingFailed

SHIPPED = Path(__file__).parent / "encoders"
ROUTES = "routes"
PAGES = "pages"
LONGEST = 1000
"""Characters that are read; the time grows with the square of the length."""
TOKENS = 160
SPACE = "\u2581"
"""What stands for a space among the pieces."""
_PREFIX = "query: "
_SPACES = re.compile(" {2,}")


class _Session(Protocol):
    """What is used of onnxruntime's InferenceSession."""

    def run(self, names: None, inputs: dict[str, Vectors]) -> list[Vectors]:
        """The outputs."""
        ...


class Words:
    """The tokenizer and the word vectors: a unigram model (Kudo, 2018) over e5's pieces.

    Attributes:
        begin, end: ids of the first and last token of every message.
    """

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer  # noqa: PLC0415 - only where texts are read
        from tokenizers.models import Unigram  # noqa: PLC0415

        with np.load(path) as stored:
            pieces = stored["pieces"].tobytes().decode("utf-8").split("\n")
            scores = stored["scores"].tolist()
            sources = stored["folded"].tobytes().decode("utf-8").split("\n")
            self._rows: NDArray[np.uint8] = stored["rows"]
            self.begin, self.end, unknown = map(int, stored["special"])
        vocabulary = list(zip(pieces, scores, strict=True))
        self._model: Any = Tokenizer(Unigram(vocabulary, unk_id=unknown))
        self._folded = {ord(pair[0]): pair[1:] for pair in sources}

    def ids(self, text: str) -> list[int]:
        """The tokens of a message."""
        sound = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")  # no lone surrogates
        folded = (_PREFIX + sound).translate(self._folded)
        marked = SPACE + _SPACES.sub(" ", folded).lstrip(" ").replace(" ", SPACE)
        inner: list[int] = self._model.encode(marked).ids
        return [self.begin, *inner[: TOKENS - 2], self.end]

    def vectors(self, ids: Sequence[int]) -> Vectors:
        """The tokens' word vectors, shape (len(ids), 384)."""
        return unpacked(self._rows[list(ids)].tobytes()).reshape(len(ids), -1)


@cache
def _read_words(path: Path) -> Words:
    """Read once: all encoders have the same words."""
    return Words(path)


class Encoder:
    """An embedder that was tuned for one thing."""

    def __init__(self, what: str, folder: Path = SHIPPED) -> None:
        """Begin.

        Args:
            what: ROUTES or PAGES; vectors of pages have length one.
            folder: where `words.npz` and the encoders are.
        """
        self._folder = folder
        self._what = what
        self._lock = Lock()
        named = (folder / what / "name.txt").read_text(encoding="utf-8").strip()
        self.name = f"{what}-{named}"

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, shape (len(texts), 384).

        Raises:
            EmbeddingFailed: the encoder's files are damaged.
        """
        found = [self._vector(text) for text in texts]
        return np.stack(found) if found else np.zeros((0, 384), dtype=np.float32)

    def _vector(self, text: str) -> Vectors:
        """Alone, never in a batch: the steps of 8 bits are chosen for all that runs together."""
        ids = self._words.ids(text)
        inputs = {
            "tokens": self._words.vectors(ids)[None],
            "mask": np.ones((1, len(ids)), dtype=np.float32),
        }
        with self._lock:
            vector = self._session.run(None, inputs)[0][0]
        if not np.all(np.isfinite(vector)):
            raise EmbeddingFailed("vectors are not numbers")
        return vector

    passages = queries

    @cached_property
    def _words(self) -> Words:
        return _read_words(self._folder / "words.npz")

    @cached_property
    def _session(self) -> _Session:
        import onnxruntime  # noqa: PLC0415 - only where texts are read

        runtime: Any = onnxruntime  # untyped
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        try:
            return runtime.InferenceSession(str(self._folder / self._what / "layers.onnx"), options)
        except Exception as error:  # noqa: BLE001 - the runtime's errors have no common base
            raise EmbeddingFailed(f"the encoder of {self._what}: {type(error).__name__}") from None
