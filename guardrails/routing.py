"""The checks that several guardrails share: a route by rules, and a route by likelihood."""

from collections.abc import Callable, Iterable

from domain.verdicts import DANGER, Route
from guardrails.guardrail import CheckContext, Excerpt

Check = Callable[[CheckContext], Iterable[Excerpt]]


def signs(route: Route) -> Check:
    """A check for every danger rule of the route that the raw words meet."""

    def check(context: CheckContext) -> Iterable[Excerpt]:
        for sign in context.danger.signs(context.text):
            if sign.route is route:
                yield Excerpt(text=sign.excerpt, rule=sign.rule)

    return check


def likely(route: Route) -> Check:
    """A check for what the classifier takes for the route.

    A danger counts from its threshold, on the whole message or any window of it;
    another route counts when it is the likeliest of the whole.
    """

    def check(context: CheckContext) -> Iterable[Excerpt]:
        likelihoods = context.likelihoods
        if likelihoods is None:
            return
        over = likelihoods.worst[route] >= context.thresholds.get(route, 1.1)
        if over or (route not in DANGER and likelihoods.route is route):
            yield Excerpt(text=context.text, rule=f"likelihood {likelihoods.worst[route]:.2f}")

    return check
