"""How near a question is to what leads to each section: by meaning, and by letters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.lexical import LexicalIndex
from corpus.passages import Shelf, topic_of
from corpus.vectors import Table
from domain.embedding import Vectors

Scores = NDArray[np.floating]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """How near one section is, in standard deviations of all leads that were compared.

    Attributes:
        asked: the nearest way to ask, name or heading, by meaning.
        told: the nearest of its own texts, by meaning.
        words: the nearest of its own texts, by letters.
    """

    asked: float = 0.0
    told: float = 0.0
    words: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A question beside the leads of some sections.

    Attributes:
        sections: how near each is, by passage id.
        cosines: of each topic's leads, the highest first.
    """

    sections: Mapping[str, Near]
    cosines: Mapping[str, Scores]


class Leads:
    """The leads of one language."""

    def __init__(self, shelf: Shelf, vectors: Table, before: "Leads | None" = None) -> None:
        """Begin.

        Args:
            shelf: of the language.
            vectors: of its leads, in their order.
            before: of the shelf before an edit, so that only new texts are read.
        """
        self._vectors = vectors
        self._sections = {lead.id: lead.section for lead in shelf.leads}
        self._ids = [lead.id for lead in shelf.leads]
        self._lexical = LexicalIndex(
            [lead.text for lead in shelf.leads], before._lexical if before else None
        )
        places: dict[str, tuple[list[int], list[int]]] = {one: ([], []) for one in shelf.sections}
        for row, lead in enumerate(shelf.leads):
            places[lead.section][lead.is_block].append(row)
        self._rows = {
            section: (np.array(asked, dtype=np.intp), np.array(told, dtype=np.intp))
            for section, (asked, told) in places.items()
        }

    def __len__(self) -> int:
        return len(self._ids)

    def section(self, lead: str) -> str | None:
        """The section that a lead leads to; None: it is no lead any more."""
        return self._sections.get(lead)

    def words(self, query: str) -> Scores:
        """How near each lead is by letters, shape (leads,)."""
        return self._lexical.scores(query)

    def nearest(self, words: Scores, count: int) -> Iterable[str]:
        """The sections of the leads that are nearest by letters, if they share any."""
        best = np.argsort(words)[::-1][:count]
        return (self._sections[self._ids[int(row)]] for row in best if words[row] > 0)

    def compared(self, sections: Iterable[str], vector: Vectors, words: Scores) -> Compared:
        """A question beside the leads of some sections.

        Args:
            sections: passage ids, at least one.
            vector: the question's, of length one.
            words: from `words`.
        """
        held = {section: self._rows[section] for section in sections}
        rows = np.concatenate([part for parts in held.values() for part in parts])
        cosines = np.zeros(len(self._ids), dtype=np.float32)
        cosines[rows] = self._vectors.cosines(vector, rows)
        meant, spelled = _z(cosines, rows), _z(words, rows)
        of_topic: dict[str, list[NDArray[np.intp]]] = {}
        for section, parts in held.items():
            of_topic.setdefault(topic_of(section), []).extend(parts)
        return Compared(
            sections={
                section: Near(
                    asked=_best(meant, asked), told=_best(meant, told), words=_best(spelled, told)
                )
                for section, (asked, told) in held.items()
            },
            cosines={
                topic: np.sort(cosines[np.concatenate(parts)])[::-1]
                for topic, parts in of_topic.items()
            },
        )


def _z(values: Scores, rows: NDArray[np.intp]) -> Scores:
    """The rows' values in their standard deviations; zeros elsewhere."""
    chosen = values[rows]
    found = np.zeros(len(values))
    spread = float(chosen.std())
    if spread > 1e-9:
        found[rows] = (chosen - chosen.mean()) / spread
    return found


def _best(values: Scores, rows: NDArray[np.intp]) -> float:
    return float(values[rows].max()) if len(rows) else 0.0
