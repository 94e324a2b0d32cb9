"""A bar for those who wait, where somebody sits at a terminal."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track

Step = TypeVar("Step")


def steps(of: Sequence[Step], what: str) -> Iterable[Step]:
    """The steps of a work that may take long, with a bar on the terminal until it is done."""
    console = Console(stderr=True)
    is_seen = console.is_terminal and len(of) > 1
    return track(of, what, console=console, transient=True, disable=not is_seen)
