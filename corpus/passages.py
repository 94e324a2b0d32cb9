"""What is searched: the texts that lead to each section of the served topics."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.lexical import folded
from domain.corpus import Passage, Section, Topic
from domain.languages import CountryCode, LanguageTag, Level

LONG_NAME = 6
_LINK = re.compile(r"\[([^\]]{1,200})\]\([^)]{1,200}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A text that leads to a section: a block, a way patients ask for it, an alias.

    Attributes:
        id: of the text.
        text: what is searched.
        section: the passage id.
        is_block: whether it is the section's own text.
    """

    id: str
    text: str
    section: str
    is_block: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The served topics of one language: their leads, and their sections by passage id."""

    language: LanguageTag
    leads: tuple[Lead, ...]
    sections: dict[str, tuple[Topic, Section]]

    @property
    def openings(self) -> frozenset[str]:
        """Passage ids of the sections that pages begin with."""
        topics = {topic.slug: topic for topic, _ in self.sections.values()}
        return frozenset(passage_id(topic, topic.sections[0]) for topic in topics.values())


@dataclass(frozen=True, slots=True)
class Names:
    """Titles and aliases of pages, folded, and the pages that have them."""

    slugs: dict[str, frozenset[str]]

    @classmethod
    def of(cls, topics: Iterable[Topic]) -> "Names":
        """The names of these pages; a name of one letter names nothing."""
        found: dict[str, frozenset[str]] = {}
        for topic in topics:
            for name in filter(_is_name, map(folded, (topic.title, *topic.aliases))):
                found[name] = found.get(name, frozenset()) | {topic.slug}
        return cls(found)

    def in_text(self, text: str) -> frozenset[str]:
        """The pages that a text names.

        A long name or a Korean one may have an ending behind it, a short Latin one stands alone.
        """
        words = f" {folded(text)} "
        return frozenset(
            slug
            for name, slugs in self.slugs.items()
            if (f" {name}" if _takes_endings(name) else f" {name} ") in words
            for slug in slugs
        )


def _is_name(name: str) -> bool:
    return len(name) > 1


def _takes_endings(name: str) -> bool:
    return len(name) >= LONG_NAME or not name.isascii()


def served(topics: Iterable[Topic], *, reviewed_only: bool, today: date) -> tuple[Topic, ...]:
    """The topics that may be cited today: not past their date; reviewed where that is asked."""
    return tuple(
        topic
        for topic in topics
        if topic.review_by >= today and (topic.is_reviewed or not reviewed_only)
    )


def shelves(topics: Iterable[Topic]) -> dict[LanguageTag, Shelf]:
    """One shelf for each language that has a topic."""
    by_language: dict[LanguageTag, list[Topic]] = {}
    for topic in topics:
        by_language.setdefault(topic.language, []).append(topic)
    return {
        tag: Shelf(
            language=tag,
            leads=tuple(lead for topic in group for lead in _leads(topic)),
            sections={
                passage_id(topic, section): (topic, section)
                for topic in group
                for section in topic.sections
            },
        )
        for tag, group in by_language.items()
    }


def passage_id(topic: Topic, section: Section) -> str:
    """`topic#section`, with the country where facts differ."""
    return f"{topic.slug}#{section.id}" + (f"@{section.country}" if section.country else "")


def topic_of(passage_id: str) -> str:
    """The page's slug."""
    return passage_id.partition("#")[0]


def section_of(passage_id: str) -> str:
    """`topic#section`, whatever the country."""
    return passage_id.partition("@")[0]


def passage(topic: Topic, section: Section, level: Level, score: float) -> Passage:
    """The section's block nearest to the level, as a passage."""
    sign = topic.review.clinical
    return Passage(
        topic=topic.slug,
        section=section.id,
        language=topic.language,
        country=section.country,
        title=topic.title,
        heading=section.heading,
        level=level,
        text=without_links(section.block(level)),
        score=score,
        review_by=topic.review_by,
        reviewed_on=sign.on if topic.is_reviewed and sign else None,
        review_status="reviewed" if topic.is_reviewed else "unreviewed",
        warning_signs=topic.warning_signs,
        visit_questions=topic.visit_questions,
    )


def without_links(text: str) -> str:
    """The text with `[words](topic:…)` as its words: an answer stands alone."""
    return _LINK.sub(r"\1", text)


def fits_country(section: Section, country: CountryCode | None) -> bool:
    """Whether a section's facts hold where the site is."""
    return section.country is None or section.country == country


def _leads(topic: Topic) -> Iterable[Lead]:
    for section in topic.sections:
        target = passage_id(topic, section)
        for level, block in section.blocks.items():
            text = f"{topic.title}. {section.heading}. {block}"
            yield Lead(id=f"{target}|{level}", text=text, section=target, is_block=True)
        for number, line in enumerate(section.asked_as):
            yield Lead(id=f"{target}|asked{number}", text=line, section=target)
        yield Lead(id=f"{target}|heading", text=f"{topic.title}: {section.heading}", section=target)
    first = passage_id(topic, topic.sections[0])
    for number, alias in enumerate((topic.title, *topic.aliases)):
        yield Lead(id=f"{first}|alias{number}", text=alias, section=first)
