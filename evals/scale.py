"""Many pages, many people, many changes.

Search over two thousand passages a language, and a hundred changes of a page while twenty people
ask: whether anybody is left without an answer, and whether memory grows.
"""

import asyncio
import gc
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.floor import FITTED
from corpus.index import Index
from corpus.passages import shelves
from corpus.retriever import Retriever
from domain.corpus import Topic
from domain.languages import CountryCode, LanguageTag, Level
from evals.machine import one_core, resident_mb
from settings import load_settings
from wiring import build_embedder, build_house, build_subjects

PASSAGES = 2000
SWAPS = 100
SETTLED = 10
"""Swaps after which memory is read first: caches have filled."""
PEOPLE = 20
QUESTIONS = 200
COUNTRY = CountryCode("US")


@dataclass(frozen=True, slots=True, kw_only=True)
class Searches:
    """Milliseconds of one search each, the question's vector included."""

    language: LanguageTag
    passages: int
    spent: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swaps:
    """A hundred changes of a page.

    Attributes:
        failed: questions that raised, or found nothing where there is a page.
        settled_mb, last_mb: memory after the first swaps and after the last.
    """

    swaps: int
    seconds: float
    asked: int
    failed: int
    settled_mb: float
    last_mb: float


def run_scale() -> tuple[list[Searches], Swaps]:
    """Both, on one core."""
    settings = load_settings()
    topics = build_house(settings).topics
    embedder = build_embedder(settings, settings.index_dir)
    subjects = build_subjects(embedder)
    with one_core(), tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "many", embedder, subjects)
        index.bring_in_step(shelves(_crowded(topics)))
        searches = [_searched(index, topics, tag) for tag in sorted(index.languages)]
        index.close()
        index = Index(Path(folder) / "changing", embedder, subjects)
        index.bring_in_step(shelves(topics))
        swaps = asyncio.run(_swapped(index, topics))
        index.close()
    return searches, swaps


def _crowded(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    """The topics, again and again under other names, until each language has enough sections."""
    tags = {topic.language for topic in topics}
    sections = {t: sum(len(x.sections) for x in topics if x.language == t) for t in tags}
    return tuple(
        replace(topic, slug=f"{topic.slug}-{number}") if number else topic
        for topic in topics
        for number in range(-(-PASSAGES // sections[topic.language]))
    )


def _searched(index: Index, topics: Sequence[Topic], tag: LanguageTag) -> Searches:
    retriever = Retriever(index, FITTED, 4)
    spent: list[float] = []
    for number, question in enumerate(itertools.islice(_asked(topics, tag), QUESTIONS)):
        started = time.perf_counter()
        retriever.search(f"{question} {number}", tag, COUNTRY, Level.EASY)
        spent.append((time.perf_counter() - started) * 1000)
    passages = len(index.languages[tag].shelf.sections)
    return Searches(language=tag, passages=passages, spent=tuple(spent))


def _asked(topics: Sequence[Topic], tag: LanguageTag) -> Iterator[str]:
    """One way to ask of every section in turn, whatever the topic."""
    ways = [s.asked_as for t in topics if t.language == tag for s in t.sections if s.asked_as]
    return (way for nth in itertools.zip_longest(*ways) for way in nth if way)


async def _swapped(index: Index, topics: Sequence[Topic]) -> Swaps:
    retriever = Retriever(index, FITTED, 4)
    tag = topics[0].language
    questions = [t.title for t in topics[1:] if t.language == tag]
    counts = {"asked": 0, "failed": 0}
    done = asyncio.Event()

    async def asking(first: int) -> None:
        for question in itertools.islice(itertools.cycle(questions), first, None):
            if done.is_set():
                return
            counts["asked"] += 1
            try:
                found = await retriever(question, tag, COUNTRY, Level.EASY)
            except Exception:  # noqa: BLE001 - whatever it is, a person has no answer
                counts["failed"] += 1
            else:
                counts["failed"] += not found.passages

    people = [asyncio.create_task(asking(number)) for number in range(PEOPLE)]
    settled, started = 0.0, time.monotonic()
    for number in range(SWAPS):
        changed = shelves((_edited(topics[0], number), *topics[1:]))
        await asyncio.to_thread(index.bring_in_step, changed)
        if number + 1 == SETTLED:
            settled = _memory()
    spent = time.monotonic() - started
    done.set()
    await asyncio.gather(*people)
    return Swaps(
        swaps=SWAPS, seconds=spent, asked=counts["asked"], failed=counts["failed"],
        settled_mb=settled, last_mb=_memory(),
    )  # fmt: skip


def _memory() -> float:
    gc.collect()
    return resident_mb()


def _edited(topic: Topic, number: int) -> Topic:
    """The topic with another first block."""
    first = topic.sections[0]
    blocks = {level: f"{text} {number}" for level, text in first.blocks.items()}
    return replace(topic, sections=(replace(first, blocks=blocks), *topic.sections[1:]))


def scale_rows(searches: list[Searches], swaps: Swaps) -> Iterator[str]:
    """The run as Markdown."""
    yield "| search, ms | passages | n | p50 | p95 | goal for p95 |"
    yield "|---|---|---|---|---|---|"
    for one in searches:
        p95 = statistics.quantiles(one.spent, n=20)[18]
        p50 = statistics.median(one.spent)
        count = len(one.spent)
        yield f"| {one.language} | {one.passages} | {count} | {p50:.1f} | {p95:.1f} | ≤ 60 |"
    yield ""
    yield f"| {swaps.swaps} changes of a page while {PEOPLE} people ask | measured | goal |"
    yield "|---|---|---|"
    yield f"| seconds a change, questions beside it | {swaps.seconds / swaps.swaps:.2f} | |"
    yield f"| questions asked | {swaps.asked} | |"
    yield f"| without an answer | {swaps.failed} | 0 |"
    growth = swaps.last_mb - swaps.settled_mb
    yield f"| memory after {SETTLED} changes, and growth until the last, MB | {swaps.settled_mb:.0f}, {growth:+.0f} | 0 |"  # noqa: E501
