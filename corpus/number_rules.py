"""Rules that look at one country's numbers."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from corpus.faults import Fault
from domain.languages import Country
from domain.phrases import Phrase, phrase

STALE = timedelta(days=180)
"""After so long a number must be checked again; it stays shown (STANDARDS on numbers)."""
_PHONE = re.compile(r"\s*phone\s*=")


def unchecked_numbers(path: Path, country: Country) -> Iterator[Fault]:
    """A warning for each number that nobody checked, or not for 180 days."""
    today = datetime.now(UTC).date()
    written = path.read_text(encoding="utf-8").splitlines()
    places = [number for number, line in enumerate(written, start=1) if _PHONE.match(line)]
    if len(places) != len(country.lines):  # inline tables: the file must do
        places = [1] * len(country.lines)
    for place, line in zip(places, country.lines, strict=True):
        if problem := _problem(line.checked_on, today):
            yield Fault(
                path=str(path),
                line=place,
                rule="number-unchecked",
                problem=phrase(
                    "{kind} {phone}: {problem}", kind=line.kind, phone=line.phone, problem=problem
                ),
                mend=phrase("read its source again and set checked_on"),
                is_grave=False,
            )


def _problem(checked_on: date | None, today: date) -> Phrase | None:
    """What is wrong with the day; None if nothing is."""
    if checked_on is None:
        return phrase("nobody has checked it")
    return phrase("last checked on {day}", day=checked_on) if today - checked_on > STALE else None
