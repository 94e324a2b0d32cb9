"""`teachback check`: faults of pages and data files, as `file:line problem; what to do`."""

import json
from pathlib import Path

from rich.console import Console

from corpus.check import Fault, faults_of
from corpus.telling import told
from domain.languages import ENGLISH
from domain.phrases import phrase
from settings import ROOT, Settings


def check_all(
    settings: Settings, path: Path | None, *, as_json: bool, language: str = ENGLISH
) -> int:
    """Print every fault, for people in a language; 0 when there is none, else 1."""
    found = faults_of(settings.knowledge_dir, ROOT / "knowledge", settings.site_dir, path)
    if as_json:
        for fault in found:
            print(json.dumps(fault.as_row(), ensure_ascii=False))  # noqa: T201 - the output
    else:
        _print(found, language)
    return 1 if any(fault.is_grave for fault in found) else 0


def _print(found: tuple[Fault, ...], language: str) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for fault in (one.told(language) for one in found):
        style = "red" if fault.is_grave else "yellow"
        console.print(f"{fault.path}:{fault.line}", style="bold", end=" ")
        console.print(fault.rule, style=style, end=" ")
        console.print(f"{fault.problem}; {fault.mend}", markup=False)
    grave = sum(fault.is_grave for fault in found)
    total = phrase("{grave} faults, {mild} warnings", grave=grave, mild=len(found) - grave)
    console.print(told(total, language))
