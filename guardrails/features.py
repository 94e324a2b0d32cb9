"""A message as hashed n-grams of letters and words: what an embedding blurs, spelling tells."""

import math
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 17
SIZES = (1, 2, 3, 4)
LONGEST = 1200
"""Characters that are read; longer messages are read in windows."""

_GAPS = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Lower case, no accents, one space between words; Hangul composed."""
    folded = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return _GAPS.sub(" ", unicodedata.normalize("NFC", bare)).strip()


def counted(text: str) -> Counter[int]:
    """How often each bucket's n-grams occur: within words, edges marked; words, pairs of words."""
    words = plain(text).split()
    bare = _WORD.findall(plain(text))
    counts = Counter(_bucket(gram) for word in words for gram in _grams(f" {word} "))
    counts.update(_bucket(f"w:{word}") for word in bare)
    counts.update(_bucket(f"w:{one} {two}") for one, two in pairwise(bare))
    return counts


def _grams(marked: str) -> Iterator[str]:
    for size in SIZES:
        for start in range(max(0, len(marked) - size + 1)):
            yield marked[start : start + size]


def _bucket(gram: str) -> int:
    return zlib.crc32(gram.encode("utf-8", "surrogatepass")) % BUCKETS


def hashed_ngrams(
    text: str, weights: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Buckets and their values: sublinear counts times `weights` (idf), unit length.

    Args:
        text: any message.
        weights: inverse document frequency of each bucket, shape (BUCKETS,).
    """
    counts = counted(text)
    places = np.fromiter(counts, dtype=np.int64, count=len(counts))
    values = np.array([1 + math.log(n) for n in counts.values()], dtype=np.float32)
    values *= weights[places]
    length = float(np.linalg.norm(values))
    return places, values / length if length else values
