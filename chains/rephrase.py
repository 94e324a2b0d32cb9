"""A question and its conversation into a query that stands alone, without a model."""

from chains.understand import leans_on_the_turn_before
from domain.conversation import Question, Turn
from domain.languages import Language

FEW_WORDS = 3


def rephrase(question: Question, language: Language, title: str | None) -> str:
    """The words to search with.

    Args:
        question: the redacted question.
        language: of the answer.
        title: the title of the page the last answer came from, None if there was none.

    Returns:
        The question itself, or with the subject of the turn before in front of it
        where the message leans on it ("and if I stop?" → "Asthma: and if I stop?").
    """
    if title is None or title.casefold() in question.text.casefold():
        return question.text
    if _is_short(question.text) or leans_on_the_turn_before(question.text, language):
        return f"{title}: {question.text}"
    return question.text


def last_with_topic(turns: tuple[Turn, ...]) -> Turn | None:
    """The latest turn that was answered from a page."""
    return next((turn for turn in reversed(turns) if turn.topic), None)


def _is_short(text: str) -> bool:
    return len(text.split()) <= FEW_WORDS
