"""Gives out sentences: numbered, cited, and in the record before they are shown."""

import asyncio
from dataclasses import dataclass, field, replace

from chains.numbers import Numbers
from chains.trace import Trace
from domain.answers import Answer, Beside, Part, Provenance, Reading, Sentence, SentenceReleased
from domain.conversation import Preferences, Question, Turn
from domain.corpus import Citation, Passage
from domain.errors import RecordFailed
from domain.languages import LanguageTag, Level
from domain.records import Opening, Recorder, TurnRecord
from domain.verdicts import Finding, Outcome, Route, Verdict

PATIENCE_S = 5.0
"""How long an answer waits for the record."""


@dataclass(kw_only=True)
class Delivery:
    """One answer on its way: what it is about, and what was released so far.

    The one thing of the walk that changes; it lives for one turn.

    Attributes:
        question: raw until the room `redact`, redacted from there on.
        query: the stand-alone words.
        must_record: False for danger texts, which are shown whatever fails.
    """

    question: Question
    language: LanguageTag
    level: Level
    numbers: Numbers
    trace: Trace
    query: str = ""
    record: TurnRecord | None = None
    must_record: bool = True
    sentences: list[Sentence] = field(default_factory=list[Sentence])
    citations: dict[str, Citation] = field(default_factory=dict[str, Citation])
    findings: list[Finding] = field(default_factory=list[Finding])

    @property
    def subject(self) -> Question:
        """The question as it stands alone: what is answered, where the message leans on another."""
        return replace(self.question, text=self.query or self.question.text)

    def prefer(self, preferences: Preferences) -> None:
        """Go on in the language and at the level now preferred."""
        self.question = replace(self.question, preferences=preferences)
        self.language = preferences.language or self.language
        self.level = preferences.level

    async def open(
        self, recorder: Recorder, verdict: Verdict, passages: tuple[Passage, ...] = ()
    ) -> None:
        """Open the turn's record; only danger texts go on without one.

        Raises:
            RecordFailed: it could not be opened, and must have been.
        """
        opening = Opening(
            question=self.question,
            query=self.query or self.question.text,
            language=self.language,
            verdict=verdict,
            passages=passages,
        )
        try:
            with self.trace.room("open record"):
                self.record = await asyncio.wait_for(recorder.open(opening), PATIENCE_S)
        except Exception:  # noqa: BLE001 - whatever it was, nothing is recorded
            if self.must_record:
                raise RecordFailed("the turn could not be opened") from None

    async def release(
        self,
        sentence: Sentence,
        passages: tuple[Passage, ...] = (),
        findings: tuple[Finding, ...] = (),
    ) -> SentenceReleased:
        """Number, cite and record a sentence; what is returned may be shown.

        Raises:
            RecordFailed: it could not be recorded, and must have been.
        """
        cited = tuple(self._cite(passage) for passage in passages)
        markers = tuple(citation.marker for citation in cited)
        numbered = replace(sentence, number=len(self.sentences) + 1, citations=markers)
        with self.trace.room("record"):
            await self._write(numbered, cited, findings)
        self.sentences.append(numbered)
        self.findings += findings
        return SentenceReleased(numbered, cited)

    async def close(
        self,
        outcome: Outcome,
        route: Route,
        reading: Reading | None,
        provenance: Provenance,
        turn: Turn,
        beside: tuple[Beside, ...] = (),
    ) -> Answer:
        """The whole answer, its closing entry written.

        A closing entry that fails takes nothing back: what was shown is recorded.
        """
        answer = Answer(
            outcome=outcome,
            route=route,
            language=self.language,
            level=self.level,
            sentences=tuple(self.sentences),
            citations=tuple(self.citations.values()),
            reading=reading,
            findings=tuple(self.findings),
            timings_ms=self.trace.timings_ms,
            record_id=self.record.id if self.record else None,
            provenance=provenance,
            turn=turn,
            preferences=self.question.preferences,
            beside=beside,
        )
        if self.record:
            try:
                with self.trace.room("close"):
                    await asyncio.wait_for(self.record.close(answer), PATIENCE_S)
            except Exception:  # noqa: BLE001 - what was shown stands in the record
                self.record = None
        return replace(answer, timings_ms=self.trace.timings_ms)

    async def _write(
        self, sentence: Sentence, cited: tuple[Citation, ...], findings: tuple[Finding, ...]
    ) -> None:
        if self.record is None:
            if self.must_record:
                raise RecordFailed("no turn is open")
            return
        try:
            await asyncio.wait_for(self.record.release(sentence, cited, findings), PATIENCE_S)
        except Exception:  # noqa: BLE001 - whatever it was, it is not recorded
            self.record = None
            if self.must_record:
                raise RecordFailed("the sentence could not be recorded") from None

    def _cite(self, passage: Passage) -> Citation:
        if passage.id not in self.citations:
            self.citations[passage.id] = Citation(
                marker=len(self.citations) + 1,
                topic=passage.topic,
                section=passage.section,
                title=passage.title,
                heading=passage.heading,
                country=passage.country,
                reviewed_on=passage.reviewed_on,
                review_status=passage.review_status,
                text=passage.text,
            )
        return self.citations[passage.id]

    def body(self) -> str:
        """What the pages say in this answer: what its level is measured on.

        A list's items stand on lines of their own, as people see them: the words that lead to the
        list are no part of its first item.
        """
        said = (s for s in self.sentences if s.part is Part.BODY)
        return "".join(f"\n- {s.text}\n" if s.bullet else f"{s.text} " for s in said).strip()
