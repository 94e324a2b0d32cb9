"""A conversation with the whole walk, and what was heard of it."""

from dataclasses import dataclass, field, replace

from chains.answerers import Answerers
from chains.assistant import Assistant
from domain.answers import Answer, AnswerClosed, Event, Part, RoomEntered, SentenceReleased
from domain.conversation import Question


@dataclass(frozen=True, kw_only=True)
class Heard:
    """The events of one answer."""

    events: tuple[Event, ...]

    @property
    def rooms(self) -> list[str]:
        return [event.room for event in self.events if isinstance(event, RoomEntered)]

    @property
    def released(self) -> list[str]:
        return [e.sentence.text for e in self.events if isinstance(e, SentenceReleased)]

    @property
    def text(self) -> str:
        return " ".join(self.released)

    @property
    def answer(self) -> Answer:
        (closed,) = [event for event in self.events if isinstance(event, AnswerClosed)]
        assert closed is self.events[-1]
        return closed.answer

    def part(self, part: Part) -> str:
        """The sentences of one part."""
        return " ".join(s.text for s in self.answer.sentences if s.part is part)


async def hear(assistant: Assistant, asked: Question | str) -> Heard:
    """One message, on its own."""
    question = Question(text=asked, conversation="c") if isinstance(asked, str) else asked
    return Heard(events=tuple([event async for event in assistant.answer(question)]))


@dataclass(kw_only=True)
class Talk:
    """A conversation: each message sees the turns before it."""

    assistant: Assistant
    question: Question = field(default_factory=lambda: Question(text="", conversation="c"))

    async def say(self, text: str, passage: str | None = None) -> "Heard":
        asked = replace(self.question, text=text, redacted=False, passage=passage)
        heard = await hear(self.assistant, asked)
        self.question = replace(
            self.question,
            turns=(*self.question.turns, heard.answer.turn),
            preferences=heard.answer.preferences,
            number=self.question.number + 1,
        )
        return heard


def by_answerers(assistant: Assistant, pair: Answerers) -> Assistant:
    """The walk with another answerer."""
    writing = replace(
        assistant.telling.writing,
        composer=pair.composer,
        embedded=pair.embedded,
        reviser=pair.reviser,
    )
    return replace(assistant, telling=replace(assistant.telling, writing=writing))
