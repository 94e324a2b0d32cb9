"""Every section at every level, told through the walk from `compose` to `close record`."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.house import House
from corpus.passages import passage, passage_id
from domain.answers import Answer, Part
from domain.corpus import Passage
from domain.languages import LanguageTag, Level
from evals.walk import assistant_to_measure, told


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
    with assistant_to_measure() as (house, assistant):
        return [
            _judged(await told(assistant.telling, found), found, name)
            for found, name in _passages(house)
        ]


def _passages(house: House) -> Iterator[tuple[Passage, str]]:
    for topic in house.topics:
        for section in topic.sections:
            for level in Level:
                yield passage(topic, section, level, 0.0), passage_id(topic, section)


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
