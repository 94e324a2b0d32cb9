"""Speed and memory, medians, beside a plain LangChain + Chroma chain in the same run."""

import asyncio
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chains.assistant import Assistant
from chains.compose import limit_of
from corpus.house import House
from corpus.passages import passage
from domain.conversation import Question
from domain.languages import ENGLISH, Level
from evals.machine import free_port, one_core, wait_for
from evals.memory import MANY, WARM_UP, Memory, asked, asked_as
from evals.peers.plain_chain import plain_chain
from guardrails.redaction import redact
from guardrails.screening import Screening
from settings import load_settings
from wiring import build_assistant, build_embedder, build_house, build_index
from wiring.guarding import build_screening
from wiring.recording import build_audit_store

QUESTIONS = 300
PRESIDIO = Path(__file__).parent / "peers" / "presidio_default.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Milliseconds of one kind of call."""

    name: str
    count: int
    mean: float
    p50: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What one run measured. Memory in MB, times in seconds where not said otherwise."""

    machine: str
    timings: tuple[Timing, ...]
    index_build_s: float
    index_open_s: float
    first_200_s: float
    memory: Memory


def run_bench() -> Bench:
    """Measure everything, pinned to one core where the system can."""
    first_200 = _first_200()
    with one_core(), tempfile.TemporaryDirectory() as folder:
        return _measured(Path(folder), first_200)


def _measured(folder: Path, first_200: float) -> Bench:
    os.environ["TEACHBACK_AUDIT_URL"] = f"sqlite:///{folder / 'audit.sqlite'}"
    settings = load_settings()
    house = build_house(settings)
    embedder = build_embedder(settings, settings.index_dir)
    started = time.perf_counter()
    build_index(house, embedder, folder / "index").close()
    built = time.perf_counter() - started
    started = time.perf_counter()
    index = build_index(house, embedder, folder / "index")
    opened = time.perf_counter() - started
    screening = build_screening(settings, house, embedder)
    assistant = build_assistant(settings, house, screening, index, build_audit_store(settings))
    questions = list(itertools.islice(itertools.cycle(asked_as(house)), QUESTIONS))

    def ask(question: str) -> None:
        asyncio.run(asked(assistant, question))

    for question in questions[:WARM_UP]:
        ask(question)
    plain = plain_chain(house, embedder)
    timings = (
        _timed("whole path: question to closed answer, recorded", ask, questions),
        _timed("plain LangChain + Chroma chain, canned model", plain, questions),
        _timed("all question checks alone", _checker(screening), questions),
        _timed("danger rules and redaction alone", _rules(screening), questions),
        _timing(
            "answer adapted to its level and measured", asyncio.run(_adapted(assistant, house))
        ),
        *_presidio(questions),
    )
    index.close()
    return Bench(
        machine=f"{platform.machine()}, Python {platform.python_version()}, one core",
        timings=timings,
        index_build_s=built,
        index_open_s=opened,
        first_200_s=first_200,
        memory=_memory(folder),
    )


def _checker(screening: Screening) -> Callable[[str], None]:
    def check(text: str) -> None:
        question = Question(text=text, conversation="", redacted=True)
        screening.danger(text, question, ENGLISH)
        screening.screened(question, text, ENGLISH)

    return check


async def _adapted(assistant: Assistant, house: House) -> list[float]:
    """Milliseconds from a section's passage to its easy sentences, explained and measured."""
    writing, measure = assistant.telling.writing, assistant.telling.measure
    spent: list[float] = []
    for topic in house.topics:
        for section in topic.sections:
            found = passage(topic, section, Level.EASY, 0.0)
            spare = limit_of(topic.language) - len(found.text.split())
            started = time.perf_counter()
            asked = Question(text=section.heading, conversation="bench")
            drafts = writing.composer.compose(asked, (found,), Level.EASY, topic.language)
            explaining = writing.glossing.begin(topic.language, topic.title, spare)
            told = [explaining(draft.text) async for draft in drafts]
            measure("\n".join(told), topic.language, Level.EASY)
            spent.append((time.perf_counter() - started) * 1000)
    return spent


def _rules(screening: Screening) -> Callable[[str], None]:
    def check(text: str) -> None:
        screening.danger(text, Question(text=text, conversation=""), ENGLISH)
        redact(text)

    return check


def _timed(name: str, call: Callable[[str], None], questions: list[str]) -> Timing:
    """Fresh wordings, so that no cache of vectors answers for the work."""
    spent: list[float] = []
    for number, question in enumerate(questions[:QUESTIONS]):
        varied = f"{question} {name[:1]}{number}"
        started = time.perf_counter()
        call(varied)
        spent.append((time.perf_counter() - started) * 1000)
    return _timing(name, spent)


def _timing(name: str, spent: list[float]) -> Timing:
    return Timing(
        name=name,
        count=len(spent),
        mean=statistics.fmean(spent),
        p50=statistics.median(spent),
        p95=statistics.quantiles(spent, n=20)[18],
    )


def _presidio(questions: list[str]) -> Iterator[Timing]:
    """Presidio's default analyzer over the same questions, where PEERS_PYTHON can run it."""
    peers = os.environ.get("PEERS_PYTHON")
    if peers:
        asked = "\n".join(question.replace("\n", " ") for question in questions[:QUESTIONS])
        ran = subprocess.run(  # noqa: S603 - an interpreter that who measures has named
            [peers, str(PRESIDIO)], input=asked, capture_output=True, text=True, check=True
        )
        warm: list[float] = json.loads(ran.stdout)[WARM_UP:]
        yield _timing("presidio's default analyzer alone (en_core_web_sm)", warm)


def _memory(folder: Path) -> Memory:
    """Of a process of its own, that opens the index of this one and only answers."""
    ran = subprocess.run(  # noqa: S603 - this interpreter, a module of ours
        [sys.executable, "-m", "evals.memory", str(folder)],
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return Memory(**json.loads(ran.stdout))


def _first_200() -> float:
    """Seconds from the command to the chat's first page, index already there."""
    spent = 0.0
    for _ in range(2):  # the first start builds the index; the second is what is told
        port = free_port()
        started = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", "serve"],
            env={**os.environ, "PORT": str(port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            spent = time.perf_counter() - started
            wait_for(f"http://127.0.0.1:{port}/ready")
        finally:
            process.terminate()
            process.wait(30)
    return spent


def rows_of(bench: Bench) -> Iterator[str]:
    """The run as Markdown."""
    yield f"Machine: {bench.machine}."
    yield ""
    yield "| call | n | mean ms | p50 ms | p95 ms |"
    yield "|---|---|---|---|---|"
    for timing in bench.timings:
        times = f"{timing.mean:.1f} | {timing.p50:.1f} | {timing.p95:.1f}"
        yield f"| {timing.name} | {timing.count} | {times} |"
    yield ""
    yield "| | measured | goal |"
    yield "|---|---|---|"
    yield f"| second start to the first HTTP 200 | {bench.first_200_s:.1f} s | ≤ 10 s |"
    yield f"| index of the shipped pages built | {bench.index_build_s:.1f} s | ≤ 20 s |"
    yield f"| index opened again | {bench.index_open_s:.1f} s | |"
    yield f"| memory after warm-up | {bench.memory.idle:.0f} MB | ≤ 600 MB |"
    yield f"| memory after {MANY} more questions | {bench.memory.after:.0f} MB | ≤ 600 MB |"
    yield f"| growth over the last 100 questions | {bench.memory.last_100:.1f} MB | 0 |"
