"""The record: one table of entries, chained by hashes over the stored bytes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.answers import Answer, Sentence
from domain.conversation import Question
from domain.corpus import Citation, Passage
from domain.languages import LanguageTag
from domain.verdicts import Finding, Verdict


class EntryKind(StrEnum):
    """What an entry tells."""

    OPENED = "opened"
    RELEASED = "released"
    CLOSED = "closed"
    ABANDONED = "abandoned"
    FEEDBACK = "feedback"
    LOOKED = "looked"  # somebody read the record
    ERASED = "erased"  # a conversation's key was destroyed
    ANCHOR = "anchor"  # joins this writer's chain to the others
    PURGING = "purging"  # that a purge would be done
    PURGED = "purged"  # the statement that stands for a purged beginning of a chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One stored row, the `seq`-th of its writer's chain.

    Attributes:
        turn: the turn's id; empty for entries about no turn.
        conversation: the conversation's code, which names its key.
        at: ISO 8601, UTC.
        header: JSON without a word of the patient.
        ciphertext: the rest, locked with the conversation's key; may be empty.
        prev, hash: HMAC-SHA256 under the record's key; see audit.chain.
    """

    writer: str
    seq: int
    turn: str
    conversation: str
    kind: str
    at: str
    header: bytes
    ciphertext: bytes
    prev: bytes
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is known when a turn opens: the redacted question and its verdict."""

    question: Question
    query: str
    language: LanguageTag
    verdict: Verdict
    passages: tuple[Passage, ...]


class TurnRecord(Protocol):
    """One open turn of the record."""

    @property
    def id(self) -> str:
        """The turn's id, shown as `record_id`."""
        ...

    async def release(
        self, sentence: Sentence, citations: tuple[Citation, ...], findings: tuple[Finding, ...]
    ) -> None:
        """Write one sentence; only then may it be shown.

        Raises:
            RecordFailed: it was not written.
        """
        ...

    async def close(self, answer: Answer) -> None:
        """Write outcome and totals.

        Raises:
            RecordFailed: it was not written.
        """
        ...


class Recorder(Protocol):
    """Opens turns of the record."""

    async def open(self, opening: Opening) -> TurnRecord:
        """Start a turn.

        Raises:
            RecordFailed: it was not written.
        """
        ...
