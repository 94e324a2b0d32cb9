"""The question's checks without the answer: what `teachback screen` and the evaluations ask."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from chains.standing import stops
from chains.telling import CALM
from chains.understand import understand
from domain.conversation import Question
from domain.languages import Language, LanguageTag
from domain.verdicts import Verdict
from guardrails.redaction import redact
from guardrails.screening import Screening


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScreen:
    """Danger on the raw words, the rest on the redacted ones, as in the walk."""

    screening: Screening
    languages: Mapping[LanguageTag, Language]

    async def __call__(self, asked: Question, tag: LanguageTag) -> Verdict:
        """The verdict on a question."""
        told = self.screening.danger(asked.text, asked, tag)
        danger = await self.screening.heard(told, asked)
        understood = understand(asked.text, self.languages)
        if stops(danger, understood) or not asked.text.strip():
            return danger
        if understood:  # a command or courtesy: heard by the chat, never judged as a message
            return CALM
        redacted = redact(asked.text).text
        question = replace(asked, text=redacted, redacted=True)
        return danger.joined(await self.screening.question(question, redacted, tag))
