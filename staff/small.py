"""`teachback redact` and `teachback read`: one row in, one answer out."""

from domain.languages import LanguageTag
from guardrails.redaction import redact
from staff.forms import ReadRow, RedactRow
from text.readability import measure


async def redacted(row: RedactRow) -> dict[str, object]:
    """The row without personal details; offsets are code points of the input."""
    found = redact(row.text)
    spans = [{"start": s.start, "end": s.end, "type": s.type} for s in found.spans]
    return {"id": row.id, "text": found.text, "spans": spans}


async def measured(row: ReadRow) -> dict[str, object]:
    """How hard the row's text is."""
    found = measure(row.text, LanguageTag(row.language))
    return {
        "id": row.id,
        "measure": found.measure,
        "value": found.value,
        "level": found.level.value,
        "terms": list(found.hard_terms),
    }
