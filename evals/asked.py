"""Whether the pages are found as people ask, and whether other subjects are left alone.

`evals/asked/<lang>.tsv`, one `topic<TAB>sections<TAB>question` a line, written by a hand that had
seen neither the pages' “asked as” lines nor the example lines; `outside`: no page answers it. The
sections (`a|b` where each alone answers), and whether a page answers at all, were named by other
hands from the pages' texts.
Never a page's line: a figure is only worth something while nobody works on it.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from chains.screen import QuestionScreen
from corpus.floor import FITTED
from corpus.retriever import Retriever
from domain.conversation import Question
from domain.corpus import Passage
from domain.languages import CountryCode, LanguageTag, Level
from domain.verdicts import Route
from evals.unseen import build_screen
from settings import load_settings
from wiring import build_embedder, build_house, build_index

FOLDER = Path(__file__).parent / "asked"
OUTSIDE = "outside"
NONE = "-"
"""Where the page is about the subject, and no section of it answers."""
FIRST = 3
"""How many passages a person may be shown."""
COUNTRIES = {"en": "US", "es": "ES", "ko": "KR"}
"""Where they are asked, so that what differs by country can be found as at a site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question, and the page and sections that answer it."""

    topic: str
    sections: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """Questions of one language, inside the pages or outside.

    Attributes:
        ordinary: taken for a plain question: not redirected, declined or sent to danger.
        answered: passages were found, whatever the route.
        right: the first one from the right topic.
        labelled: questions that a section answers.
        told: of these, a right section came first: it is what is told.
        section: of these, one of the right sections among the first three: it is told or offered.
    """

    language: LanguageTag
    is_inside: bool
    questions: int
    ordinary: int
    answered: int
    right: int
    labelled: int
    told: int
    section: int


def asked_rows() -> tuple[AskedRow, ...]:
    """Every question, screened and searched as the walk does both."""
    settings = load_settings()
    embedder = build_embedder(settings, settings.index_dir)
    screen = build_screen()
    with TemporaryDirectory() as folder:
        index = build_index(build_house(settings), embedder, Path(folder))
        retriever = Retriever(index, FITTED, settings.retrieval.limit)
        rows = [
            _row(retriever, screen, LanguageTag(path.stem), is_inside=is_inside)
            for path in sorted(FOLDER.glob("*.tsv"))
            for is_inside in (True, False)
        ]
        index.close()
    return tuple(rows)


def _row(
    retriever: Retriever,
    screen: QuestionScreen,
    language: LanguageTag,
    *,
    is_inside: bool,
) -> AskedRow:
    asked = [one for one in _questions(language) if (one.topic != OUTSIDE) is is_inside]
    country = CountryCode(COUNTRIES[language])
    found = [
        (one, retriever.search(one.text, language, country, Level.EASY).passages[:FIRST])
        for one in asked
    ]
    return AskedRow(
        language=language,
        is_inside=is_inside,
        questions=len(asked),
        ordinary=asyncio.run(_ordinary(screen, language, asked)),
        answered=sum(bool(passages) for _, passages in found),
        right=sum(bool(p) and p[0].topic == one.topic for one, p in found),
        labelled=sum(bool(one.sections) for one in asked),
        told=sum(any(_answers(one, p) for p in passages[:1]) for one, passages in found),
        section=sum(any(_answers(one, p) for p in passages) for one, passages in found),
    )


def _answers(asked: Asked, found: Passage) -> bool:
    return found.topic == asked.topic and found.section in asked.sections


async def _ordinary(screen: QuestionScreen, language: LanguageTag, asked: list[Asked]) -> int:
    verdicts = [await screen(Question(text=one.text, conversation=""), language) for one in asked]
    return sum((verdict.route or Route.EDUCATION) is Route.EDUCATION for verdict in verdicts)


def _questions(language: LanguageTag) -> Iterator[Asked]:
    for line in (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        topic, sections, question = line.split("\t")
        named = frozenset(sections.split("|")) - {NONE}
        yield Asked(topic=topic, sections=named, text=question)
