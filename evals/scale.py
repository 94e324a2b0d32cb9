"""Search where there are many pages: two thousand passages a language."""

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
from evals.machine import one_core
from settings import load_settings
from wiring import build_embedder, build_house, build_subjects

PASSAGES = 2000
QUESTIONS = 200
COUNTRY = CountryCode("US")


@dataclass(frozen=True, slots=True, kw_only=True)
class Searches:
    """Milliseconds of one search each, the question's vector included."""

    language: LanguageTag
    passages: int
    spent: tuple[float, ...]


def run_scale() -> list[Searches]:
    """Of every language that has pages, on one core."""
    settings = load_settings()
    topics = build_house(settings).topics
    embedder = build_embedder(settings, settings.index_dir)
    with one_core(), tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder), embedder, build_subjects(embedder))
        index.bring_in_step(shelves(_crowded(topics)))
        searches = [_searched(index, topics, tag) for tag in sorted(index.languages)]
        index.close()
    return searches


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


def scale_rows(searches: list[Searches]) -> Iterator[str]:
    """The run as Markdown."""
    yield "| search, ms | passages | n | p50 | p95 | goal for p95 |"
    yield "|---|---|---|---|---|---|"
    for one in searches:
        p95 = statistics.quantiles(one.spent, n=20)[18]
        p50 = statistics.median(one.spent)
        count = len(one.spent)
        yield f"| {one.language} | {one.passages} | {count} | {p50:.1f} | {p95:.1f} | ≤ 60 |"
