"""What a question's letters and words speak for, whatever its meaning.

Complement naive Bayes over texts whose topic and section are known: the pages' leads and the known
questions. It needs no tuning, so that what it says of a question is as sure as its words are, where
the encoder trusts what it was tuned on (docs/adr/0019).
"""

# scipy.sparse is untyped: what comes from it is Any. scikit-learn is not asked: to import it takes
# 90 MB and a second, and its complement naive Bayes keeps 300 MB.

import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from corpus.lexical import folded, ngrams
from corpus.passages import Lead, section_of, topic_of
from corpus.subjects import OUTSIDE, Known

SMOOTHING = 0.3
BUCKETS = 1 << 18
"""Features are hashed, so that a text's row is the same whatever else there is."""
MOST = 255
"""A feature counts no oftener in one text, so that a count fits in a byte."""
SHARED = 3
"""Pages that must have a section of a name before it is a kind of question: `signs`, `care`."""
LEAST_TEXTS = 2
"""In how many texts a feature must stand; chosen on known questions (docs/adr/0019)."""


class Evidence:
    """For which of some labels the letters speak: Rennie et al., ICML 2003, equation 6.

    The weights of a label are kept as what sets it apart from all labels together, which is zero
    where none of its texts has a feature: 600 labels fit in some 10 MB, where scikit-learn's
    ComplementNB, which gives the same figures, takes 300.
    """

    def __init__(self, rows: Any, labels: Sequence[str], size: int) -> None:  # noqa: ANN401 - sparse
        """Learn.

        Args:
            rows: tf-idf of the texts, a sparse array, shape (texts, features).
            labels: of the texts.
            size: how many features there are.
        """
        self.labels, codes = np.unique(np.asarray(labels), return_inverse=True)
        member = _sparse.csr_array(
            (np.ones(len(codes)), (codes, np.arange(len(codes)))),
            shape=(len(self.labels), len(codes)),
        )
        counts = _sparse.csr_array(member @ rows, dtype=np.float32)  # (labels, features)
        totals = counts.sum(axis=0)
        beside = totals.sum() - counts.sum(axis=1)
        self._beside = np.log(SMOOTHING * size + beside)
        counts.data = -np.log1p(-counts.data / (totals + SMOOTHING)[counts.indices])
        self._weights = counts  # a row a label: one a feature takes a megabyte a page

    def says(self, row: NDArray[np.float32]) -> dict[str, float]:
        """The say of each label in standard deviations; 0 of each without known features.

        Args:
            row: tf-idf of one text, shape (features,).
        """
        if not len(self.labels):
            return {}
        scores = self._weights @ row + float(row.sum()) * self._beside
        spread = float(scores.std())
        said = (scores - scores.mean()) / spread if spread > 1e-9 else scores * 0.0
        return dict(zip(map(str, self.labels), map(float, said), strict=True))


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each feature occurs in each text.

    Attributes:
        places: the row of each text.
        table: sparse, shape (texts, BUCKETS).
    """

    places: dict[str, int]
    table: Any

    @classmethod
    def of(cls, texts: Iterable[str], before: "Counts | None") -> "Counts":
        """Of these texts; those that were counted `before` are not read again."""
        wanted = dict.fromkeys(texts)
        held = [text for text in wanted if before and text in before.places]
        new = [text for text in wanted if not before or text not in before.places]
        parts = [before.rows(held)] if before else []
        table = _sparse.vstack([*parts, counted(new)], format="csr")
        return cls({text: row for row, text in enumerate([*held, *new])}, table)

    def rows(self, texts: Iterable[str]) -> Any:  # noqa: ANN401 - a sparse array
        """Of some of the texts, in their order."""
        return self.table[[self.places[text] for text in texts]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """What a question's letters say, in standard deviations.

    Attributes:
        topics: of each topic (`outside`: of none).
        sections: of each `topic#section` beside the others of its topic.
        kinds: of each kind of section, whatever its topic: `signs`, `care`.
    """

    topics: Mapping[str, float]
    sections: Mapping[str, float]
    kinds: Mapping[str, float]


class Letters:
    """Topics and sections of one language by their letters."""

    def __init__(
        self, leads: Iterable[Lead], known: Sequence[Known], before: "Letters | None" = None
    ) -> None:
        """Learn.

        Args:
            leads: of the served pages; a block speaks where nobody has asked about its page yet
                (beside questions it adds nothing, and takes as long to read).
            known: questions about them, and about no page.
            before: what was learned before an edit, so that only new texts are read.
        """
        texts = [(one.text, one.topic or OUTSIDE, _place(one)) for one in known]
        taught = {topic for _, topic, _ in texts}
        texts += [
            (lead.text, topic_of(lead.section), section_of(lead.section))
            for lead in leads
            if not (lead.is_block and topic_of(lead.section) in taught)
        ]
        words = [text for text, _, _ in texts]
        self.counts = Counts.of(words, before.counts if before else None)
        rows = self.counts.rows(words)
        self._rarity = rarity_of(rows)
        rows = weighed(rows, self._rarity)
        size = int(np.count_nonzero(self._rarity))
        self._topics = Evidence(rows, [topic for _, topic, _ in texts], size)
        places = [place for _, _, place in texts]
        self._sections = {
            topic: Evidence(rows[of_topic], [places[number] for number in of_topic], size)
            for topic, of_topic in _by_topic(places).items()
        }
        kinds = _shared(places)
        of_kind = [number for number, place in enumerate(places) if kind_of(place) in kinds]
        self._kinds = Evidence(rows[of_kind], [kind_of(places[one]) for one in of_kind], size)

    def says(self, text: str, topics: Iterable[str]) -> "Spelled":
        """What the letters of a question say, of the sections of these topics."""
        row = weighed(counted([text]), self._rarity).toarray()[0]
        asked = [self._sections[topic] for topic in topics if topic in self._sections]
        return Spelled(
            topics=self._topics.says(row),
            sections={place: say for one in asked for place, say in one.says(row).items()},
            kinds=self._kinds.says(row),
        )


def _by_topic(places: Sequence[str]) -> dict[str, list[int]]:
    """The numbers of the texts whose section is known."""
    found: dict[str, list[int]] = {}
    for number, place in enumerate(places):
        if place:
            found.setdefault(topic_of(place), []).append(number)
    return found


def _shared(places: Iterable[str]) -> frozenset[str]:
    """The kinds of questions that enough pages answer."""
    pages = Counter(kind_of(place) for place in set(places) if place)
    return frozenset(kind for kind, count in pages.items() if count >= SHARED)


def kind_of(place: str) -> str:
    """What a section is called, whatever its page."""
    return place.partition("#")[2]


def counted(texts: Sequence[str]) -> Any:  # noqa: ANN401 - a sparse array
    """How often each hashed feature occurs in each text; sparse, shape (len(texts), BUCKETS)."""
    places, values, ends = array("i"), array("B"), [0]
    for text in texts:  # text by text, for all features at once take as much memory as all else
        counts = Counter(map(_bucket, features(text)))
        places.extend(counts)
        values.extend(min(count, MOST) for count in counts.values())
        ends.append(len(places))
    table = (np.array(values), np.array(places), np.array(ends, dtype=np.int32))
    return _sparse.csr_array(table, shape=(len(texts), BUCKETS))


def rarity_of(rows: Any) -> NDArray[np.float32]:  # noqa: ANN401 - a sparse array
    """Inverse document frequency, smoothed: ln((1 + n) / (1 + df)) + 1; 0 in too few texts."""
    found = np.bincount(rows.indices, minlength=BUCKETS)
    rarity = np.log((1 + rows.shape[0]) / (1 + found)) + 1
    return np.where(found >= LEAST_TEXTS, rarity, 0.0).astype(np.float32)


def weighed(rows: Any, rarity: NDArray[np.float32]) -> Any:  # noqa: ANN401 - sparse arrays
    """Sublinear counts times rarity, each row of length one."""
    values: NDArray[np.float32] = (1 + np.log(rows.data, dtype=np.float32)) * rarity[rows.indices]
    texts, starts = int(rows.shape[0]), np.asarray(rows.indptr, dtype=np.int64)
    of_row = np.repeat(np.arange(texts), np.diff(starts))
    lengths = np.sqrt(np.bincount(of_row, values**2, minlength=texts))
    values = (values / np.maximum(lengths, 1e-12)[of_row]).astype(np.float32)
    return _sparse.csr_array((values, rows.indices, rows.indptr), shape=rows.shape)


def _bucket(feature: str) -> int:
    return zlib.crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS


def features(text: str) -> list[str]:
    """Character n-grams, words, and pairs of words."""
    words = folded(text).split()
    return [
        *ngrams(text),
        *(f"_{word}" for word in words),
        *(f"{one}_{other}" for one, other in pairwise(words)),
    ]


def _place(known: Known) -> str:
    return f"{known.topic}#{known.section}" if known.section else ""


_sparse: Any = sparse
