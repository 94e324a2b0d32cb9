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
    """An earlier turn: the redacted question, its stand-alone form, where it led.

    `topic` is the title of the page it was answered from, `passage` that passage's id.
    `standing` is the danger that stands after it, until the person says it is over.
    """

    text: str
    query: str
    route: Route
    topic: str | None
    language: LanguageTag
    passage: str | None = None
    standing: Route | None = None


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
        passage: the section that was chosen under an answer, by its id; `text` is its name then.
    """

    text: str
    conversation: str
    number: int = 1
    preferences: Preferences = field(default_factory=Preferences)
    turns: tuple[Turn, ...] = ()
    redacted: bool = False
    passage: str | None = None

    @property
    def standing(self) -> Route | None:
        """The danger that earlier turns left standing."""
        return self.turns[-1].standing if self.turns else None
