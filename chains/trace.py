"""The one source of timings: which room the walk is in, and for how long it was."""

import time
from collections.abc import Generator
from contextlib import contextmanager


class Trace:
    """Time spent in each room of one turn, in the order of first entry."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    @contextmanager
    def room(self, name: str) -> Generator[None]:
        """Count the time inside towards the room; a room may be entered again."""
        started = time.perf_counter()
        try:
            yield
        finally:
            spent = time.perf_counter() - started
            self._seconds[name] = self._seconds.get(name, 0.0) + spent

    @property
    def timings_ms(self) -> dict[str, float]:
        """Milliseconds by room."""
        return {name: round(seconds * 1000, 2) for name, seconds in self._seconds.items()}
