"""What may go to the assistant as it is, and what gets a kind word at once."""

import logging
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from domain.answers import Sentence
from web.doorway import Door
from web.limiter import Limiter

LONGEST_DANGER = 20_000  # characters of a danger message that the walk is given

logger = logging.getLogger(__name__)


class Entry(StrEnum):
    """How a message is let in."""

    ASK = "ask"  # to the assistant
    URGENT = "urgent"  # to the assistant, before anything else
    SIGNPOST = "signpost"  # the fixed danger text, without the assistant
    EMPTY = "empty"
    ONLY_EMOJI = "only_emoji"
    TOO_LONG = "too_long"
    TOO_FAST = "too_fast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """The gate's word on one message; `sentences` are the danger text, if any."""

    entry: Entry
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Danger rules first; length and rate limits never turn a danger away."""

    door: Door
    limiter: Limiter

    def admit(self, text: str, session: str, address: str) -> Admission:
        """Decide about one message, and count it."""
        danger = self._danger(text)
        if danger == ():
            return Admission(entry=self._calm(text, session, address))
        if danger and not self.limiter.allows_danger(session):
            return Admission(entry=Entry.SIGNPOST, sentences=danger)
        return Admission(entry=Entry.URGENT, sentences=danger or ())

    def _danger(self, text: str) -> tuple[Sentence, ...] | None:
        """The danger text, empty where there is no danger; None where the rules failed."""
        try:
            return self.door.signpost(text)
        except Exception as error:  # noqa: BLE001 a broken rule must not close the way to help
            logger.error("danger rules failed: %s", type(error).__name__)  # noqa: TRY400 no text
            return None

    def _calm(self, text: str, session: str, address: str) -> Entry:
        words = text.strip()
        if not any(unicodedata.category(letter)[0] in "LN" for letter in words):
            return Entry.ONLY_EMOJI if _has_symbols(words) else Entry.EMPTY
        if len(words) > self.door.settings.chat.max_characters:
            return Entry.TOO_LONG
        return Entry.ASK if self.limiter.allows(session, address) else Entry.TOO_FAST


def _has_symbols(text: str) -> bool:
    return any(unicodedata.category(letter).startswith("S") for letter in text)
