"""How hard an answer came out, against the level asked (STANDARDS §5)."""

from domain.answers import Reading
from domain.languages import LanguageTag, Level
from text.readability import measure, met, targets


def reading(text: str, language: LanguageTag, level: Level) -> Reading:
    """How hard a text measured against the level asked."""
    measured = measure(text, language)
    target = targets(language, level)
    return Reading(
        measure=measured.measure,
        value=measured.value,
        target=target.value if target else None,
        met=met(measured, level),
    )
