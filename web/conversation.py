"""One person's conversation: what is heard, in which order it is answered."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from dataclasses import replace

from domain.conversation import Question
from domain.languages import LanguageTag
from web.cards import answer_buttons, answer_card
from web.doorway import Door, Doorway
from web.gate import LONGEST_DANGER, Admission, Entry, Gate
from web.layout import page
from web.memory import Asked, Memory
from web.screen import Screen
from web.showing import Showing
from web.words import Words

WAITING = 3  # questions that may wait behind the one being answered

logger = logging.getLogger(__name__)


class Conversation:
    """Hears messages and has them answered, one at a time."""

    def __init__(
        self,
        *,
        doorway: Doorway,
        door: Door,
        gate: Gate,
        screen: Screen,
        memory: Memory,
        session: str,
        address: str,
    ) -> None:
        """Take the house, this person's screen, and who they are to the limiter."""
        self.door = door
        self.screen = screen
        self.memory = memory
        self.welcome: str | None = None
        self._doorway = doorway
        self._gate = gate
        self._session = session
        self._address = address
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._walk: asyncio.Task[None] | None = None

    @property
    def words(self) -> Words:
        """The chat's words in the language it now speaks with this person."""
        return self.words_in(self.memory.tongue)

    def words_in(self, language: LanguageTag) -> Words:
        """The chat's words in a language."""
        return self._doorway.words(language)

    def tags(self) -> tuple[LanguageTag, ...]:
        """The languages a person can choose."""
        return self._doorway.tags()

    def phrase(self, template: str) -> str:
        """A sentence of the chat with this house's number, name and limits filled in."""
        settings = self.door.settings
        return template.format(
            emergency=self.door.emergency(self.memory.tongue),
            site=self.door.site or self.words.site_default,
            days=settings.audit.text_days,
            limit=settings.chat.max_characters,
            code=self.memory.code,
        )

    def admit(self, text: str) -> Admission:
        """The gate's word on a message; counts it."""
        return self._gate.admit(text, self._session, self._address)

    async def hear(self, text: str, admission: Admission) -> None:
        """Answer a message, or say kindly why not."""
        match admission.entry:
            case Entry.ASK:
                await self.ask(lambda: self.memory.question(text))
            case Entry.URGENT:
                self.interrupt()
                await self.ask(lambda: self.memory.question(text[:LONGEST_DANGER]), urgent=True)
            case Entry.SIGNPOST:
                await self.screen.say(page(admission.sentences))
            case refused:
                await self.screen.say(self.phrase(getattr(self.words, refused.value)))

    async def ask(self, question: Callable[[], Question], *, urgent: bool = False) -> None:
        """Answer a question when its turn comes; danger does not wait its turn.

        The question is made when its turn comes: by then more has been said.
        """
        if self._waiting >= WAITING and not urgent:
            await self.screen.say(self.phrase(self.words.too_fast))
            return
        note = await self._ask_to_wait(urgent=urgent)
        self._waiting += 1
        try:
            async with self._turn:
                if note:
                    await self.screen.remove(note)
                await self._answer(question())
        finally:
            self._waiting -= 1
            if not self._waiting:
                await self.screen.busy(False)

    def interrupt(self) -> bool:
        """Stop the answer on its way, if there is one."""
        walk = self._walk
        return walk is not None and not walk.done() and walk.cancel()

    async def stop(self) -> None:
        """The person pressed stop."""
        if self.interrupt():
            await self.screen.say(self.words.stopped)

    async def resend(self) -> None:
        """The person is back after a lost connection: show everything again."""
        await self.screen.resend()
        if self._turn.locked():
            await self.screen.busy(True)

    async def _ask_to_wait(self, *, urgent: bool) -> str | None:
        if not self._turn.locked() or urgent:
            return None
        return await self.screen.say(self.words.busy)

    async def _answer(self, question: Question) -> None:
        """Walk in a task of its own, so that stopping it stops nothing else."""
        self.memory = self.memory.heard(question)
        await self.screen.busy(True)
        self._walk = asyncio.ensure_future(self._follow(question))
        try:
            await asyncio.wait({self._walk})
        finally:
            self._walk.cancel()
        if not self._walk.cancelled() and (error := self._walk.exception()):
            raise error

    async def _follow(self, question: Question) -> None:
        showing = Showing(self.screen, self.words)
        events = self.door.assistant.answer(question)
        try:
            async for event in events:
                await showing.take(event)
        finally:
            if isinstance(events, AsyncGenerator):
                await events.aclose()
            await showing.leave()
        await self._close(question, showing)

    async def _close(self, question: Question, showing: Showing) -> None:
        answer = showing.answer
        if answer is None or showing.message is None:
            logger.error("an answer ended without a closing event or a sentence")
            await self.screen.say(self.phrase(self.words.error))
            return
        self._speak_like(answer.language)
        words = self.words
        card = answer_card(answer, words, mode=self.door.settings.mode, code=self.memory.code)
        await self.screen.dress(showing.message, card=card, buttons=answer_buttons(answer, words))
        asked = Asked(question=question, answer=answer, message=showing.message)
        self.memory = self.memory.answered(asked)

    def _speak_like(self, language: LanguageTag) -> None:
        """Without a chosen language the chat speaks the language of the answers."""
        if self.memory.preferences.language is None and language in self.tags():
            self.memory = replace(self.memory, tongue=language)
