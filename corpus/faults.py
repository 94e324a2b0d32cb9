"""One thing that is wrong with a file, and what to do about it."""

from dataclasses import dataclass, replace

from corpus.telling import told
from domain.corpus import Section, Topic
from domain.errors import KnowledgeError
from domain.languages import Level
from domain.phrases import Phrase, phrase

LEVELS = {
    Level.EASY: phrase("easy"),
    Level.STANDARD: phrase("standard"),
    Level.DETAILED: phrase("detailed"),
}
"""What the levels are called in what is said of a block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault or a warning.

    Attributes:
        problem: what is wrong; a `Phrase`, so that it can be told in a language.
        mend: what to do about it; a `Phrase`, too.
        is_grave: it must be mended before the page may be served.
    """

    path: str
    line: int
    rule: str
    problem: str
    mend: str
    is_grave: bool = True

    @classmethod
    def of(cls, error: KnowledgeError) -> "Fault":
        """A file that could not be read."""
        return cls(
            path=error.path, line=error.line, rule="form", problem=error.problem, mend=error.mend
        )

    def told(self, language: str) -> "Fault":
        """The fault with problem and mend in a language."""
        problem, mend = told(self.problem, language), told(self.mend, language)
        return replace(self, problem=problem, mend=mend)

    def as_row(self) -> dict[str, object]:
        """For machines."""
        return {
            "path": self.path,
            "line": self.line,
            "rule": self.rule,
            "problem": self.problem,
            "mend": self.mend,
            "grave": self.is_grave,
        }


def page_fault(
    topic: Topic, line: int, rule: str, problem: Phrase, mend: Phrase, *, is_grave: bool = True
) -> Fault:
    """A fault of a page, at a line of its file."""
    return Fault(
        path=topic.path, line=line, rule=rule, problem=problem, mend=mend, is_grave=is_grave
    )


def section_fault(
    topic: Topic,
    section: Section,
    rule: str,
    problem: Phrase,
    mend: Phrase,
    *,
    is_grave: bool = True,
) -> Fault:
    """A fault of one section."""
    placed = phrase("{{#{section}}} {problem}", section=section.id, problem=problem)
    return page_fault(topic, section.line, rule, placed, mend, is_grave=is_grave)
