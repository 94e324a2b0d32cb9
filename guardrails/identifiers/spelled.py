"""A text with figures where digits are spelled out, and the way back."""

from dataclasses import dataclass

from guardrails.identifiers.spelled_korean import korean_runs, prefix_runs
from guardrails.identifiers.spelled_latin import Figures, latin_runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A text with figures for spelled-out digits, and where each character stood."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets, in the text as it was spelled, of `text[start:end]`."""
        return self.starts[start], self.ends[end - 1]


def with_figures(text: str) -> Spelled | None:
    """The text with runs of at least seven spelled digits as figures; None without one."""
    runs = sorted([*korean_runs(text), *latin_runs(text), *prefix_runs(text)])
    if not runs:
        return None
    pieces = Figures()
    done = 0
    for start, end, figures in runs:
        if start >= done:
            pieces += [(text[place], place, place + 1) for place in range(done, start)]
            pieces += figures
            done = end
    pieces += [(text[place], place, place + 1) for place in range(done, len(text))]
    return Spelled(
        text="".join(char for char, _, _ in pieces),
        starts=tuple(start for _, start, _ in pieces),
        ends=tuple(end for _, _, end in pieces),
    )
