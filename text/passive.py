"""Whether a sentence hides who does something: a rule of thumb for staff, never a measure."""

import re

from domain.languages import LanguageTag

_PASSIVE = {
    "en": re.compile(
        r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+)?"
        r"(?:\w+ed|given|taken|done|made|seen|found|known|kept|put|felt|shown|written|chosen|told"
        r"|left|held|sent|worn|drawn|brought)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:es|son|fue|fueron|ser|sido|está|están)\s+(?:\w+mente\s+)?\w+[aei]d[oa]s?\b"
        r"|\bser\s+(?:hech|dich|vist|puest|escrit)[oa]s?\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"(?:되어지|되었|되어|됩니다|돼요|되고|된다|여지[고며]|여져요|당해요|당합니다)"
    ),
}


def is_passive(sentence: str, language: LanguageTag) -> bool:
    """Whether the sentence holds a passive form; False where the language has no rule."""
    rule = _PASSIVE.get(language)
    return rule is not None and rule.search(sentence) is not None
