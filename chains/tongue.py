"""Which language an answer is in: the one chosen, else the message's, else the one before."""

from collections.abc import Callable, Mapping

from domain.conversation import Question
from domain.languages import ENGLISH, Language, LanguageTag
from text.identify import identify


def tongue(
    question: Question,
    languages: Mapping[LanguageTag, Language],
    spelled: Callable[[str], str],
) -> LanguageTag:
    """The language to answer in; always one that is known.

    Args:
        question: and its preferences and turns.
        languages: those that are known.
        spelled: a message in its language's letters where it was typed in others, else "".
    """
    chosen = question.preferences.language
    if chosen is not None and chosen in languages:
        return chosen
    before = question.turns[-1].language if question.turns else ENGLISH
    before = before if before in languages else ENGLISH
    if question.turns and _is_one_word(question.text):
        return before
    return identify(spelled(question.text) or question.text, languages) or before


def _is_one_word(text: str) -> bool:
    """One word in Latin letters: a medicine's name tells no language."""
    return len(text.split()) == 1 and text.isascii()
