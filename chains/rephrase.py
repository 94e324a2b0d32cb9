"""A question and its conversation into a query that stands alone, without a model."""

from collections.abc import Iterable

from chains.understand import leans_on_the_turn_before
from domain.conversation import Question, Turn
from domain.languages import Language

FEW_WORDS = 3


def rephrase(
    question: Question, language: Language, title: str | None, titles: Iterable[str] = ()
) -> str:
    """The words to search with.

    Args:
        question: the redacted question.
        language: of the answer.
        title: the title of the page the last answer came from, None if there was none.
        titles: of all pages; a short message that names one has a subject of its own.

    Returns:
        The question itself, or with the subject of the turn before in front of it
        where the message leans on it ("and if I stop?" → "Asthma: and if I stop?").
    """
    if title is None or title.casefold() in question.text.casefold():
        return question.text
    is_short = _is_short(question.text) and not _names_a_page(question.text, titles)
    if is_short or leans_on_the_turn_before(question.text, language):
        return f"{title}: {question.text}"
    return question.text


def last_with_topic(turns: tuple[Turn, ...]) -> Turn | None:
    """The latest turn that was answered from a page."""
    return next((turn for turn in reversed(turns) if turn.topic), None)


def _is_short(text: str) -> bool:
    return len(text.split()) <= FEW_WORDS


def _names_a_page(text: str, titles: Iterable[str]) -> bool:
    folded = text.casefold()
    return any(word in folded for title in titles for word in _longest(title.casefold().split()))


def _longest(words: list[str]) -> list[str]:
    """The words that tell titles apart: "diabetes", not "type"."""
    most = max(map(len, words), default=0)
    return [word for word in words if len(word) == most]
