"""Commands and courtesies: what a wish does to the preferences, and what is said to it."""

from dataclasses import replace

from chains.understand import Understood, Wish
from domain.conversation import Preferences, Question, Turn
from domain.verdicts import Route

RETOLD = frozenset({Wish.SIMPLER, Wish.HARDER, Wish.SHORTER, Wish.LANGUAGE})
HEARD = RETOLD | {Wish.OVER}
"""What is heard while an earlier danger stands."""
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


def to_retell(question: Question) -> Turn | None:
    """The latest turn that was about something; an emergency only while it stands."""
    told = (t for t in reversed(question.turns) if t.query or t.route is not Route.EDUCATION)
    turn = next(told, None)
    is_past = turn and turn.route is Route.EMERGENCY and question.standing is None
    return None if is_past else turn
