"""What staff write: topics, sections, blocks, and the passages made of them."""

from dataclasses import dataclass
from datetime import date

from domain.languages import CountryCode, LanguageTag, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A named public source. `seen_on` is None when nobody has looked it up."""

    name: str
    url: str
    facts: str
    seen_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One review: by whom, in what role, when, of which text (sha256 of the body)."""

    by: str
    role: str
    on: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The clinical and the language review; None where there was none."""

    clinical: Sign | None
    language: Sign | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of a topic in one language.

    Attributes:
        id: the same in every language.
        country: None, or the one country whose facts it tells.
        blocks: the text at each level it was written for.
        asked_as: ways in which patients ask for it; found by, never shown.
        line: the heading's line in the file, from 1.
    """

    id: str
    heading: str
    country: CountryCode | None
    blocks: dict[Level, str]
    asked_as: tuple[str, ...]
    line: int

    def block(self, level: Level) -> str:
        """The authored text nearest to the level; `easy` falls back to `standard`."""
        for candidate in (level, Level.STANDARD, Level.EASY, Level.DETAILED):
            if candidate in self.blocks:
                return self.blocks[candidate]
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningSigns:
    """When to get help: what needs care now, today, at the next visit."""

    now: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    next_visit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point a good teach-back reply holds, with other ways to say it."""

    text: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerousIdea:
    """A dangerous misunderstanding, and what is kindly said to it."""

    idea: str
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeachBack:
    """A question that checks our explanation."""

    question: str
    points: tuple[Point, ...]
    dangerous: tuple[DangerousIdea, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word to know and its plain meaning."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A page: one subject in one language.

    Attributes:
        text_hash: sha256 over the body.
        compared: language and text hash of the versions that this one was last compared with.
    """

    slug: str
    language: LanguageTag
    title: str
    purpose: str
    owner: str
    sources: tuple[Source, ...]
    review_by: date
    review: Review
    aliases: tuple[str, ...]
    codes: tuple[str, ...]
    sections: tuple[Section, ...]
    warning_signs: WarningSigns
    visit_questions: tuple[str, ...]
    teach_back: tuple[TeachBack, ...]
    words: tuple[Word, ...]
    path: str
    text_hash: str
    compared: tuple[tuple[str, str], ...] = ()

    @property
    def is_reviewed(self) -> bool:
        """Whether both reviews are bound to the text as it stands."""
        signs = (self.review.clinical, self.review.language)
        return all(sign is not None and sign.text == self.text_hash for sign in signs)

    def section(self, section_id: str) -> Section | None:
        """The section with this id, the first where countries differ."""
        return next((s for s in self.sections if s.id == section_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A retrieved piece: one section's block at one level.

    Attributes:
        text: the authored block, verbatim.
        score: the retriever's fused score; comparable within one query only.
        warning_signs: the topic's, carried along so that no answer loses them.
    """

    topic: str
    section: str
    language: LanguageTag
    country: CountryCode | None
    title: str
    heading: str
    level: Level
    text: str
    score: float
    review_by: date
    reviewed_on: date | None
    review_status: str
    warning_signs: WarningSigns
    visit_questions: tuple[str, ...]

    @property
    def id(self) -> str:
        """`topic#section`, with the country where facts differ."""
        return f"{self.topic}#{self.section}" + (f"@{self.country}" if self.country else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A numbered pointer from a sentence to the passage that carries it."""

    marker: int
    topic: str
    section: str
    title: str
    heading: str
    country: CountryCode | None
    reviewed_on: date | None
    review_status: str
    text: str
