"""Which measure each language has, and how it is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from domain.languages import LanguageTag
from text import formulas, khl, spanish
from text.familiar import is_familiar, is_hard_spanish
from text.prose import Prose
from text.syllables import syllables


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """A language's measure.

    Attributes:
        name: as it stands in the record.
        figure: the figure of a text that has at least one word.
        hard: its hard words, each time they occur, in order.
    """

    name: str
    figure: Callable[[Prose], float]
    hard: Callable[[Prose], list[str]]


def grading(language: LanguageTag) -> Grading | None:
    """The language's measure, or None: a grade is never invented."""
    return _GRADINGS.get(language)


def _english(counted: Prose) -> float:
    words, count = counted.words, len(counted.sentences)
    letters = sum(char.isalnum() for word in words for char in word)
    return median(
        (
            formulas.flesch_kincaid(len(words), count, sum(map(syllables, words))),
            formulas.coleman_liau(len(words), count, letters),
            formulas.dale_chall(len(words), count, len(_unfamiliar(counted))),
        )
    )


def _unfamiliar(counted: Prose) -> list[str]:
    """Words off the list. A capital inside a sentence marks a name: Dale and Chall pass those."""
    return [
        word
        for sentence in counted.sentences
        for place, word in enumerate(sentence)
        if not is_familiar(word) and not (place and word.istitle())
    ]


def _spanish(counted: Prose) -> float:
    words = counted.words
    total = sum(map(spanish.syllables, words))
    return formulas.szigriszt_pazos(len(words), len(counted.sentences), total)


def _hard_spanish(counted: Prose) -> list[str]:
    return [word for word in counted.words if is_hard_spanish(word, spanish.syllables(word))]


_GRADINGS: dict[str, Grading] = {
    "en": Grading(name="median-grade", figure=_english, hard=_unfamiliar),
    "es": Grading(name="inflesz", figure=_spanish, hard=_hard_spanish),
    "ko": Grading(name="khl", figure=khl.score, hard=khl.terms),
}
