"""Whether the pages are found as people ask, and whether other subjects are left alone.

`evals/asked/<lang>.tsv`, one `topic<TAB>section<TAB>question` a line, written by a hand that had
seen neither the pages' “asked as” lines nor the example lines; `outside`: no page answers it.
Never a page's line: a figure is only worth something while nobody works on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.floor import FITTED
from corpus.house import House
from corpus.lexical import folded
from corpus.retriever import Retriever
from domain.languages import LanguageTag, Level
from settings import load_settings
from wiring import build_embedder, build_house, build_index

FOLDER = Path(__file__).parent / "asked"
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """Questions of one language, inside the pages or outside; `right`: from the right topic."""

    language: LanguageTag
    is_inside: bool
    questions: int
    answered: int
    right: int


def asked_rows() -> tuple[AskedRow, ...]:
    """Every question, searched as the walk searches."""
    settings = load_settings()
    embedder = build_embedder(settings, settings.index_dir)
    with TemporaryDirectory() as folder:
        house = build_house(settings)
        names = _names(house)
        index = build_index(house, embedder, Path(folder), None)
        retriever = Retriever(index, FITTED, settings.retrieval.limit)
        rows = [
            _row(retriever, LanguageTag(path.stem), names, is_inside=is_inside)
            for path in sorted(FOLDER.glob("*.tsv"))
            for is_inside in (True, False)
        ]
        index.close()
    return tuple(rows)


def _row(
    retriever: Retriever, language: LanguageTag, names: frozenset[str], *, is_inside: bool
) -> AskedRow:
    asked = [
        row
        for row in _questions(language)
        if (row[0] != OUTSIDE) is is_inside and (is_inside or not _names_a_page(row[1], names))
    ]
    found = [
        (topic, retriever.search(question, language, None, Level.EASY).passages)
        for topic, question in asked
    ]
    return AskedRow(
        language=language,
        is_inside=is_inside,
        questions=len(asked),
        answered=sum(bool(passages) for _, passages in found),
        right=sum(bool(p) and p[0].topic == topic for topic, p in found),
    )


def _names(house: House) -> frozenset[str]:
    return frozenset(folded(name) for t in house.topics for name in (t.title, *t.aliases))


def _names_a_page(question: str, names: frozenset[str]) -> bool:
    """Whether a page that was written later now answers to a name in the question."""
    words = f" {folded(question)}"
    return any(len(name) > 1 and f" {name}" in words for name in names)


def _questions(language: LanguageTag) -> Iterator[tuple[str, str]]:
    for line in (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        topic, _, question = line.split("\t")
        yield topic, question
