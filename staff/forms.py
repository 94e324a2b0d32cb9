"""Rows in, and answers as the machine form has them (docs/contracts.md)."""

from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from domain.answers import Answer, Reading
from domain.corpus import Passage, WarningSigns
from domain.languages import LanguageTag, Level
from domain.verdicts import Finding, Verdict
from staff.lines import Id, Row


class AskRow(Row):
    """A row of `teachback ask`."""

    text: str
    language: str | None = None
    level: Level = Level.EASY
    conversation: str | None = None


class PassageFields(BaseModel):
    """A passage that a sentence was written from."""

    model_config = ConfigDict(extra="ignore")

    text: str
    language: str

    def to_domain(self, number: int) -> Passage:
        """The passage, of no topic we know."""
        return Passage(
            topic="given",
            section=str(number),
            language=LanguageTag(self.language),
            country=None,
            title="",
            heading="",
            level=Level.STANDARD,
            text=self.text,
            score=0.0,
            review_by=datetime.now(UTC).date(),
            reviewed_on=None,
            review_status="unreviewed",
            warning_signs=WarningSigns(),
            visit_questions=(),
        )


class ScreenRow(Row):
    """A row of `teachback screen`."""

    side: Literal["question", "answer"]
    text: str
    language: str | None = None
    conversation: str | None = None
    passages: list[PassageFields] | None = None


class RedactRow(Row):
    """A row of `teachback redact`."""

    text: str


class ReadRow(Row):
    """A row of `teachback read`."""

    text: str
    language: str


def answered(given: Id, answer: Answer) -> dict[str, object]:
    """An answer's row."""
    return {
        "id": given,
        "outcome": answer.outcome.value,
        "route": answer.route.value,
        "language": answer.language,
        "level": answer.level.value,
        "text": answer.text,
        "sentences": [{"text": s.text, "citations": list(s.citations)} for s in answer.sentences],
        "citations": [
            {
                "marker": c.marker,
                "topic": c.topic,
                "section": c.section,
                "title": c.title,
                "country": c.country,
                "reviewed_on": c.reviewed_on.isoformat() if c.reviewed_on else None,
                "review_status": c.review_status,
            }
            for c in answer.citations
        ],
        "reading": _reading(answer.reading),
        "findings": findings(answer.findings),
        "timings_ms": answer.timings_ms,
        "record_id": answer.record_id,
        "provenance": {
            "app": answer.provenance.app,
            "model": answer.provenance.model,
            "prompts": answer.provenance.prompts,
            "guardrails": answer.provenance.guardrails,
            "corpus": answer.provenance.corpus,
            "embedding": answer.provenance.embedding,
        },
    }


def screened(given: Id, verdict: Verdict) -> dict[str, object]:
    """A verdict's row."""
    return {
        "id": given,
        "route": verdict.route.value if verdict.route else None,
        "action": verdict.action.name.lower(),
        "findings": findings(verdict.findings),
    }


def findings(found: tuple[Finding, ...]) -> list[dict[str, str]]:
    """Findings as rows."""
    return [
        {"guardrail": f.guardrail, "action": f.action.name.lower(), "excerpt": f.excerpt}
        for f in found
    ]


def _reading(reading: Reading | None) -> dict[str, object]:
    if reading is None:
        return {"measure": None, "value": None, "target": None, "met": None}
    return {
        "measure": reading.measure,
        "value": reading.value,
        "target": reading.target,
        "met": reading.met,
    }
