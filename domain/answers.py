"""Drafts are unchecked; only what is in an Answer may be shown."""

from dataclasses import dataclass
from enum import StrEnum

from domain.conversation import Preferences, Turn
from domain.corpus import Citation, Passage
from domain.languages import LanguageTag, Level
from domain.verdicts import Finding, Outcome, Route


class Part(StrEnum):
    """Which part of an answer a sentence belongs to; doors lay parts out."""

    FIXED = "fixed"  # emergency, crisis, decline, no-topic texts
    KIND = "kind"  # the kind first sentence of a redirect
    BODY = "body"  # what the pages say
    WARNING = "warning"  # lead-in and signs that need care
    CONTACT = "contact"  # who to ask and how
    VISIT = "visit"  # questions for the visit
    NOTE = "note"  # "this page exists in English", "demonstration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One unchecked sentence, with the passages it was written from."""

    text: str
    passages: tuple[Passage, ...]
    part: Part = Part.BODY
    bullet: bool = False
    verbatim: bool = False

    @property
    def is_lead(self) -> bool:
        """Whether it is the house's own lead-in to warning signs, which no passage carries."""
        return self.part is Part.WARNING and self.verbatim and not self.passages


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence that may be shown: checked, or fixed text of the house."""

    number: int
    text: str
    citations: tuple[int, ...] = ()
    part: Part
    bullet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How hard a text measured. `value` None: too short or not graded."""

    measure: str
    value: float | None
    target: float | None
    met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Versions of everything an answer came from (content hashes, short)."""

    app: str
    model: str
    prompts: str
    guardrails: str
    corpus: str
    embedding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A section that stands near what was asked: its name is offered, it can be chosen."""

    passage: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A closed answer: exactly what was shown, and what is known about it.

    `turn` and `preferences` are what the door keeps for the next question; `beside` is what it may
    offer.
    """

    outcome: Outcome
    route: Route
    language: LanguageTag
    level: Level
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    reading: Reading | None
    findings: tuple[Finding, ...]
    timings_ms: dict[str, float]
    record_id: str | None
    provenance: Provenance
    turn: Turn
    preferences: Preferences
    beside: tuple[Beside, ...] = ()

    @property
    def text(self) -> str:
        """The sentences joined, fixed texts included."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class RoomEntered:
    """The walk has come to a room."""

    room: str


@dataclass(frozen=True, slots=True)
class SentenceReleased:
    """A sentence is safe and in the record: show it now."""

    sentence: Sentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class AnswerClosed:
    """The answer is whole."""

    answer: Answer


Event = RoomEntered | SentenceReleased | AnswerClosed
