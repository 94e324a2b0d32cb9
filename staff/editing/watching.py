"""What is said while somebody types: the level of each block, and the faults of the page."""

from pathlib import Path

from corpus.desk import Desk
from corpus.pages import page_of
from corpus.topics import topic_of
from domain.languages import LanguageTag, Level
from staff.editing.forms import boxes
from text.readability import measure, met, targets

_LEVELS = frozenset(level.value for level in Level)


def said_while_typing(
    desk: Desk, language: LanguageTag, slug: str, text: str, tongue: str
) -> dict[str, object]:
    """Faults of the page, told in `tongue`, and measures of its blocks, by the form's keys.

    Raises:
        KnowledgeError: the text has not the form of a page.
    """
    topic_of(text, Path(language) / f"{slug}.md")
    faults = [fault.told(tongue).as_row() for fault in desk.faults(language, slug, text)]
    measures = {
        field.key: _measured(field.text, field.part, language)
        for box in boxes(page_of(slug, text))
        for field in box.fields
        if field.part in _LEVELS and field.text
    }
    return {"faults": faults, "blocks": measures}


def _measured(text: str, part: str, language: LanguageTag) -> dict[str, object]:
    found, level = measure(text, language), Level(part)
    target = targets(language, level)
    return {
        "value": found.value,
        "target": target.value if target else None,
        "met": met(found, level),
        "words": found.words,
        "longest": found.longest,
        "hard": list(found.hard_terms[:6]),
    }
