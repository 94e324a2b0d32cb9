"""Answers and verdicts for people at a terminal."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

console = Console()


def print_answer(answer: Mapping[str, Any]) -> None:
    """An answer with its sources."""
    console.print(f"[bold]{answer['outcome']}[/] · {answer['route']} · {answer['language']}")
    for sentence in answer["sentences"]:
        marks = "".join(f"[{n}]" for n in sentence["citations"])
        console.print(f"{sentence['text']} {marks}", markup=False, highlight=False)
    for source in answer["citations"]:
        line = f"[{source['marker']}] {source['title']} ({source['review_status']})"
        console.print(line, markup=False, style="dim")
    reading = answer["reading"]
    console.print(f"{answer['level']}: {reading['measure']} {reading['value']}", style="dim")


def print_verdict(verdict: Mapping[str, Any]) -> None:
    """A verdict with its findings."""
    console.print(f"[bold]{verdict['route']}[/] · {verdict['action']}")
    table = Table("guardrail", "action", "excerpt")
    for finding in verdict["findings"]:
        table.add_row(finding["guardrail"], finding["action"], finding["excerpt"])
    if verdict["findings"]:
        console.print(table)


def print_redacted(found: Mapping[str, Any]) -> None:
    """A text without personal details."""
    console.print(found["text"], markup=False, highlight=False)


def print_reading(reading: Mapping[str, Any]) -> None:
    """A measured text."""
    console.print(f"[bold]{reading['level']}[/] · {reading['measure']} {reading['value']}")
    if reading["terms"]:
        console.print(f"hard words: {', '.join(reading['terms'])}", markup=False)
