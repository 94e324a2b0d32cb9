"""Commands and courtesies: what a wish does to the preferences, and what is said to it."""

from dataclasses import replace

from chains.understand import Understood, Wish
from domain.conversation import Preferences

RETOLD = frozenset({Wish.SIMPLER, Wish.HARDER, Wish.SHORTER, Wish.LANGUAGE})
COURTESY = {
    Wish.SIMPLER: "nothing_to_repeat",
    Wish.HARDER: "nothing_to_repeat",
    Wish.SHORTER: "nothing_to_repeat",
    Wish.LANGUAGE: "language_set",
    Wish.GREETING: "greeting",
    Wish.THANKS: "thanks",
    Wish.OVER: "thanks",
    Wish.EMPTY: "empty",
    Wish.NOT_WORDS: "not_words",
}


def preferred(preferences: Preferences, understood: Understood) -> Preferences:
    """The preferences as a command changes them."""
    level = preferences.level
    match understood.wish:
        case Wish.SIMPLER | Wish.SHORTER:
            return replace(preferences, level=level.simpler())
        case Wish.HARDER:
            return replace(preferences, level=level.harder())
        case Wish.LANGUAGE:
            return replace(preferences, language=understood.language)
        case _:
            return preferences
