"""The danger that stands after a turn."""

from chains.understand import Wish
from domain.verdicts import Route


def standing_after(before: Route | None, route: Route, wish: Wish | None) -> Route | None:
    """The danger that stands after a turn: until an emergency is said to be over.

    A crisis stands for the whole conversation: it may look past when it is not.
    """
    if route in {Route.EMERGENCY, Route.SELF_HARM}:
        return Route.SELF_HARM if before is Route.SELF_HARM else route
    return None if wish is Wish.OVER and before is Route.EMERGENCY else before
