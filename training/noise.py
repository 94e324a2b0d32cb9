"""What the encoder is tuned on beside the lines as written: rewrites, and two lines as one."""

import random

from domain.verdicts import Route
from guardrails.examples import Line
from text.rewrites import HANGUL, REWRITES

_WAYS = tuple(REWRITES)
_KOREAN = {"letters", "romanised"}


def noisy(text: str, rng: random.Random) -> str:
    """One of the ways, at random; never nothing.

    Slips are the commonest, and Korean in Latin letters is the furthest from what is written.
    """
    is_korean = HANGUL.search(text) is not None
    ways = [way for way in _WAYS if is_korean or way not in _KOREAN]
    often = ["slips", *(["romanised"] * 3 if is_korean else [])]
    return REWRITES[rng.choice([*ways, *often])](text, rng) or text


def joined(line: Line[Route], other: Line[Route], rng: random.Random) -> tuple[str, Route]:
    """Two messages as one, in either order, and its route: the graver one (STANDARDS §2).

    Off topic is only what has no part about health.
    """
    both = [line.text, other.text]
    rng.shuffle(both)
    between = rng.choice((". ", " ", "\n", "! ", ", "))
    route = max(line.kind, other.kind, key=lambda one: one.gravity)
    if {line.kind, other.kind} == {Route.OFF_TOPIC, Route.EDUCATION}:
        route = Route.EDUCATION
    return f"{both[0].rstrip('.!? ')}{between}{both[1]}", route
