"""Pages change while people ask: whether a question fails, how long a change takes, memory."""

import asyncio
import itertools
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.answers import AnswerClosed, Outcome
from domain.conversation import Question
from domain.languages import LanguageTag
from evals.machine import resident_mb
from settings import Settings, load_settings
from web.door import Door, build_door

SWAPS = 100
PEOPLE = 20
READING = 5.0
"""Seconds that a person reads before asking again."""
WARM = 10
"""Changes after which memory is first read."""
PAGE = Path("topics/en/asthma.md")
FAILED = frozenset({Outcome.ERROR, Outcome.BLOCKED})
"""How a question ends where something failed; any other way is an answer of some kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swapped:
    """One run.

    Attributes:
        spent: seconds of each change.
        ended: how many questions ended in each way: an outcome, or an exception's name.
        memory: MB after `WARM` changes and after the last.
    """

    spent: tuple[float, ...]
    ended: dict[str, int]
    memory: tuple[float, float]


def run_swaps() -> Swapped:
    """One page of the shipped ones is changed again and again while people ask about all."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "pages"
        shutil.copytree(load_settings().knowledge_dir, home)
        settings = Settings(
            _env_file=None,  # pyright: ignore[reportCallIssue]  # pydantic-settings' own word
            knowledge_dir=home,
            index_dir=Path(folder) / "index",
            audit={"url": f"sqlite:///{folder}/a.sqlite", "key": "an evaluation needs no secret"},  # pyright: ignore[reportArgumentType]
        )
        door = build_door(settings)
        try:
            return asyncio.run(_run(door, home / PAGE))
        finally:
            door.index.close()
            door.store.close()


async def _run(door: Door, page: Path) -> Swapped:
    ended: dict[str, int] = {}
    done = asyncio.Event()
    questions = _questions(door)
    people = [
        asyncio.create_task(_person(door, number, questions, ended, done))
        for number in range(PEOPLE)
    ]
    first = await asyncio.to_thread(page.read_text, "utf-8")
    spent: list[float] = []
    warm = 0.0
    for number in range(SWAPS):
        edited = first.replace("Asthma is", f"Asthma, told for the {number}. time, is", 1)
        await asyncio.to_thread(page.write_text, edited, "utf-8")
        started = time.perf_counter()
        if not await asyncio.to_thread(door.bring_in_step):
            raise RuntimeError("the change was not seen")
        spent.append(time.perf_counter() - started)
        if number + 1 == WARM:
            warm = resident_mb()
    done.set()
    await asyncio.gather(*people)
    return Swapped(spent=tuple(spent), ended=ended, memory=(warm, resident_mb()))


async def _person(
    door: Door,
    number: int,
    questions: Iterator[tuple[LanguageTag, str]],
    ended: dict[str, int],
    done: asyncio.Event,
) -> None:
    await asyncio.sleep(READING * number / PEOPLE)
    for turn in itertools.count():
        if done.is_set():
            return
        _, text = next(questions)
        outcome = await _outcome(door, Question(text=text, conversation=f"{number}-{turn}"))
        ended[outcome] = ended.get(outcome, 0) + 1
        await asyncio.sleep(READING)


async def _outcome(door: Door, question: Question) -> str:
    try:
        async for event in door.assistant.answer(question):
            if isinstance(event, AnswerClosed):
                return event.answer.outcome
    except Exception as error:  # noqa: BLE001 - it is counted
        return type(error).__name__
    return "never closed"


def _questions(door: Door) -> Iterator[tuple[LanguageTag, str]]:
    ways = [
        (topic.language, way)
        for topic in door.house.topics
        for section in topic.sections
        for way in section.asked_as[:1]
    ]
    return itertools.cycle(ways[::7])


def swap_rows(run: Swapped) -> Iterator[str]:
    """The run as Markdown."""
    ended = {outcome for outcome in Outcome if outcome not in FAILED}
    failed = sum(count for outcome, count in run.ended.items() if outcome not in ended)
    asked = sum(run.ended.values())
    p95 = statistics.quantiles(run.spent, n=20)[18]
    warm, last = run.memory
    yield f"| {len(run.spent)} changes of one page, {PEOPLE} people asking | measured | goal |"
    yield "|---|---|---|"
    p50 = statistics.median(run.spent)
    yield f"| a change is told after, p50 / p95 | {p50:.1f} / {p95:.1f} s | ≤ 5 s |"
    yield f"| questions asked meanwhile | {asked} | |"
    yield f"| of them failed | {failed} | 0 |"
    yield f"| memory after {WARM} changes, after the last | {warm:.0f}, {last:.0f} MB | flat |"
