"""Markdown tables."""

from collections.abc import Iterable


def table(intro: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """An introduction and its table."""
    lines = [intro, "", f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"
