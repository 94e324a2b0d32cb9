"""What a person says, and what they would like."""

from dataclasses import dataclass, field

from domain.languages import LanguageTag, Level
from domain.verdicts import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Language and level; nothing about health. None: the message's language."""

    language: LanguageTag | None = None
    level: Level = Level.EASY


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An earlier turn: the redacted question, its stand-alone form, where it led."""

    text: str
    query: str
    route: Route
    topic: str | None
    language: LanguageTag
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One message of a patient.

    Attributes:
        text: the raw words; replaced by the redacted ones before anything but
            the danger rules sees them.
        conversation: the conversation's code (also its erase handle).
        number: the turn's number in the conversation, from 1.
        turns: earlier turns, oldest first.
        redacted: whether `text` has been through redaction.
        sticky: a danger state that earlier turns left, until it is over.
    """

    text: str
    conversation: str
    number: int = 1
    preferences: Preferences = field(default_factory=Preferences)
    turns: tuple[Turn, ...] = ()
    redacted: bool = False
    sticky: Route | None = None
