"""Drafts in, sentences that may be shown out; what is stopped is revised once, else replaced."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from domain.answers import Draft, Part, Sentence
from domain.corpus import Passage
from domain.languages import LanguageTag
from domain.verdicts import Finding, Verdict
from guardrails.grounding import Support, support
from text.sentences import sentences

CheckSentence = Callable[[Draft, LanguageTag], Verdict]
Supported = Callable[[str, LanguageTag, tuple[Passage, ...]], Support]


class Reviser(Protocol):
    """Asks for one sentence again, naming what was wrong with it."""

    async def revise(
        self, draft: Draft, findings: tuple[Finding, ...], language: LanguageTag
    ) -> Draft | None:
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
    """Checks the drafts of one answer. Counts what became of them; lives for one turn.

    Attributes:
        supported: which passage of another language carries a sentence.
    """

    check: CheckSentence
    language: LanguageTag
    supported: Supported = support
    reviser: Reviser | None = None
    as_written: int = 0
    mended: int = 0
    dropped: int = 0
    replaced: int = 0
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
        return self.is_empty or self.dropped > self.as_written + self.mended

    def give_way(self) -> None:
        """Another composer goes on: what the first one lost is not missing any more."""
        self.replaced += self.dropped
        self.dropped = 0

    @property
    def is_changed(self) -> bool:
        """Whether anything was said otherwise than it was drafted."""
        return bool(self.mended or self.dropped or self.replaced)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there to show."""
        return not self.as_written + self.mended

    async def _one(self, draft: Draft) -> Passed | None:
        verdict = self.check(draft, self.language)
        if not verdict.stops or _is_own_warning(draft):
            self.as_written += 1
            return self._passed(draft, verdict.findings)
        self.findings += verdict.findings
        own = own_sentence(draft, self.language)
        for candidate in (await self._revised(draft, verdict), own):
            if candidate and not self.check(candidate, self.language).stops:
                self.mended += 1
                return self._passed(candidate, verdict.findings)
        self.dropped += 1
        return None

    def _passed(self, draft: Draft, findings: tuple[Finding, ...]) -> Passed:
        sentence = Sentence(
            number=0, text=draft.text, citations=(), part=draft.part, bullet=draft.bullet
        )
        passages = carrying(draft, self.language, self.supported)
        return Passed(sentence=sentence, passages=passages, findings=findings)

    async def _revised(self, draft: Draft, verdict: Verdict) -> Draft | None:
        if self.reviser is None or draft.verbatim:
            return None
        return await self.reviser.revise(draft, verdict.findings, self.language)


def _is_own_warning(draft: Draft) -> bool:
    """A page's own warning sign is never lost: what a check finds in it is only noted."""
    return draft.verbatim and draft.part is Part.WARNING


def own_sentence(draft: Draft, language: LanguageTag) -> Draft | None:
    """The passages' own sentence that shares most words with the draft; None if it is one.

    None, too, where the pages are of another language than the answer.
    """
    if draft.verbatim:
        return None
    wanted = set(draft.text.casefold().split())
    candidates = [
        (len(wanted & set(text.casefold().split())) / max(1, len(text.split())), text, passage)
        for passage in draft.passages
        if passage.language == language
        for text in sentences(passage.text, passage.language)
    ]
    best = max(candidates, key=lambda candidate: candidate[0], default=None)
    if best is None or best[0] < 0.3:
        return None
    return replace(draft, text=best[1].removeprefix("- "), passages=(best[2],), verbatim=True)


def carrying(
    draft: Draft, language: LanguageTag, supported: Supported = support
) -> tuple[Passage, ...]:
    """The passages to cite: of several, the one that carries the sentence best."""
    if len(draft.passages) < 2:
        return draft.passages
    is_same = draft.passages[0].language == language
    found = (support if is_same else supported)(draft.text, language, draft.passages)
    return found.passages or (max(draft.passages, key=lambda p: _shared(draft.text, p)),)


def _shared(text: str, passage: Passage) -> int:
    return len(set(text.casefold().split()) & set(passage.text.casefold().split()))
