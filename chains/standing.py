"""The danger that stands after a turn."""

from chains.courtesy import HEARD
from chains.understand import Understood, Wish
from domain.verdicts import Action, Route, Verdict


def standing_after(before: Route | None, route: Route, wish: Wish | None) -> Route | None:
    """The danger that stands after a turn: until an emergency is said to be over.

    A crisis stands for the whole conversation: it may look past when it is not.
    """
    if route in {Route.EMERGENCY, Route.SELF_HARM}:
        return Route.SELF_HARM if before is Route.SELF_HARM else route
    return None if wish is Wish.OVER and before is Route.EMERGENCY else before


def is_standing(verdict: Verdict) -> bool:
    """Whether the danger is that of an earlier turn alone: nothing new was told."""
    named = {finding.guardrail for finding in verdict.findings}
    return named == {"standing-danger"}


def stops(danger: Verdict, understood: Understood | None) -> bool:
    """Whether the danger rules have the only word.

    While an earlier turn's danger stands, "it is over" may be heard, and commands, which
    say it again. Where a rule could not read the message, no courtesy is said to it.
    """
    if danger.action is Action.SIGNPOST:
        return not (understood and understood.wish in HEARD and is_standing(danger))
    return danger.action is Action.BLOCK and understood is not None
