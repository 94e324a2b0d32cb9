"""The example lines that teach the classifiers.

`examples/<lang>/<route>.txt`: messages of people; `answers/<lang>/<kind>.txt`: sentences of
answers. One a line. A line that begins with `# ` names the scenario of the lines
below it; cross-validation never splits a scenario. Adding a line is all it takes.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from domain.languages import LanguageTag
from domain.verdicts import Route, Said

SHIPPED = Path(__file__).parent / "examples"
ANSWERS = Path(__file__).parent / "answers"
NEVER_MISS = Path(__file__).parent / "never_miss"


Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Generic[Kind]):
    """One example: a message and its route, or an answer's sentence and what it says."""

    text: str
    kind: Kind
    language: LanguageTag
    scenario: str


def read_examples(*folders: Path) -> tuple[Line[Route], ...]:
    """Every message below the folders, in a fixed order, each text once."""
    return _read(folders, Route)


def read_taught(*more: Path) -> tuple[Line[Route], ...]:
    """What the route classifier learns from: the shipped messages and a site's.

    The never-miss lists, too, so that it has heard what the danger rules know of rare dangers.
    """
    lines = {line.text: line for line in read_examples(SHIPPED, *more)}
    for language, route, text in never_miss():
        scenario = f"{language}/never_miss/{text}"
        line = Line(text=text, kind=route, language=language, scenario=scenario)
        lines.setdefault(text, line)
    return tuple(lines.values())


def read_answers(*folders: Path) -> tuple[Line[Said], ...]:
    """Every sentence of an answer below the folders, in a fixed order, each text once."""
    return _read(folders, Said)


def _read(folders: Iterable[Path], kinds: type[Kind]) -> tuple[Line[Kind], ...]:
    lines: dict[str, Line[Kind]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/*.txt")):
            for line in _lines(path, kinds(path.stem)):
                lines.setdefault(line.text, line)
    return tuple(lines.values())


def examples_hash(lines: Iterable[Line[Kind]]) -> str:
    """What a fitted model is bound to."""
    rows = sorted(f"{line.kind}\t{line.text}" for line in lines)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def never_miss(folder: Path = NEVER_MISS) -> Iterator[tuple[LanguageTag, Route, str]]:
    """The published lists of what is never missed: language, route, message.

    `never_miss/<tag>.txt`, a line each: `route | situation | message`.
    """
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            parts = [part.strip() for part in line.split("|", 2)]
            if len(parts) == 3 and not line.startswith("#"):
                yield LanguageTag(path.stem), Route(parts[0]), parts[2]


def _lines(path: Path, kind: Kind) -> Iterable[Line[Kind]]:
    scenario = 0
    for raw in path.read_text(encoding="utf-8").splitlines():
        text = raw.strip()
        if text.startswith("# "):
            scenario += 1
        elif text:
            yield Line(
                text=text,
                kind=kind,
                language=LanguageTag(path.parent.name),
                scenario=f"{path.parent.name}/{path.stem}/{scenario}",
            )
