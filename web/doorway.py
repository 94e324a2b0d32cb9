"""What the chat needs from the house, and the one place where it is handed over."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Protocol

from domain.answers import Event, Sentence
from domain.conversation import Question
from domain.languages import ENGLISH, Language, LanguageTag
from settings import Settings
from web.words import Words

logger = logging.getLogger(__name__)


class Answers(Protocol):
    """The walk from a question to an answer. Never raises."""

    def answer(self, asked: Question, /) -> AsyncIterator[Event]:
        """Yield rooms entered, sentences released, and last the closed answer."""
        ...


class Door(Protocol):
    """The house as the chat sees it; wiring builds it."""

    @property
    def assistant(self) -> Answers:
        """Who answers."""
        ...

    @property
    def languages(self) -> Mapping[LanguageTag, Language]:
        """Every language; those of full tier have the chat's words."""
        ...

    @property
    def settings(self) -> Settings:
        """The settings of this process."""
        ...

    @property
    def site(self) -> str:
        """The name of the hospital or clinic; empty where none was set."""
        ...

    def emergency(self, language: LanguageTag) -> str:
        """The emergency number to show: digits, or the words for "your local number"."""
        ...

    def signpost(self, text: str) -> tuple[Sentence, ...]:
        """The fixed text for a danger in `text`; empty if the rules see none."""
        ...

    async def erase(self, conversation: str) -> None:
        """Destroy the conversation's key: its words can never be read again.

        Raises:
            RecordFailed: it was not erased.
        """
        ...

    async def feedback(
        self, conversation: str, record_id: str | None, kind: str, text: str
    ) -> None:
        """Keep feedback on an answer; `text` is redacted before it is stored.

        Raises:
            RecordFailed: it was not written.
        """
        ...

    async def state(self) -> Mapping[str, str]:
        """How index, record and model are, for `/ready`; `ok` where all is well."""
        ...


class Doorway:
    """Holds the door once it is open; until then, whoever needs it waits."""

    def __init__(self) -> None:
        self._door: Door | None = None
        self._words: dict[LanguageTag, Words] = {}
        self._opening: asyncio.Task[Door] | None = None

    @property
    def door(self) -> Door | None:
        """The door, or None while it is still being opened."""
        return self._door

    @property
    def failed(self) -> bool:
        """Whether opening was tried and did not succeed."""
        task = self._opening
        return task is not None and task.done() and self._door is None

    @property
    def begun(self) -> bool:
        """Whether somebody has begun to open the door."""
        return self._opening is not None

    def begin(self, opening: Callable[[], Awaitable[Door]]) -> None:
        """Start opening in the background of the running loop."""
        self._door = None
        self._opening = asyncio.ensure_future(self._enter(opening))

    async def opened(self) -> Door:
        """The door, as soon as it is open.

        Raises:
            Exception: whatever kept it from opening.
        """
        if self._door is not None:
            return self._door
        if self._opening is None:
            raise RuntimeError("nobody has begun to open the door")
        return await asyncio.shield(self._opening)

    def words(self, language: LanguageTag) -> Words:
        """The chat's words in a language, English where there are none."""
        return self._words.get(language) or self._words[ENGLISH]

    def tags(self) -> tuple[LanguageTag, ...]:
        """The languages in which the chat can speak."""
        return tuple(self._words)

    async def _enter(self, opening: Callable[[], Awaitable[Door]]) -> Door:
        try:
            door = await opening()
            self._words = {tag: Words.of(one) for tag, one in door.languages.items() if one.chat}
        except Exception:
            logger.exception("the door does not open")  # nobody has said a word yet
            raise
        self._door = door
        return door


doorway = Doorway()
