"""What an entry says: a header without a word of the patient, and the rest to be locked.

JSON with sorted keys. Headers hold names, numbers and times only; whatever derives
from the patient's words (text, query, excerpts, rules, sentences) is in the locked part.
"""

import json
from collections.abc import Iterable

from domain.answers import Answer, Sentence
from domain.corpus import Citation
from domain.errors import RecordFailed
from domain.records import Opening
from domain.verdicts import Finding

Said = tuple[bytes, bytes]
"""Header and what is to be locked."""


def opened(opening: Opening) -> Said:
    """The redacted question and what was decided on it.

    Raises:
        RecordFailed: the question is not redacted.
    """
    verdict, asked = opening.verdict, opening.question
    if not asked.redacted:
        raise RecordFailed("words that are not redacted are not kept")
    return (
        _json(
            number=asked.number,
            language=opening.language,
            level=asked.preferences.level,
            route=verdict.route,
            action=verdict.action.name,
            findings=_names(verdict.findings),
            passages=[passage.id for passage in opening.passages],
        ),
        _json(text=asked.text, query=opening.query, seen=_seen(verdict.findings)),
    )


def released(
    sentence: Sentence, citations: tuple[Citation, ...], findings: tuple[Finding, ...]
) -> Said:
    """One sentence, before it is shown."""
    return (
        _json(
            number=sentence.number,
            part=sentence.part,
            citations=[f"{c.topic}#{c.section}" for c in citations],
            findings=_names(findings),
        ),
        _json(text=sentence.text, seen=_seen(findings)),
    )


def closed(answer: Answer) -> Said:
    """Outcome and totals."""
    reading = answer.reading
    provenance = answer.provenance
    return (
        _json(
            outcome=answer.outcome,
            route=answer.route,
            language=answer.language,
            level=answer.level,
            sentences=len(answer.sentences),
            reading=None
            if reading is None
            else {
                "measure": reading.measure,
                "value": reading.value,
                "target": reading.target,
                "met": reading.met,
            },
            findings=_names(answer.findings),
            timings_ms=answer.timings_ms,
            provenance={
                "app": provenance.app,
                "model": provenance.model,
                "prompts": provenance.prompts,
                "guardrails": provenance.guardrails,
                "corpus": provenance.corpus,
                "embedding": provenance.embedding,
            },
        ),
        _json(seen=_seen(answer.findings)),
    )


def feedback(record_id: str, kind: str, text: str) -> Said:
    """What a person said of an answer, redacted."""
    return _json(of=record_id, feedback=kind), _json(text=text)


def plain(**facts: object) -> Said:
    """An entry with a header only."""
    return _json(**facts), b""


def _names(findings: Iterable[Finding]) -> list[dict[str, str | None]]:
    return [
        {"guardrail": found.guardrail, "action": found.action.name, "route": found.route}
        for found in findings
    ]


def _seen(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """What each guardrail saw and by which rule: a rule may name what the patient named."""
    return [
        {"guardrail": found.guardrail, "rule": found.rule, "excerpt": found.excerpt}
        for found in findings
    ]


def _json(**facts: object) -> bytes:
    return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
