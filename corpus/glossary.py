"""knowledge/glossary: read, and searched by the words people use."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process

from corpus.toml_files import read_toml
from domain.glossary import Term, Wording
from domain.languages import LanguageTag

MISSPELLED = 82.0
"""From which likeness (rapidfuzz.ratio, 0 to 100) a word is taken for a misspelled name."""
SLIPS = 1
"""Letters (for Korean: jamo) by which a misspelled name may be longer or shorter; "이 발진" ("this
rash") is no misspelling of 발진."""
APART = 4.0
"""By how much the best likeness must beat another term's: "hypotension" is not "hypertension"."""
SHORTEST_MISSPELLED = 5
"""Letters (for Korean: jamo) from which a misspelling is guessed."""

_Kind = Literal[
    "body", "care", "condition", "imaging", "medicine", "number", "procedure", "symptom", "test"
]


class _TermFields(BaseModel):
    """One of the [[terms]]: a table [terms.<language>] for each language."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Wording]  # pyright: ignore[reportIncompatibleVariableOverride]  # pydantic's own way to type extra keys

    id: str
    kind: _Kind
    hard: bool = False


class _GlossaryFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: tuple[_TermFields, ...]


def read_glossary(folder: Path, name: str = "*.toml") -> tuple[Term, ...]:
    """Every term of a folder, by file and place; of one file where it is named.

    Raises:
        KnowledgeError: a file cannot be used; names it and the line.
    """
    files = (read_toml(path, _GlossaryFile) for path in sorted(folder.glob(name)))
    return tuple(_term(fields) for file in files for fields in file.terms)


def _term(fields: _TermFields) -> Term:
    words = {LanguageTag(tag): wording for tag, wording in fields.__pydantic_extra__.items()}
    return Term(id=fields.id, kind=fields.kind, hard=fields.hard, words=words)


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The terms, findable by any of their names in any language."""

    terms: tuple[Term, ...]

    def named(self, words: str, language: LanguageTag) -> Term | None:
        """The term of this name, whose own language's names come first; None: there is none."""
        key = folded(words)
        return next((t for tag in self._order(language) if (t := self._names[tag].get(key))), None)

    def like(self, words: str, language: LanguageTag) -> Term | None:
        """The term whose name is most like these words, for a misspelled one.

        A guess: two medicines may differ in a letter, so whoever shows it says that it is one.

        Returns:
            None where no name is like it, or two terms' names are about as near.
        """
        key = folded(words)
        if len(key) < SHORTEST_MISSPELLED:
            return None
        for tag in self._order(language):
            names = self._names[tag]
            near = [
                (name, score)
                for name, score, _ in process.extract(
                    key, names.keys(), scorer=fuzz.ratio, limit=8, score_cutoff=MISSPELLED
                )
                if abs(len(name) - len(key)) <= SLIPS
            ]
            if near:
                best = names[near[0][0]]
                rivals = (score for name, score in near if names[name] is not best)
                return best if near[0][1] - max(rivals, default=0.0) >= APART else None
        return None

    def with_id(self, term_id: str) -> Term | None:
        """The term with an id."""
        return self._by_id.get(term_id)

    def _order(self, language: LanguageTag) -> Iterable[LanguageTag]:
        return sorted(self._names, key=lambda tag: tag != language)

    @cached_property
    def _by_id(self) -> dict[str, Term]:
        return {term.id: term for term in self.terms}

    @cached_property
    def _names(self) -> Mapping[LanguageTag, dict[str, Term]]:
        """Folded names; a term's own name wins over another's alias."""
        tags = sorted({tag for term in self.terms for tag in term.words})
        names: dict[LanguageTag, dict[str, Term]] = {tag: {} for tag in tags}
        for term in self.terms:
            for tag, wording in term.words.items():
                for alias in wording.aliases:
                    names[tag].setdefault(folded(alias), term)
        for term in self.terms:
            for tag, wording in term.words.items():
                names[tag][folded(wording.term)] = term
        return names


def folded(words: str) -> str:
    """Lower case, letters and figures alone; Hangul as jamo, so that one wrong letter is one."""
    return "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if c.isalnum())
