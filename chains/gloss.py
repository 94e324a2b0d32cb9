"""The plain word beside a hard one, the first time an answer uses it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from domain.glossary import Term, Wording
from domain.languages import KOREAN, LanguageTag
from text.words import words

_ENDS = {KOREAN: r"(?:들)?"}
_ENDS_ELSEWHERE = r"(?:s|es)?"
"""What a term may end in before the bracket: its plural."""


_ARTICLE = re.compile(r"^(?:an?|the) ")
_WORD = re.compile(r"\w+")
_NEVER = r"(?!)"


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

        def told(found: re.Match[str]) -> str:
            wording = self.wordings[found["term"].casefold()]
            if wording.term in explained:
                return found[0]
            explained.add(wording.term)
            is_told = _in_brackets(text, found.start()) or self._says(text, wording)
            return found[0] if is_told else f"{found[0]}{self._bracket(wording)}"

        return self._pattern.sub(told, text)

    def _says(self, text: str, wording: Wording) -> bool:
        """Whether the sentence explains the word itself: it holds half of the plain words."""
        length, least = (2, 2) if self.language == KOREAN else (5, 4)
        stems = {word[:length] for word in _WORD.findall(wording.plain.casefold())}
        stems = {stem for stem in stems if len(stem) >= min(least, length)}
        said = {word[:length] for word in _WORD.findall(text.casefold())}
        own = {word[:length] for word in _WORD.findall(wording.term.casefold())}
        return bool(stems) and len(stems & (said - own)) * 2 >= len(stems)

    def in_words(self, text: str) -> set[str]:
        """The hard terms that a title names: its page explains them itself."""
        return {
            self.wordings[found["term"].casefold()].term for found in self._pattern.finditer(text)
        }

    def _bracket(self, wording: Wording) -> str:
        plain = _ARTICLE.sub("", wording.plain)  # beside "opioids", "a painkiller" jars
        return f"({plain})" if self.language == KOREAN else f" ({plain})"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """A whole word that no bracket follows; in Korean a particle may."""
        longest_first = sorted(map(re.escape, self.wordings), key=len, reverse=True)
        ends = _ENDS.get(self.language, _ENDS_ELSEWHERE)
        particles = "|".join(words(self.language).reading.particles.split())
        after = rf"(?:{particles})?(?!\w)" if particles else r"(?!\w)"
        term = "|".join(longest_first) or _NEVER
        return re.compile(rf"(?<!\w)(?P<term>{term}){ends}(?={after})(?!\s*\()", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Explaining:
    """The glosses of one answer, while it lasts: each term once, and no word over the limit.

    Attributes:
        spare: words by which the answer may still grow.
        explained: terms that need no more explaining.
    """

    glosses: Glosses
    spare: int
    explained: set[str]

    def __call__(self, text: str) -> str:
        """The sentence with its hard words explained, where that still fits."""
        explained = set(self.explained)
        told = self.glosses.beside(text, explained)
        grown = len(told.split()) - len(text.split())
        if grown > self.spare:
            return text
        self.spare -= grown
        self.explained = explained
        return told


@dataclass(frozen=True, kw_only=True)
class Glossing:
    """Every language's hard terms."""

    terms: tuple[Term, ...]

    def begin(self, language: LanguageTag, title: str, spare: int) -> Explaining:
        """An answer from the page of this title."""
        glosses = self.of(language)
        return Explaining(glosses=glosses, spare=spare, explained=glosses.in_words(title))

    def of(self, language: LanguageTag) -> Glosses:
        """A language's; none where it has no terms."""
        return self._glosses.get(language) or Glosses(language=language, wordings={})

    @cached_property
    def _glosses(self) -> dict[LanguageTag, Glosses]:
        tags = {tag for term in self.terms for tag in term.words}
        hard = [term for term in self.terms if term.hard]
        return {tag: Glosses(language=tag, wordings=_by_term(hard, tag)) for tag in tags}


def _by_term(terms: Iterable[Term], tag: LanguageTag) -> dict[str, Wording]:
    return {term.words[tag].term.casefold(): term.words[tag] for term in terms if tag in term.words}


def _in_brackets(text: str, place: int) -> bool:
    """Whether a place stands in brackets: there a word explains the one before."""
    return text.count("(", 0, place) > text.count(")", 0, place)
