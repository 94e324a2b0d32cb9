"""Every section at every level, told through the walk from `compose` to `close record`."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audit.store import AuditStore
from chains.assistant import Assistant, Retold
from chains.delivery import Delivery
from chains.numbers import Numbers
from chains.telling import CALM
from chains.trace import Trace
from corpus.house import House
from corpus.passages import passage, passage_id
from domain.answers import Answer, AnswerClosed, Part
from domain.conversation import Preferences, Question
from domain.corpus import Passage
from domain.languages import LanguageTag, Level
from settings import load_settings
from wiring import (
    build_assistant,
    build_embedder,
    build_house,
    build_index,
    build_screening,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One section told at one level."""

    language: LanguageTag
    level: Level
    section: str
    met: bool | None
    value: float | None
    words: int
    signs_lost: int


async def tell_all() -> list[Told]:
    """Each section × level × language, answered and measured."""
    settings = load_settings()
    house = build_house(settings)
    embedder = build_embedder(settings, settings.index_dir)
    with tempfile.TemporaryDirectory() as folder:
        store = AuditStore(f"sqlite:///{folder}/audit.sqlite", "an evaluation needs no secret")
        store.begin()
        index = build_index(house, embedder, Path(folder) / "index", None)
        screening = build_screening(settings, house, embedder)
        assistant = build_assistant(settings, house, screening, index, store)
        told = [await _tell(assistant, found, name) for found, name in _passages(house)]
        index.close()
        store.close()
    return told


def _passages(house: House) -> Iterator[tuple[Passage, str]]:
    for topic in house.topics:
        for section in topic.sections:
            for level in Level:
                yield passage(topic, section, level, 0.0), passage_id(topic, section)


async def _tell(assistant: Assistant, found: Passage, name: str) -> Told:
    question = Question(
        text=found.heading,
        conversation="eval",
        preferences=Preferences(language=found.language, level=found.level),
        redacted=True,
    )
    delivery = Delivery(
        question=question,
        language=found.language,
        level=found.level,
        numbers=Numbers(country=None),
        trace=Trace(),
    )
    answer: Answer | None = None
    async for event in assistant.telling.from_pages(delivery, CALM, Retold(passages=(found,))):
        if isinstance(event, AnswerClosed):
            answer = event.answer
    if answer is None:
        raise RuntimeError("an answer always closes")
    return _judged(answer, found, name)


def _judged(answer: Answer, found: Passage, name: str) -> Told:
    body = [s.text for s in answer.sentences if s.part is Part.BODY]
    shown = {s.text for s in answer.sentences}
    signs = (
        (*found.warning_signs.now, *found.warning_signs.today) if found.section == "help" else ()
    )
    return Told(
        language=found.language,
        level=found.level,
        section=name,
        met=answer.reading.met if answer.reading else None,
        value=answer.reading.value if answer.reading else None,
        words=sum(len(text.split()) for text in body),
        signs_lost=sum(sign not in shown for sign in signs),
    )
