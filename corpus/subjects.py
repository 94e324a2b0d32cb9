"""Questions whose subject is known: the search learns from them beside the pages' own words.

`corpus/subjects/<lang>.tsv`, one `topic<TAB>question` a line, `topic#section` where the section
that answers is known, `outside` where no page is about it; a line that begins with `# ` names the
scenario of the lines below it, so that figures can be taken on scenarios that were not seen. They
tell which topic and section a question of the same kind is about, and that a question is about
none (docs/adr/0013-subjects.md).
"""

import zlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from domain.embedding import Vectors
from domain.languages import LanguageTag

FOLDER = Path(__file__).parent / "subjects"
OUTSIDE = "outside"
NEAREST = 20
SHARPNESS = 0.05
"""A question this much less alike (in cosine) has 1/e of the say."""
KEPT_BACK = 10
"""One scenario in so many is never learned from by the encoder: figures are taken on these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A question and the topic it is about; None: no page's.

    Attributes:
        section: "" where only the topic is known.
    """

    text: str
    topic: str | None
    scenario: str
    section: str = ""

    @property
    def is_kept_back(self) -> bool:
        """Whether the encoder never learned from it."""
        return zlib.crc32(self.scenario.encode()) % KEPT_BACK == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What the known questions say of one that was asked.

    Attributes:
        sections: the say of each `topic#section`, 0 to 1, as far as sections are known.
        elsewhere: the say of those that no page answers.
        inside: cosine of the nearest that a page answers.
        outside: cosine of the nearest that none answers.
    """

    sections: Mapping[str, float]
    elsewhere: float
    inside: float
    outside: float


class Subjects:
    """The known questions of one language, ready to be asked."""

    def __init__(self, known: Sequence[Known], vectors: Vectors) -> None:
        """Begin.

        Args:
            known: the questions.
            vectors: their query vectors of length one, shape (len(known), dimension).
        """
        self.known = tuple(known)
        self.taught = frozenset(one.topic for one in self.known if one.topic)
        self._vectors = vectors

    def learned(self) -> "Subjects":
        """Those that the encoder learned from, so that figures can be taken on the others."""
        return self._only([row for row, one in enumerate(self.known) if not one.is_kept_back])

    def served(self, topics: Collection[str], is_named: Callable[[str], bool]) -> "Subjects":
        """Without what can mislead now.

        Args:
            topics: slugs that are served; a question about another page says nothing.
            is_named: whether a text names a page that no known question is about; an outside
                question that does has its page now.
        """
        kept = [
            row
            for row, one in enumerate(self.known)
            if (one.topic in topics if one.topic else not is_named(one.text))
        ]
        return self._only(kept)

    def near(self, vector: Vectors) -> Neighbours | None:
        """The nearest questions' say; None where there are none.

        Args:
            vector: the asked question's query vector, of length one.
        """
        if not self.known:
            return None
        cosines = self._vectors @ vector
        rows = np.argsort(-cosines)[:NEAREST]
        says = np.exp((cosines[rows] - cosines[rows[0]]) / SHARPNESS)
        says /= says.sum()
        elsewhere = 0.0
        sections: dict[str, float] = {}
        for one, say in zip((self.known[int(row)] for row in rows), map(float, says), strict=True):
            if one.topic is None:
                elsewhere += say
            elif one.section:
                place = f"{one.topic}#{one.section}"
                sections[place] = sections.get(place, 0.0) + say
        return Neighbours(
            elsewhere=elsewhere,
            sections=sections,
            inside=self._nearest(cosines, rows, is_inside=True),
            outside=self._nearest(cosines, rows, is_inside=False),
        )

    def _only(self, rows: list[int]) -> "Subjects":
        if len(rows) == len(self.known):
            return self  # the vectors are not held twice
        return Subjects([self.known[row] for row in rows], self._vectors[rows])

    def _nearest(self, cosines: Vectors, rows: NDArray[np.intp], *, is_inside: bool) -> float:
        """Of the nearest ones; where none of them is of that side, the last of them."""
        of_side = [row for row in map(int, rows) if bool(self.known[row].topic) is is_inside]
        return float(cosines[of_side[0] if of_side else int(rows[-1])])


def read_known(folder: Path = FOLDER) -> dict[LanguageTag, tuple[Known, ...]]:
    """Every known question, by language."""
    return {
        LanguageTag(path.stem): tuple(_known(path.read_text(encoding="utf-8").splitlines()))
        for path in sorted(folder.glob("*.tsv"))
    }


def _known(lines: Iterable[str]) -> Iterable[Known]:
    scenario = ""
    for line in lines:
        if line.startswith("# "):
            scenario = line[2:]
        elif line:
            place, _, text = line.partition("\t")
            topic, _, section = place.partition("#")
            yield Known(
                text=text,
                topic=None if topic == OUTSIDE else topic,
                section=section,
                scenario=scenario,
            )
