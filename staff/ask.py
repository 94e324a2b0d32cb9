"""`teachback ask`: the whole path without a browser."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from chains.assistant import Assistant
from domain.answers import Answer, AnswerClosed, Event
from domain.conversation import Preferences, Question, Turn
from domain.languages import LanguageTag, Level
from staff.forms import AskRow, answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Asks rows; rows of one conversation are its turns, in order."""

    assistant: Assistant
    turns: dict[str, tuple[Turn, ...]] = field(default_factory=dict[str, tuple[Turn, ...]])

    async def __call__(self, row: AskRow) -> dict[str, object]:
        """The row's answer."""
        turns = self.turns.get(row.conversation or "", ())
        answer = await self.answer(
            row.text, row.language, row.level, row.conversation or secrets.token_hex(6), turns
        )
        if row.conversation:
            self.turns[row.conversation] = (*turns, answer.turn)
        return answered(row.id, answer)

    async def answer(
        self,
        text: str,
        language: str | None,
        level: Level,
        conversation: str,
        turns: tuple[Turn, ...] = (),
        told: Callable[[Event], None] | None = None,
    ) -> Answer:
        """One answer, whole; `told` hears every event as it happens."""
        question = Question(
            text=text,
            conversation=conversation,
            number=len(turns) + 1,
            preferences=Preferences(
                language=LanguageTag(language) if language else None, level=level
            ),
            turns=turns,
        )
        closed: Answer | None = None
        async for event in self.assistant.answer(question):
            if told:
                told(event)
            if isinstance(event, AnswerClosed):
                closed = event.answer
        if closed is None:
            raise RuntimeError("an answer always closes")
        return closed
