"""Passages into draft sentences by a model; when it fails, the rest is embedded."""

import logging
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace

from openai.types.chat import ChatCompletionMessageParam

from chains.budget import within
from chains.compose import Composer, limit_of
from chains.models import ChatModel
from chains.prompts import prompt
from domain.answers import Draft
from domain.conversation import Question
from domain.corpus import Passage
from domain.errors import ModelFailed
from domain.languages import Language, LanguageTag, Level
from domain.verdicts import Finding
from text.locked import COMPARED
from text.sentences import SentenceGatherer

log = logging.getLogger(__name__)
LEVEL_WORDS = {
    Level.EASY: "very easy, for someone who reads at a fifth-grade level",
    Level.STANDARD: "plain, for someone who reads at an eighth-grade level",
    Level.DETAILED: "detailed but plain, for an interested reader",
}
HELP = "help"
"""The section of warning signs: they are never a model's, and never a machine's translation."""
_MARKERS = re.compile(r"\s*\[\d{1,2}\]")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelComposer:
    """Writes from the passages with a model; behind the same signature as the embedded one."""

    model: ChatModel
    fallback: Composer
    languages: Mapping[LanguageTag, Language]

    async def compose(
        self,
        question: Question,
        passages: tuple[Passage, ...],
        level: Level,
        language: LanguageTag,
    ) -> AsyncIterator[Draft]:
        """See Composer. A stream that fails is continued from the pages' own sentences."""
        words = 0
        limit = limit_of(language)
        if passages[0].section != HELP and _can_write(language, passages):
            given = tuple(p for p in passages if p.language == language or p.section != HELP)
            async for draft in self._written(question, given, level, language):
                words += len(draft.text.split())
                if words > limit:
                    return
                yield draft
        if not words:
            async for draft in self.fallback.compose(question, passages, level, language):
                yield draft

    async def _written(
        self,
        question: Question,
        passages: tuple[Passage, ...],
        level: Level,
        language: LanguageTag,
    ) -> AsyncIterator[Draft]:
        """The model's sentences; after a failure the pages' own."""
        gatherer = SentenceGatherer(language)
        try:
            given = within(passages)
            messages = self._messages(question, given, level, language)
            async for piece in self.model.stream(messages):
                for text in gatherer.feed(piece):
                    yield _draft(text, passages)
            for text in gatherer.flush():
                yield _draft(text, passages)
        except ModelFailed as error:
            log.warning("the model failed (%s); the pages answer", error)
            async for draft in self.fallback.compose(question, passages, level, language):
                yield draft

    def _messages(
        self,
        question: Question,
        passages: tuple[Passage, ...],
        level: Level,
        language: LanguageTag,
    ) -> list[ChatCompletionMessageParam]:
        is_same = passages[0].language == language
        rules = prompt("answer" if is_same else "translate").format(
            language=self.languages[language].name, level=LEVEL_WORDS[level]
        )
        asked = f"<question>\n{fenced(question.text)}\n</question>"
        return [
            {"role": "system", "content": rules},
            {"role": "user", "content": f"{as_data(passages)}\n{asked}"},
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReviser:
    """Asks the model for one sentence again, naming the finding."""

    model: ChatModel
    languages: Mapping[LanguageTag, Language]

    async def revise(
        self, draft: Draft, findings: tuple[Finding, ...], language: LanguageTag
    ) -> Draft | None:
        """See chains.gate.Reviser."""
        rules = prompt("revise").format(
            language=self.languages[language].name,
            findings=", ".join(sorted({finding.guardrail for finding in findings})),
        )
        data = f"{as_data(draft.passages)}\n<sentence>\n{fenced(draft.text)}\n</sentence>"
        try:
            text = await self.model.whole(
                [{"role": "system", "content": rules}, {"role": "user", "content": data}]
            )
        except ModelFailed:
            return None
        return replace(_draft(text, draft.passages), part=draft.part) if text.strip() else None


def _can_write(language: LanguageTag, passages: tuple[Passage, ...]) -> bool:
    """In the pages' own language, or where what was translated can be held against them."""
    pages = {passage.language for passage in passages}
    return pages == {language} or pages | {language} <= COMPARED


def as_data(passages: tuple[Passage, ...]) -> str:
    """Passages fenced as data, numbered as the model may cite them."""
    rows = [f"[{n}] {fenced(passage.text)}" for n, passage in enumerate(passages, start=1)]
    return "<passages>\n" + "\n\n".join(rows) + "\n</passages>"


def fenced(text: str) -> str:
    """Text that cannot close its fence."""
    return text.replace("<", "‹").replace(">", "›")


def _draft(text: str, passages: tuple[Passage, ...]) -> Draft:
    bare = _MARKERS.sub("", text).strip()
    return Draft(text=_BULLET.sub("", bare), passages=passages, bullet=bool(_BULLET.match(bare)))
