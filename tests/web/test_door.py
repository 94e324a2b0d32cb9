"""What the serving process does for the record as it starts."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import pytest

from audit.store import AuditStore
from settings import AuditSettings, Settings
from web import door


@dataclass
class Store:
    """Notes what it is asked; may fail at it."""

    fails: str = ""
    asked: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])

    async def forget_old_words(self, days: int) -> int:
        return self._note("forget", days)

    async def purge_old_entries(self, days: int, who: str) -> int:
        assert who == "teachback serve"
        return self._note("purge", days)

    def _note(self, name: str, days: int) -> int:
        self.asked.append((name, days))
        if name == self.fails:
            raise RuntimeError("words of a patient")
        return 0


@dataclass
class House:
    """Without faults."""

    faults: tuple[()] = ()


class Screening:
    """Warm."""

    def warm_up(self) -> None:
        """Nothing to load."""


BUILDS = (
    "build_house", "build_embedder", "build_screening", "build_audit_store", "build_index",
    "build_assistant",
)  # fmt: skip
AUDIT = AuditSettings(text_days=30, record_days=400)
BOTH = [("forget", 30), ("purge", 400)]


@pytest.mark.parametrize(
    ("fails", "logged"),
    [
        ("", []),
        ("forget", ["forgetting failed: RuntimeError"]),
        ("purge", ["purging failed: RuntimeError"]),
    ],
)
async def test_the_record_is_kept_to_its_days_and_what_fails_is_only_logged(
    fails: str, logged: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(fails=fails)
    with caplog.at_level(logging.ERROR):
        await door.keep_to_days(cast("AuditStore", store), AUDIT)
    assert store.asked == BOTH
    assert caplog.messages == logged
    assert "patient" not in caplog.text


def gives(made: object) -> Callable[..., object]:
    return lambda *_: made


def test_a_door_that_is_built_keeps_the_record_to_its_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = Store()
    given = {"build_audit_store": store, "build_house": House(), "build_screening": Screening()}
    for name in BUILDS:
        monkeypatch.setattr(door, name, gives(given.get(name)))
    door.build_door(Settings(audit=AUDIT))
    assert store.asked == BOTH
