"""Passages into draft sentences, without a model: the pages' own words, chosen and ordered."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.answers import Draft, Part
from domain.conversation import Question
from domain.corpus import Passage
from domain.languages import Language, LanguageTag, Level, Texts
from text.sentences import sentences

_LIMIT = {"ko": 110}
_LIMIT_ELSEWHERE = 150
ENOUGH = 3
"""Sentences below which an answer is too short to stand alone."""


def limit_of(language: LanguageTag) -> int:
    """Words (for Korean: eojeol) an answer may have, warning signs not counted."""
    return _LIMIT.get(language, _LIMIT_ELSEWHERE)


class Composer(Protocol):
    """Writes drafts from passages: embedded or by a model, behind one signature."""

    def compose(
        self,
        question: Question,
        passages: tuple[Passage, ...],
        level: Level,
        language: LanguageTag,
    ) -> AsyncIterator[Draft]:
        """Draft sentences in the language, in the order in which they should be read.

        None where the passages are of another language and this composer cannot translate.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedComposer:
    """The best section's block as its authors wrote it; the next one where that is short."""

    languages: Mapping[LanguageTag, Language]

    async def compose(
        self,
        question: Question,
        passages: tuple[Passage, ...],
        level: Level,
        language: LanguageTag,
    ) -> AsyncIterator[Draft]:
        """See Composer. `level` has already chosen the passages' blocks."""
        for draft in self.drafts(tuple(p for p in passages if p.language == language)):
            yield draft

    def drafts(self, passages: tuple[Passage, ...]) -> tuple[Draft, ...]:
        """The drafts of the best passage, and of the next while there are too few."""
        chosen: list[Draft] = []
        for passage in passages[:2]:
            if len(chosen) < ENOUGH:
                chosen += _of(passage, self.languages[passage.language].texts)
        return tuple(_within_limit(chosen))


def _within_limit(drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts up to the limit of words; a warning sign is not counted and never cut."""
    words = 0
    for draft in drafts:
        if draft.part is not Part.WARNING:
            words += len(draft.text.split())
            if words > limit_of(draft.passages[0].language):
                continue
        yield draft


def _of(passage: Passage, texts: Texts) -> list[Draft]:
    """A passage's sentences; a list item stays one draft."""
    if passage.section == "help":
        return _help(passage, texts)
    found: list[Draft] = []
    for line in _paragraphs(passage.text):
        bullet = line.startswith("- ")
        pieces = (line[2:],) if bullet else sentences(line, passage.language)
        found += [_draft(piece, passage, bullet=bullet) for piece in pieces if piece.strip()]
    return found


def _help(passage: Passage, texts: Texts) -> list[Draft]:
    """When to get help: every sign, under the house's own lead-in, which no page carries."""
    signs = passage.warning_signs
    return [
        _draft(text, passage if bullet else None, bullet=bullet, part=Part.WARNING)
        for lead, items in (
            (texts.help_now, signs.now),
            (texts.help_today, signs.today),
            (texts.help_next_visit, signs.next_visit),
        )
        if items
        for text, bullet in ((lead, False), *((item, True) for item in items))
    ]


def _draft(text: str, passage: Passage | None, *, bullet: bool, part: Part = Part.BODY) -> Draft:
    passages = (passage,) if passage else ()
    return Draft(text=text, passages=passages, part=part, bullet=bullet, verbatim=True)


def _paragraphs(block: str) -> list[str]:
    """Lines joined into paragraphs; list items apart."""
    paragraphs: list[str] = []
    joining = False
    for raw in block.splitlines():
        line = raw.strip()
        if joining and line and not line.startswith("- "):
            paragraphs[-1] += f" {line}"
        elif line:
            paragraphs.append(line)
        joining = bool(line)
    return paragraphs
