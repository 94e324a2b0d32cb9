"""A hundred streams of a model at once, on one core: what checking every sentence costs.

The endpoint has a core of its own. Beside it, over the same texts: its bytes read and thrown away,
a proxy that parses each event and writes it again, a plain LangChain chain, the walk from
`compose` to `close record` with all checks and the record on, and NeMo Guardrails in an environment
of its own.
"""

import asyncio
import itertools
import json
import random
import subprocess
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from chains.answerers import answerers
from chains.assistant import Assistant
from corpus.house import House
from domain.corpus import Passage
from evals.delays import Delays, Heard, delay_rows, delays_of, hear
from evals.machine import model_endpoint, one_core
from evals.peers.endpoint import A_SECOND, SAY
from evals.streams import good_streams
from evals.walk import assistant_to_measure
from settings import ROOT

STREAMS = 100
FEW = (1, 10)
"""Streams at once of the lighter loads in which delays are taken, too."""
ROUNDS = 10
PROXY = "proxy that parses and writes each event"
NEMO = "NeMo Guardrails, 20-token chunks held back"
NEMO_SCRIPT = Path(__file__).parent / "peers" / "nemo.py"
PEERS = ROOT / ".venv-peers"
Say = Callable[[str, Passage], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """All streams through one way: seconds from first request to last end, and of computing."""

    name: str
    total_s: float
    cpu_s: float


def run_load(streams: int = STREAMS) -> tuple[list[Load], list[Delays]]:
    """Every way over the same texts, one after the other."""
    with model_endpoint() as url, one_core(), assistant_to_measure() as (house, assistant):
        texts = _texts(house, streams + ROUNDS * sum(FEW))
        told, others = texts[:streams], iter(texts[streams:])
        loads, delays = asyncio.run(_measured(url, assistant, told, others))
        return [*loads, *_nemo(url, told)], delays


async def _measured(
    url: str,
    assistant: Assistant,
    told: list[tuple[str, Passage]],
    others: Iterator[tuple[str, Passage]],
) -> tuple[list[Load], list[Delays]]:
    heard: list[Heard] = []
    walk = _walk(url, assistant, heard)
    ways: dict[str, Say] = {
        "bare endpoint, bytes thrown away": _bare(url),
        PROXY: _proxy(url),
        "plain LangChain chain": _chain(url),
        "Teachback, every sentence checked and recorded": walk,
    }
    loads = [await _run(name, say, told) for name, say in ways.items()]
    delays = [delays_of(url, heard[1:], len(told))]
    for at_once in FEW:
        heard.clear()
        for _ in range(ROUNDS):
            await asyncio.gather(*(walk(*one) for one in itertools.islice(others, at_once)))
        delays.append(delays_of(url, heard, at_once))
    return loads, delays


def _nemo(url: str, told: list[tuple[str, Passage]]) -> Iterator[Load]:
    """NeMo Guardrails, where `make peers` has installed it; on this process's core."""
    if (PEERS / "installed").exists():
        ran = subprocess.run(  # noqa: S603 - an interpreter and a script of ours
            [PEERS / "bin" / "python", NEMO_SCRIPT, url],
            input=json.dumps([text for text, _ in told]),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found: dict[str, float] = json.loads(ran.stdout)
        whole = "" if found["shown"] == len(told) else f" (whole: {found['shown']})"
        yield Load(name=NEMO + whole, total_s=found["total_s"], cpu_s=found["cpu_s"])


async def _run(name: str, say: Say, told: list[tuple[str, Passage]]) -> Load:
    await say(*told[0])  # what is loaded at the first use is no cost of a stream
    started, spent = time.monotonic(), time.process_time()
    await asyncio.gather(*(say(text, passage) for text, passage in told))
    return Load(name=name, total_s=time.monotonic() - started, cpu_s=time.process_time() - spent)


def _texts(house: House, streams: int) -> list[tuple[str, Passage]]:
    """What the model says of a passage, in each language in turn; no text twice."""
    rng = random.Random(0)  # noqa: S311 - a draw of cases
    found = dict(good_streams(house, streams * 2, rng))
    return list(found.items())[:streams]


@asynccontextmanager
async def _reply(url: str, text: str) -> AsyncGenerator[httpx.Response]:
    message = {"role": "user", "content": f"{SAY}{text}"}
    asked = {"model": "m", "messages": [message], "stream": True}
    async with (
        httpx.AsyncClient(timeout=60) as client,
        client.stream("POST", f"{url}/v1/chat/completions", json=asked) as reply,
    ):
        yield reply


def _bare(url: str) -> Say:
    async def say(text: str, _: Passage) -> None:
        async with _reply(url, text) as reply:
            async for _bytes in reply.aiter_raw():
                pass

    return say


def _proxy(url: str) -> Say:
    async def sink(written: bytes) -> None:
        """Where a door would write it."""

    async def say(text: str, _: Passage) -> None:
        async with _reply(url, text) as reply:
            async for line in reply.aiter_lines():
                if line.startswith("data: {"):
                    event = json.loads(line.removeprefix("data: "))
                    await sink(f"data: {json.dumps(event)}\n\n".encode())

    return say


def _chain(url: str) -> Say:
    from langchain_core.output_parsers import StrOutputParser  # noqa: PLC0415
    from langchain_core.prompts import ChatPromptTemplate  # noqa: PLC0415
    from langchain_openai import ChatOpenAI  # noqa: PLC0415

    async def say(text: str, passage: Passage) -> None:
        model = ChatOpenAI(model="m", base_url=f"{url}/v1", api_key="none")  # pyright: ignore[reportArgumentType]
        prompt = ChatPromptTemplate.from_template("{context}\n\n{question}")
        chain = prompt | model | StrOutputParser()
        async for _piece in chain.astream({"context": passage.text, "question": f"{SAY}{text}"}):
            pass

    return say


def _walk(url: str, assistant: Assistant, heard: list[Heard]) -> Say:
    pair = answerers(
        assistant.languages, base_url=f"{url}/v1", name="m", api_key=None, timeout=60.0
    )
    writing = replace(assistant.telling.writing, composer=pair.composer, reviser=pair.reviser)
    telling = replace(assistant.telling, writing=writing)

    async def say(text: str, passage: Passage) -> None:
        heard.append(await hear(telling, text, passage))

    return say


def load_rows(loads: list[Load], delays: list[Delays]) -> Iterator[str]:
    """The run as Markdown."""
    proxy = next(load for load in loads if load.name == PROXY)
    head = ("total s", "CPU s", "total, times the proxy's")
    yield f"| {STREAMS} streams, {A_SECOND} words a second each | {' | '.join(head)} |"
    yield "|---|---|---|---|"
    for load in loads:
        ratio = load.total_s / proxy.total_s
        yield f"| {load.name} | {load.total_s:.2f} | {load.cpu_s:.2f} | {ratio:.2f} |"
    if not any(load.name.startswith(NEMO) for load in loads):
        yield "| NeMo Guardrails | not measured: `make peers` first | | |"
    yield ""
    yield from delay_rows(delays)
