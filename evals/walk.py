"""An assistant to measure with, and one passage told from `compose` to `close record`."""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from audit.store import AuditStore
from chains.assistant import Assistant
from chains.delivery import Delivery
from chains.numbers import Numbers
from chains.telling import CALM, Retold, Telling
from chains.trace import Trace
from corpus.house import House
from domain.answers import Answer, AnswerClosed
from domain.conversation import Preferences, Question
from domain.corpus import Passage
from settings import load_settings
from wiring import build_assistant, build_embedder, build_house, build_index
from wiring.guarding import build_screening


@contextmanager
def assistant_to_measure() -> Generator[tuple[House, Assistant]]:
    """The shipped pages and an assistant on them, with a record of its own that is thrown away."""
    settings = load_settings()
    house = build_house(settings)
    embedder = build_embedder(settings, settings.index_dir)
    with tempfile.TemporaryDirectory() as folder:
        store = AuditStore(f"sqlite:///{folder}/audit.sqlite", "an evaluation needs no secret")
        store.begin()
        index = build_index(house, embedder, Path(folder) / "index")
        screening = build_screening(settings, house, embedder)
        yield house, build_assistant(settings, house, screening, index, store)
        index.close()
        store.close()


def delivery_of(found: Passage, asked: str) -> Delivery:
    """An answer on its way, in the passage's language and at its level."""
    question = Question(
        text=asked,
        conversation="eval",
        preferences=Preferences(language=found.language, level=found.level),
        redacted=True,
    )
    return Delivery(
        question=question,
        language=found.language,
        level=found.level,
        numbers=Numbers(country=None),
        trace=Trace(),
    )


async def told(telling: Telling, found: Passage) -> Answer:
    """The answer that the passage makes, when its heading is what was asked."""
    delivery = delivery_of(found, found.heading)
    async for event in telling.from_pages(delivery, CALM, Retold(passages=(found,))):
        if isinstance(event, AnswerClosed):
            return event.answer
    raise RuntimeError("an answer always closes")
