"""The plain word beside a hard one, the first time an answer uses it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from domain.glossary import Term, Wording
from domain.languages import KOREAN, LanguageTag
from text.words import words

_ENDS = {KOREAN: r"(?:들)?"}
_ENDS_ELSEWHERE = r"(?:s|es)?"
"""What a term may end in before the bracket: its plural."""


@dataclass(frozen=True, kw_only=True)
class Glosses:
    """The hard terms of one language. Nothing is taken from a sentence, only put in."""

    language: LanguageTag
    wordings: Mapping[str, Wording]

    def beside(self, text: str, explained: set[str]) -> str:
        """The sentence, each hard term of it explained in brackets unless it was before.

        Args:
            text: a sentence that may be shown.
            explained: terms of this answer that need no more explaining; grows.
        """
        if not self.wordings:
            return text
        lower = text.casefold()

        def told(found: re.Match[str]) -> str:
            wording = self.wordings[found["term"].casefold()]
            if wording.term in explained:
                return found[0]
            explained.add(wording.term)
            is_plain = wording.plain.casefold() in lower
            return found[0] if is_plain else f"{found[0]}{self._bracket(wording)}"

        return self._pattern.sub(told, text)

    def in_words(self, text: str) -> set[str]:
        """The hard terms that a title names: its page explains them itself."""
        return {
            self.wordings[found["term"].casefold()].term for found in self._pattern.finditer(text)
        }

    def _bracket(self, wording: Wording) -> str:
        return f"({wording.plain})" if self.language == KOREAN else f" ({wording.plain})"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """A whole word that no bracket follows; in Korean a particle may."""
        longest_first = sorted(map(re.escape, self.wordings), key=len, reverse=True)
        ends = _ENDS.get(self.language, _ENDS_ELSEWHERE)
        particles = "|".join(words(self.language).reading.particles.split())
        after = rf"(?:{particles})?(?!\w)" if particles else r"(?!\w)"
        term = "|".join(longest_first)
        return re.compile(rf"(?<!\w)(?P<term>{term}){ends}(?={after})(?!\s*\()", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Glossing:
    """Every language's hard terms."""

    terms: tuple[Term, ...]
    _of: dict[LanguageTag, Glosses] = field(default_factory=dict[LanguageTag, Glosses])

    def of(self, language: LanguageTag) -> Glosses:
        """A language's."""
        if language not in self._of:
            hard = (term.words.get(language) for term in self.terms if term.hard)
            self._of[language] = Glosses(language=language, wordings=_by_term(hard))
        return self._of[language]


def _by_term(wordings: Iterable[Wording | None]) -> dict[str, Wording]:
    return {wording.term.casefold(): wording for wording in wordings if wording}
