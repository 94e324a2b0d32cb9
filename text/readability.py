"""How hard a text is to read, and whether that meets the level a person asked for."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.languages import LanguageTag, Level
from text.grades import grading
from text.prose import prose

_FEWEST = 3  # sentences: under these a figure says nothing


class ReadLevel(StrEnum):
    """The easiest level that a text meets, or why it has none."""

    EASY = "easy"
    STANDARD = "standard"
    DETAILED = "detailed"
    HARDER = "harder"
    TOO_SHORT = "too_short"
    NOT_GRADED = "not_graded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a level asks for.

    Attributes:
        value: the figure to reach; a grade is an upper limit, a score a lower one.
        is_grade: whether lower is easier.
        longest: most words a sentence may have; None: no such limit.
        hard_rate: most unexplained terms in 100 words; None: no such limit.
    """

    value: float
    is_grade: bool
    longest: int | None = None
    hard_rate: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measured text.

    Attributes:
        measure: `median-grade`, `inflesz`, `khl` or `none`.
        value: to one decimal; None when too short or not graded.
        level: the easiest level it meets.
        words: how many were counted.
        sentences: how many were counted.
        hard_terms: hard words found, in order, each once; none that was explained.
        longest: words in the longest sentence.
        hard_rate: unexplained terms in 100 words (ko; elsewhere hard words).
        chopped: three fragments stand in a row: a fault, at any level.
        language: the language it was measured in.
    """

    measure: str
    value: float | None
    level: ReadLevel
    words: int
    sentences: int
    hard_terms: tuple[str, ...]
    longest: int
    hard_rate: float
    chopped: bool
    language: LanguageTag


_TARGETS: dict[str, dict[Level, Target]] = {
    "en": {
        Level.EASY: Target(value=5, is_grade=True),
        Level.STANDARD: Target(value=8, is_grade=True),
        Level.DETAILED: Target(value=11, is_grade=True),
    },
    "es": {
        Level.EASY: Target(value=70, is_grade=False),
        Level.STANDARD: Target(value=60, is_grade=False),
        Level.DETAILED: Target(value=50, is_grade=False),
    },
    "ko": {
        Level.EASY: Target(value=75, is_grade=False, longest=8, hard_rate=0),
        Level.STANDARD: Target(value=65, is_grade=False, longest=12, hard_rate=1),
        Level.DETAILED: Target(value=50, is_grade=False, longest=16, hard_rate=2),
    },
}


def targets(language: LanguageTag, level: Level) -> Target | None:
    """What a level asks for in a language, or None where the language is not graded."""
    return _TARGETS.get(language, {}).get(level)


def measure(text: str, language: LanguageTag, explained: frozenset[str] = frozenset()) -> Measured:
    """Measure a text, whole: figures of single sentences mean little.

    Args:
        text: plain text or Markdown.
        language: what it is written in.
        explained: names of medicines and conditions that the answer explains; not counted as
            hard. What a bracket explains in place is found without being named.
    """
    counted = prose(text, language, explained)
    graded = grading(language)
    count, total = len(counted.sentences), len(counted.words)
    hard = graded.hard(counted) if graded else []
    value = round(graded.figure(counted), 1) if graded and count >= _FEWEST else None
    measured = Measured(
        measure=graded.name if graded else "none",
        value=value,
        level=ReadLevel.TOO_SHORT if graded else ReadLevel.NOT_GRADED,
        words=total,
        sentences=count,
        hard_terms=tuple(dict.fromkeys(word.lower() for word in hard)),
        longest=counted.longest,
        hard_rate=round(100 * len(hard) / total, 1) if total else 0.0,
        chopped=counted.is_chopped,
        language=language,
    )
    return replace(measured, level=level_of(measured))


def level_of(measured: Measured) -> ReadLevel:
    """The easiest level whose figure and limits the text keeps."""
    if measured.measure == "none":
        return ReadLevel.NOT_GRADED
    if measured.value is None:
        return ReadLevel.TOO_SHORT
    reached = (level for level in Level if _reaches(measured, targets(measured.language, level)))
    best = next(reached, None)
    return ReadLevel(best.value) if best else ReadLevel.HARDER


def met(measured: Measured, level: Level) -> bool | None:
    """Whether a text is as easy as the level asks; None where the language is not graded.

    A text that is too short, or chopped into fragments, does not meet any.
    """
    target = targets(measured.language, level)
    if target is None:
        return None
    return not measured.chopped and _reaches(measured, target)


def _reaches(measured: Measured, target: Target | None) -> bool:
    if target is None or measured.value is None:
        return False
    if target.longest is not None and measured.longest > target.longest:
        return False
    if target.hard_rate is not None and measured.hard_rate > target.hard_rate:
        return False
    return measured.value <= target.value if target.is_grade else measured.value >= target.value
