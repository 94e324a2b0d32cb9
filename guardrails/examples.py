"""The example lines that teach the classifier: `examples/<lang>/<route>.txt`.

One message a line. A line that begins with `# ` names the scenario of the lines
below it; cross-validation never splits a scenario. Adding a line is all it takes.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.languages import LanguageTag
from domain.verdicts import Route

SHIPPED = Path(__file__).parent / "examples"
NEVER_MISS = Path(__file__).parent / "never_miss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One example message."""

    text: str
    route: Route
    language: LanguageTag
    scenario: str


def read_examples(*folders: Path) -> tuple[Line, ...]:
    """Every line below the folders, in a fixed order, each text once."""
    lines: dict[str, Line] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/*.txt")):
            for line in _lines(path):
                lines.setdefault(line.text, line)
    return tuple(lines.values())


def examples_hash(lines: Iterable[Line]) -> str:
    """What a fitted model is bound to."""
    rows = sorted(f"{line.route}\t{line.text}" for line in lines)
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


def _lines(path: Path) -> Iterable[Line]:
    scenario = 0
    for raw in path.read_text(encoding="utf-8").splitlines():
        text = raw.strip()
        if text.startswith("# "):
            scenario += 1
        elif text:
            yield Line(
                text=text,
                route=Route(path.stem),
                language=LanguageTag(path.parent.name),
                scenario=f"{path.parent.name}/{path.stem}/{scenario}",
            )
