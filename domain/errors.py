"""The one tree of exceptions.

TeachbackError
├── SettingsError      a wrong setting; the message names it, in one line
├── KnowledgeError     a file under knowledge/ or the site directory that cannot be used
├── Conflict           a page was saved by somebody else meanwhile
├── NotAllowed         who asks may not do this, or not yet
├── IndexUnusable      the index cannot be opened or answers wrongly; it is rebuilt
├── EmbeddingFailed    the embedder gave no vectors
├── ModelFailed        the model endpoint was unreachable, slow, cut off or wrong
├── CheckFailed        a guardrail raised or ran over its budget
└── RecordFailed       the record could not be written: nothing more may be shown
    └── RecordTampered an entry does not follow from the one before

A blocked answer is not here: that is a value (`Verdict`), never an exception.
"""

from domain.phrases import Phrase, phrase


class TeachbackError(Exception):
    """Any failure this project names itself."""

    def __str__(self) -> str:
        """What it says; a `Phrase` where it was made of one, so that doors can tell it."""
        said = self.args[0] if self.args else ""
        return said if isinstance(said, Phrase) else super().__str__()


class SettingsError(TeachbackError):
    """A setting is wrong. The message is one line and names the setting."""


class KnowledgeError(TeachbackError):
    """A file that people write cannot be used; says where and what to do."""

    def __init__(self, path: str, line: int, problem: str, mend: str) -> None:
        """Keep place, problem and mend apart, so that doors can lay them out.

        Problem and mend are a `Phrase` each, where staff may meet them in their language.
        """
        super().__init__(
            phrase(
                "{path}:{line} {problem}; {mend}", path=path, line=line, problem=problem, mend=mend
            )
        )
        self.path = path
        self.line = line
        self.problem = problem
        self.mend = mend


class Conflict(TeachbackError):
    """A page was saved by somebody else meanwhile; nothing was overwritten."""


class NotAllowed(TeachbackError):
    """Who asks may not do this, or not yet; the message says why."""


class IndexUnusable(TeachbackError):
    """The index cannot be opened or fails its self-test."""


class EmbeddingFailed(TeachbackError):
    """The embedder gave no vectors."""


class ModelFailed(TeachbackError):
    """The model endpoint was unreachable, slow, cut off, or answered nonsense."""


class CheckFailed(TeachbackError):
    """A guardrail raised or ran over its time budget."""


class RecordFailed(TeachbackError):
    """The record could not be written; nothing more may be shown."""


class RecordTampered(RecordFailed):
    """An entry does not follow from the one before it."""

    def __init__(self, writer: str, seq: int, problem: str) -> None:
        """Name the first bad entry: its chain and its place in the chain."""
        super().__init__(f"entry {seq} of chain {writer}: {problem}")
        self.writer = writer
        self.seq = seq
