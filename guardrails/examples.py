"""The example lines that teach the classifier: `examples/<lang>/<route>.txt`.

One message a line. A line that begins with `# ` names the scenario of the lines
below it; cross-validation never splits a scenario. Adding a line is all it takes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from domain.languages import LanguageTag
from domain.verdicts import Route

SHIPPED = Path(__file__).parent / "examples"


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
