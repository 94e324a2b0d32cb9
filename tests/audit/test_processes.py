import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from audit.left_open import left_open
from audit.reading import show, turns
from audit.store import AuditStore
from audit.verifying import verify
from settings import ROOT
from tests.audit.conftest import Open
from tests.audit.said import SHOWN, answer, opening, tell

Start = Callable[[str, int], subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts second processes; none outlives the test."""
    with ExitStack() as stack:

        def started(url: str, number: int) -> subprocess.Popen[str]:
            command = [sys.executable, "-m", "tests.audit.second_process", url, str(number)]
            process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
            stack.callback(process.communicate)
            stack.callback(process.kill)
            return process

        yield started


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


async def test_a_process_killed_in_mid_answer_leaves_what_it_released(
    url: str, start: Start, open_store: Open
) -> None:
    process = start(url, 0)
    turn = line(process)
    process.kill()
    process.wait()
    store = open_store(url, begin=False)
    assert store.begin() == 1
    views = show(store.engine, store.keys, turn)
    assert [view.kind for view in views] == ["opened", "released", "released", "abandoned"]
    assert json.loads(views[1].words or "")["text"] == SHOWN.text
    assert turns(store.engine)[0].outcome == "ABANDONED"
    assert verify(store.engine, store.keys) == 6


async def test_a_turn_is_abandoned_only_once(url: str, start: Start, open_store: Open) -> None:
    process = start(url, 0)
    line(process)
    process.kill()
    process.wait()
    assert open_store(url, begin=False).begin() == 1
    assert open_store(url, begin=False).begin() == 0


async def test_the_open_turn_of_a_living_process_is_left_alone(
    url: str, start: Start, open_store: Open
) -> None:
    process = start(url, 0)
    turn = line(process)
    store = open_store(url, begin=False)
    assert store.begin() == 0
    assert store.begin() == 0
    assert turns(store.engine)[0].outcome == "OPEN"
    assert "abandoned" not in [view.kind for view in show(store.engine, store.keys, turn)]
    assert process.poll() is None


async def test_processes_that_start_at_once_write_at_once(
    url: str, start: Start, open_store: Open
) -> None:
    processes = [start(url, 12) for _ in range(3)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    store = open_store(url)
    await tell(store)
    assert verify(store.engine, store.keys) == 3 * (1 + 12 * 3) + 4
    assert all(line.outcome == "ANSWERED" for line in turns(store.engine, limit=1000))


def test_verifying_beside_a_writing_process_finds_it_whole(
    url: str, start: Start, open_store: Open
) -> None:
    open_store(url).close()
    reader = open_store(url, begin=False)
    process = start(url, 40)
    seen = {verify(reader.engine, reader.keys)}
    while process.poll() is None:
        seen.add(verify(reader.engine, reader.keys))
        time.sleep(0.01)
    assert process.wait() == 0
    assert max(seen | {verify(reader.engine, reader.keys)}) == 2 + 40 * 3
    assert len(seen) > 2


@dataclass(frozen=True)
class Ending:
    """Leases of writers that end while they are looked for; `last` is what they do before."""

    last: Callable[[], None]

    def take(self, writer: str) -> None:
        """Nobody asks for it here."""

    def end(self) -> None:
        """Nobody asks for it here."""

    def is_alive(self, writer: str) -> bool:
        self.last()
        return False


@pytest.mark.parametrize("closes", [True, False])
def test_a_turn_that_was_closed_while_its_writer_was_looked_for_is_not_abandoned(
    store: AuditStore, closes: bool
) -> None:
    turn = asyncio.run(store.open(opening()))

    def last() -> None:
        if closes:
            asyncio.run(turn.close(answer()))

    found = left_open(store.engine, "who looks", Ending(last))
    assert [one.turn for one in found] == ([] if closes else [turn.id])
