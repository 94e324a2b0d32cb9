"""Drafts in, sentences that may be shown out; what is stopped is revised once, else replaced."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from domain.answers import Draft, Part, Sentence
from domain.corpus import Passage
from domain.languages import LanguageTag
from domain.verdicts import Finding, Verdict
from guardrails.grounding import support
from text.sentences import sentences

CheckSentence = Callable[[Draft, LanguageTag], Verdict]


class Reviser(Protocol):
    """Asks for one sentence again, naming what was wrong with it."""

    async def revise(self, draft: Draft, findings: tuple[Finding, ...]) -> Draft | None:
        """A second try, None when there is none to be had."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A sentence that may be shown, with the passages that carry it and what was found."""

    sentence: Sentence
    passages: tuple[Passage, ...]
    findings: tuple[Finding, ...]


@dataclass(kw_only=True)
class Gate:
    """Checks the drafts of one answer. Counts what became of them; lives for one turn."""

    check: CheckSentence
    language: LanguageTag
    reviser: Reviser | None = None
    as_written: int = 0
    mended: int = 0
    dropped: int = 0
    verbatim: int = 0
    said: set[str] = field(default_factory=set[str])
    findings: list[Finding] = field(default_factory=list[Finding])

    async def passed(self, drafts: AsyncIterator[Draft]) -> AsyncIterator[Passed]:
        """The sentences that may be shown, in order."""
        async for draft in drafts:
            passed = await self._one(draft)
            if passed and passed.sentence.text not in self.said:
                self.said.add(passed.sentence.text)
                self.verbatim += draft.verbatim
                yield passed

    @property
    def too_little_left(self) -> bool:
        """Whether more was lost than shown, or nothing is there to show."""
        kept = self.as_written + self.mended
        return not kept or self.dropped > kept

    async def _one(self, draft: Draft) -> Passed | None:
        verdict = self.check(draft, self.language)
        if not verdict.stops or _is_own_warning(draft):
            self.as_written += 1
            return _passed(draft, verdict.findings)
        self.findings += verdict.findings
        for candidate in (await self._revised(draft, verdict), own_sentence(draft)):
            if candidate and not self.check(candidate, self.language).stops:
                self.mended += 1
                return _passed(candidate, verdict.findings)
        self.dropped += 1
        return None

    async def _revised(self, draft: Draft, verdict: Verdict) -> Draft | None:
        if self.reviser is None or draft.verbatim:
            return None
        return await self.reviser.revise(draft, verdict.findings)


def _is_own_warning(draft: Draft) -> bool:
    """A page's own warning sign is never lost: what a check finds in it is only noted."""
    return draft.verbatim and draft.part is Part.WARNING


def own_sentence(draft: Draft) -> Draft | None:
    """The passages' own sentence that shares most words with the draft; None if it is one."""
    if draft.verbatim:
        return None
    wanted = set(draft.text.casefold().split())
    candidates = [
        (len(wanted & set(text.casefold().split())) / max(1, len(text.split())), text, passage)
        for passage in draft.passages
        for text in sentences(passage.text, passage.language)
    ]
    best = max(candidates, key=lambda candidate: candidate[0], default=None)
    if best is None or best[0] < 0.3:
        return None
    return replace(draft, text=best[1].removeprefix("- "), passages=(best[2],), verbatim=True)


def carrying(draft: Draft) -> tuple[Passage, ...]:
    """The passages to cite: of several, the one that carries the sentence best."""
    if len(draft.passages) < 2:
        return draft.passages
    language = draft.passages[0].language
    found = support(draft.text, language, draft.passages)
    return found.passages or (max(draft.passages, key=lambda p: _shared(draft.text, p)),)


def _shared(text: str, passage: Passage) -> int:
    return len(set(text.casefold().split()) & set(passage.text.casefold().split()))


def _passed(draft: Draft, findings: tuple[Finding, ...]) -> Passed:
    sentence = Sentence(
        number=0, text=draft.text, citations=(), part=draft.part, bullet=draft.bullet
    )
    return Passed(sentence=sentence, passages=carrying(draft), findings=findings)
