"""Shows one answer as it comes: each sentence when it is released."""

from domain.answers import Answer, AnswerClosed, Event, RoomEntered, Sentence, SentenceReleased
from web.layout import page, piece
from web.screen import Screen
from web.words import Words

SLOW_ROOM = "compose"


class Showing:
    """One answer on its way to the screen."""

    def __init__(self, screen: Screen, words: Words) -> None:
        """Nothing is shown until the first event."""
        self._screen = screen
        self._words = words
        self._sentences: list[Sentence] = []
        self.message: str | None = None
        self.answer: Answer | None = None

    async def take(self, event: Event) -> None:
        """Show what an event brings."""
        match event:
            case RoomEntered(room=room):
                if room == SLOW_ROOM and self.message is None:
                    self.message = await self._screen.begin(f"*{self._words.working}*")
            case SentenceReleased(sentence=sentence):
                await self._add(sentence)
            case AnswerClosed(answer=answer):
                self.answer = answer
                await self._settle(answer.sentences)

    async def leave(self) -> None:
        """The answer ends here, unfinished: what was shown stays, the cursor goes."""
        if self.answer is None:
            await self._settle(tuple(self._sentences))

    async def _add(self, sentence: Sentence) -> None:
        previous = self._sentences[-1] if self._sentences else None
        self._sentences.append(sentence)
        text = piece(sentence, previous)
        if self.message is None:
            self.message = await self._screen.begin(text)
        else:
            await self._screen.add(self.message, text, fresh=previous is None)

    async def _settle(self, sentences: tuple[Sentence, ...]) -> None:
        if self.message is None and sentences:
            self.message = await self._screen.begin("")
        if self.message is None:
            return
        if sentences:
            await self._screen.settle(self.message, page(sentences))
        else:
            await self._screen.remove(self.message)
            self.message = None
