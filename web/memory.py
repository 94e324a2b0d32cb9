"""What the chat remembers of one conversation, until it ends."""

from dataclasses import dataclass, field, replace

from domain.answers import Answer, Beside
from domain.conversation import Preferences, Question, Turn
from domain.languages import LanguageTag, Level
from web.codes import new_code

TURNS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The newest question and its answer, so that it can be asked again."""

    question: Question
    answer: Answer
    message: str | None

    @property
    def topic(self) -> str:
        """The title of the first page the answer came from; empty if there is none."""
        return self.answer.citations[0].title if self.answer.citations else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """One conversation. Nothing of it is written down here.

    Attributes:
        asked: the newest questions with their answers, oldest first.
        code: the conversation's code, also its erase handle.
        tongue: the language in which the chat itself speaks.
        feedback_on: the record whose "told something different" waits for words.
    """

    tongue: LanguageTag
    code: str
    number: int = 0
    turns: tuple[Turn, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    asked: tuple[Asked, ...] = ()
    feedback_on: Asked | None = None

    @classmethod
    def fresh(cls, tongue: LanguageTag, preferences: Preferences | None = None) -> "Memory":
        """A new conversation with a new code."""
        return cls(tongue=tongue, code=new_code(), preferences=preferences or Preferences())

    def under(self, message: str | None) -> Asked | None:
        """What was asked and answered in a message; None if that is too long ago."""
        return next((one for one in self.asked if one.message == message), None)

    def question(self, text: str) -> Question:
        """The next question of this conversation."""
        return Question(
            text=text,
            conversation=self.code,
            number=self.number + 1,
            preferences=self.preferences,
            turns=self.turns,
        )

    def again(self, asked: Asked, level: Level) -> Question:
        """The same question once more, at another level; a danger that stands now stands for it."""
        now = self.question(asked.question.text)
        return replace(
            now if now.standing else asked.question,
            number=now.number,
            preferences=replace(self.preferences, level=level),
        )

    def beside(self, asked: Asked, chosen: Beside) -> Question:
        """The section that was chosen under an answer, in that answer's language."""
        language = asked.answer.language
        return replace(
            self.question(chosen.label),
            passage=chosen.passage,
            preferences=replace(self.preferences, language=language),
        )

    def heard(self, question: Question) -> "Memory":
        """The memory with a question's number used up."""
        return replace(self, number=max(self.number, question.number))

    def answered(self, asked: Asked) -> "Memory":
        """The memory after an answer: its turn, and what a command changed."""
        answer, question = asked.answer, asked.question
        commanded = answer.preferences != question.preferences
        return replace(
            self,
            turns=(*question.turns, answer.turn)[-TURNS:],
            preferences=answer.preferences if commanded else self.preferences,
            asked=(*self.asked, asked)[-TURNS:],
        )
