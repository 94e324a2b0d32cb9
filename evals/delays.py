"""How long a sentence waits: from when its end can be known until it is released."""

import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import httpx

from chains.telling import CALM, Retold, Telling
from domain.answers import Part, SentenceReleased
from domain.corpus import Passage
from evals.peers.endpoint import SAY, key, pieces
from evals.walk import delivery_of
from text.sentences import SentenceGatherer


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """Milliseconds: from a sentence's knowable end to its release, and of the last to the close.

    Attributes:
        at_once: streams that ran at the same time.
    """

    at_once: int
    sentences: tuple[float, ...]
    closes: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """When each sentence of one answer was released, and when it closed (monotonic seconds)."""

    text: str
    passage: Passage
    released: tuple[tuple[str, float], ...]
    closed: float


async def hear(telling: Telling, text: str, passage: Passage) -> Heard:
    """One answer of a model that says the text of the passage."""
    delivery = delivery_of(passage, f"{SAY}{text}")
    released: list[tuple[str, float]] = []
    async for event in telling.from_pages(delivery, CALM, Retold(passages=(passage,))):
        if isinstance(event, SentenceReleased) and event.sentence.part is Part.BODY:
            released.append((event.sentence.text, time.monotonic()))
    return Heard(text=text, passage=passage, released=tuple(released), closed=time.monotonic())


def delays_of(url: str, heard: Iterable[Heard], at_once: int) -> Delays:
    """Of these answers; the endpoint at `url` tells when it sent each word."""
    sentences: list[float] = []
    closes: list[float] = []
    for one in heard:
        times = httpx.get(f"{url}/times/{key(one.text)}", timeout=30).json()
        closes.append((one.closed - times[-1]) * 1000)
        known = list(_known(one, times))
        for text, at in one.released:
            start = text[:12]
            end = next((t for said, t in known if said.startswith(start)), None)
            if end is not None:
                sentences.append((at - end) * 1000)
    return Delays(at_once=at_once, sentences=tuple(sentences), closes=tuple(closes))


def _known(one: Heard, times: list[float]) -> Iterator[tuple[str, float]]:
    """Each sentence, and when the word was sent by which its end could be known."""
    gatherer = SentenceGatherer(one.passage.language)
    for piece, at in zip(pieces(one.text), times, strict=True):
        yield from ((text, at) for text in gatherer.feed(piece))
    yield from ((text, times[-1]) for text in gatherer.flush())


def delay_rows(delays: Iterable[Delays]) -> Iterator[str]:
    """The delays as Markdown, the lightest load first."""
    yield "| delay, ms | streams at once | n | p50 | p95 | goal for p95 |"
    yield "|---|---|---|---|---|---|"
    for one in sorted(delays, key=lambda one: one.at_once):
        yield _delay("a sentence, after its end can be known", one.at_once, one.sentences, "≤ 30")
        yield _delay("the answer, after the last word", one.at_once, one.closes, "≤ 100")


def _delay(name: str, at_once: int, spent: tuple[float, ...], goal: str) -> str:
    p95 = statistics.quantiles(spent, n=20)[18]
    told = f"{statistics.median(spent):.1f} | {p95:.1f}"
    return f"| {name} | {at_once} | {len(spent)} | {told} | {goal} |"
