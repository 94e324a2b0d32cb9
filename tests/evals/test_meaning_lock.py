"""The meaning lock on the shipped pages: figures that must not fall (STANDARDS §5)."""

from collections import Counter

import pytest

from evals.meaning import MeaningRow, meaning_rows

ROWS = meaning_rows()
FIGURES = {"number", "dose", "unit"}
TURNS = {"negation put in", "negation taken", "condition"}


def _stopped(rows: list[MeaningRow]) -> float:
    return sum(row.stopped for row in rows) / sum(row.changed for row in rows)


@pytest.mark.parametrize("language", ["en", "ko", "es"])
class TestTheLock:
    """One language."""

    def test_a_thousand_sentences_are_spoiled(self, language: str) -> None:
        counted = Counter({r.kind: r.changed for r in ROWS if r.language == language and r.spoils})
        assert counted.total() >= 1_000
        assert min(counted.values()) > 0

    def test_changed_figures_are_stopped(self, language: str) -> None:
        rows = [r for r in ROWS if r.language == language and r.spoils and r.kind in FIGURES]
        assert _stopped(rows) >= 0.99

    def test_turned_sentences_are_stopped(self, language: str) -> None:
        rows = [r for r in ROWS if r.language == language and r.spoils and r.kind in TURNS]
        assert _stopped(rows) >= 0.97

    def test_good_rewordings_are_left_alone(self, language: str) -> None:
        rows = [r for r in ROWS if r.language == language and not r.spoils]
        assert _stopped(rows) <= 0.03
