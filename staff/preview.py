"""What patients would be told from a page, section by section, at each level."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chains.compose import EmbeddedComposer
from corpus.desk import Desk
from corpus.passages import passage, passage_id
from corpus.topics import topic_of
from domain.corpus import Topic
from domain.languages import Language, LanguageTag, Level
from settings import Settings
from text.readability import Measured, measure, met, targets
from wiring import build_house


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One section told at one level.

    Attributes:
        met: whether the level is met; None where it cannot be measured.
        target: the level's figure.
    """

    section: str
    heading: str
    level: Level
    lines: tuple[str, ...]
    measured: Measured
    met: bool | None
    target: float | None


def preview(topic: Topic, languages: Mapping[LanguageTag, Language]) -> Iterator[Told]:
    """The embedded answerer's words for every section at every level."""
    composer = EmbeddedComposer(languages=languages)
    for section in topic.sections:
        for level in Level:
            drafts = composer.drafts((passage(topic, section, level, 0.0),))
            lines = tuple(("• " if draft.bullet else "") + draft.text for draft in drafts)
            found = measure(" ".join(draft.text for draft in drafts), topic.language)
            target = targets(topic.language, level)
            yield Told(
                section=passage_id(topic, section),
                heading=section.heading,
                level=level,
                lines=lines,
                measured=found,
                met=met(found, level),
                target=target.value if target else None,
            )


def of_work(settings: Settings, desk: Desk, language: LanguageTag, slug: str) -> Iterator[Told]:
    """The preview of what is worked on.

    Raises:
        KnowledgeError: there is no such page, or it has not the form of one.
    """
    topic = topic_of(desk.work(language, slug).text, desk.draft(language, slug))
    return preview(topic, build_house(settings).languages)
