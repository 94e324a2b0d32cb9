"""Which language an answer is in: the one chosen, else the message's, else the one before."""

from collections.abc import Mapping

from domain.conversation import Question
from domain.languages import ENGLISH, Language, LanguageTag
from text.identify import identify


def tongue(question: Question, languages: Mapping[LanguageTag, Language]) -> LanguageTag:
    """The language to answer in; always one that is known."""
    chosen = question.preferences.language
    if chosen is not None and chosen in languages:
        return chosen
    written = identify(question.text, languages)
    if written is not None:
        return written
    if question.turns and question.turns[-1].language in languages:
        return question.turns[-1].language
    return ENGLISH
