"""A graver route that was nearly taken: noted for compliance; a judge, if any, is asked."""

from collections.abc import Iterable

from domain.verdicts import CLOSE_CALL, Action, Route
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side

FROM = 0.15
"""From which likelihood a route that is not taken is a close call."""


def check(context: CheckContext) -> Iterable[Excerpt]:
    """The routes graver than the likeliest one that are not unlikely; the rule names the route."""
    likelihoods = context.likelihoods
    if likelihoods is None:
        return
    for route in Route:
        likely = likelihoods.worst[route]
        if route.gravity > likelihoods.route.gravity and likely >= FROM:
            yield Excerpt(text=context.text, rule=route.value)


GUARDRAIL = Guardrail(
    name=CLOSE_CALL,
    side=Side.QUESTION,
    reason="Whoever reads the record should find the messages that were nearly taken for graver.",
    action=Action.NOTE,
    check=check,
    caught={},
    left_alone={
        "en": ("what is asthma?",),
        "ko": ("천식이 뭐예요?",),
        "es": ("¿qué es el asma?",),
    },
)
