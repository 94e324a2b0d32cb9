"""The checks that several guardrails share: a route by rules, and a route by likelihood."""

from collections.abc import Callable, Iterable

from domain.verdicts import DANGER, Route
from guardrails.danger import Sign
from guardrails.guardrail import CheckContext, Excerpt

Check = Callable[[CheckContext], Iterable[Excerpt]]
ALONE = 0.95
"""From which likelihood a danger counts in a part of the message."""


def signs(route: Route) -> Check:
    """A check for every danger rule of the route that the raw words meet."""

    def check(context: CheckContext) -> Iterable[Excerpt]:
        for sign in _signs(context):
            if sign.route is route:
                yield Excerpt(text=sign.excerpt, rule=sign.rule)

    return check


def _signs(context: CheckContext) -> tuple[Sign, ...]:
    """The signs in the raw words, looked for once for the three dangers."""
    if not context.seen:
        context.seen.append(context.danger.signs(context.text))
    return context.seen[0]


def likely(route: Route) -> Check:
    """A check for what the classifier takes for the route.

    A route counts when it is the likeliest of the whole message. A danger counts from its
    threshold as well, and where a part of the message alone is surely one: a pleasant sentence
    beside it must not hide it, and a part without the rest is easily mistaken.
    """

    def check(context: CheckContext) -> Iterable[Excerpt]:
        likelihoods = context.likelihoods
        if likelihoods is None:
            return
        whole, worst = likelihoods.whole[route], likelihoods.worst[route]
        over = whole >= context.thresholds.get(route, 1.1)
        alone = route in DANGER and worst >= ALONE
        if over or alone or likelihoods.route is route:
            yield Excerpt(text=context.text, rule=f"likelihood {max(whole, worst):.2f}")

    return check
