"""What a process takes that does nothing but answer: `python -m evals.memory FOLDER`."""

import asyncio
import gc
import itertools
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from chains.assistant import Assistant
from corpus.house import House
from domain.conversation import Question
from evals.machine import resident_mb
from settings import load_settings
from wiring import build_assistant, build_embedder, build_house, build_index
from wiring.guarding import build_screening
from wiring.recording import build_audit_store

WARM_UP = 20
MANY = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """In MB: after warm-up, after many questions, and what the last hundred of them added."""

    idle: float
    after: float
    last_100: float


def measured(folder: Path) -> Memory:
    """Of this process.

    Args:
        folder: where an index lies, or is made, and the record.
    """
    os.environ["TEACHBACK_AUDIT_URL"] = f"sqlite:///{folder / 'memory.sqlite'}"
    settings = load_settings()
    house = build_house(settings)
    embedder = build_embedder(settings, settings.index_dir)
    index = build_index(house, embedder, folder / "index")
    screening = build_screening(settings, house, embedder)
    assistant = build_assistant(settings, house, screening, index, build_audit_store(settings))
    questions = itertools.cycle(asked_as(house))

    def after(count: int) -> float:
        for question in itertools.islice(questions, count):
            asyncio.run(asked(assistant, question))
        gc.collect()
        return resident_mb()

    idle = after(WARM_UP)
    before = after(MANY - 100)
    last = after(100)
    return Memory(idle=idle, after=last, last_100=last - before)


async def asked(assistant: Assistant, text: str) -> None:
    """Ask, and wait until the answer is closed."""
    async for _ in assistant.answer(Question(text=text, conversation="bench")):
        pass


def asked_as(house: House) -> Iterator[str]:
    """The ways patients ask that the pages' authors wrote, in every language in turn."""
    ways = [
        [
            line
            for topic in house.topics
            if topic.language == tag
            for section in topic.sections
            for line in section.asked_as
        ]
        for tag in sorted({topic.language for topic in house.topics})
    ]
    return (line for lines in itertools.zip_longest(*ways) for line in lines if line)


if __name__ == "__main__":
    print(json.dumps(asdict(measured(Path(sys.argv[1])))))  # noqa: T201 - read by the bench
