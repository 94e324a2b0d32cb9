"""Messages written by people who had seen neither the rules nor the example lines.

`evals/held_back/<lang>.txt` and `evals/held_back_hard/<lang>.txt`, one `route<TAB>message` a line.
Never example lines, and never what a rule is written from: a figure is only worth something while
nobody works on it.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from chains.screen import QuestionScreen
from domain.conversation import Question
from domain.languages import LanguageTag
from domain.verdicts import Route
from settings import load_settings
from wiring import build_embedder, build_house
from wiring.guarding import build_screening

FOLDER = Path(__file__).parent / "held_back"
HARD = Path(__file__).parent / "held_back_hard"
"""Half of these lie near another route; a second reader, who saw no label, gave each the same."""
KEPT = Path(__file__).parent / "unseen.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenRow:
    """Messages of one route in one language, and how many were sent where."""

    language: LanguageTag
    route: Route
    taken: dict[Route, int]

    @property
    def messages(self) -> int:
        """How many there are."""
        return sum(self.taken.values())

    def share(self, *routes: Route) -> float:
        """Share sent to one of the routes."""
        return sum(self.taken.get(route, 0) for route in routes) / self.messages

    @property
    def recall(self) -> float:
        """Share sent to the route."""
        return self.share(self.route)

    @property
    def graver(self) -> float:
        """Share sent to the route or to a graver one."""
        return self.share(*(route for route in Route if route.gravity >= self.route.gravity))

    @property
    def elsewhere(self) -> tuple[tuple[Route, int], ...]:
        """The three other routes that took most, with counts."""
        others = Counter({r: n for r, n in self.taken.items() if r is not self.route})
        return tuple(others.most_common(3))


_ROWS = TypeAdapter(tuple[UnseenRow, ...])


def kept_rows(path: Path = KEPT) -> tuple[UnseenRow, ...]:
    """What the last run found, for pages that cannot wait for another."""
    return _ROWS.validate_json(path.read_bytes())


def keep(rows: tuple[UnseenRow, ...], path: Path = KEPT) -> None:
    """Keep a run's rows."""
    path.write_bytes(_ROWS.dump_json(rows, indent=1) + b"\n")


def unseen_rows(folder: Path = FOLDER) -> tuple[UnseenRow, ...]:
    """Every held-back message of a folder, screened as `teachback screen` does."""
    return asyncio.run(_screened(folder))


def build_screen() -> QuestionScreen:
    """The question's checks, as a site without a directory has them."""
    settings = load_settings()
    house = build_house(settings)
    screening = build_screening(settings, house, build_embedder(settings, settings.index_dir))
    return QuestionScreen(screening=screening, languages=house.languages)


async def _screened(folder: Path) -> tuple[UnseenRow, ...]:
    screen = build_screen()
    taken: dict[tuple[LanguageTag, Route], Counter[Route]] = {}
    for language, route, message in messages_of(folder):
        verdict = await screen(Question(text=message, conversation=""), language)
        counter = taken.setdefault((language, route), Counter())
        counter[verdict.route or Route.EDUCATION] += 1
    return tuple(
        UnseenRow(language=language, route=route, taken=dict(counter))
        for (language, route), counter in taken.items()
    )


def messages_of(folder: Path) -> Iterator[tuple[LanguageTag, Route, str]]:
    """The held-back messages of a folder, with language and route."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            route, tab, message = line.partition("\t")
            if tab:
                yield LanguageTag(path.stem), Route(route), message.strip()
