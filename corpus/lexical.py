"""Lexical search over character n-grams: what embeddings miss in names and misspellings."""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from itertools import filterfalse
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

_GAPS = re.compile(r"[^\w]+")
SIZES = (2, 3, 4)


def folded(text: str) -> str:
    """Lower case, without accents, marks or punctuation; words joined by one space.

    Hangul is composed again, so that one syllable stays one character.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(filterfalse(unicodedata.combining, plain))
    return unicodedata.normalize("NFC", _GAPS.sub(" ", bare)).strip()


def ngrams(text: str) -> list[str]:
    """Character n-grams of 2 to 4 within words, word edges marked."""
    grams: list[str] = []
    for word in folded(text).split():
        marked = f" {word} "
        grams += [
            marked[i : i + size] for size in SIZES for i in range(max(0, len(marked) - size + 1))
        ]
    return grams


class LexicalIndex:
    """BM25 (Robertson; k1 1.2, b 0.75) over the n-grams of some texts."""

    def __init__(self, texts: Sequence[str], before: "LexicalIndex | None" = None) -> None:
        """Begin.

        Args:
            texts: what is searched.
            before: an older index; its texts are not read again.
        """
        self._vocabulary: dict[str, int] = before._vocabulary.copy() if before else {}
        read: dict[str, array[int]] = before._read if before else {}
        self._read: dict[str, array[int]] = {
            text: read[text] if text in read else self._ids(text) for text in texts
        }
        self._size = len(texts)
        self._bm25: Any = bm25s.BM25(k1=1.2, b=0.75)
        if self._vocabulary:
            ids = [self._read[text] for text in texts]
            self._bm25.index((ids, self._vocabulary), show_progress=False)

    def _ids(self, text: str) -> "array[int]":
        """The text's n-grams; new ones are given a number."""
        vocabulary = self._vocabulary
        return array("i", [vocabulary.setdefault(gram, len(vocabulary)) for gram in ngrams(text)])

    def scores(self, query: str) -> NDArray[np.float32]:
        """One score a text, shape (len(texts),); zeros for a query without known n-grams."""
        known = sorted({self._vocabulary[g] for g in ngrams(query) if g in self._vocabulary})
        if not known or not self._size:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores_from_ids(known), dtype=np.float32)
