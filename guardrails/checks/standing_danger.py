"""A danger told in an earlier turn stands until it is over."""

from collections.abc import Iterable

from domain.verdicts import Action, Route
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side


def check(context: CheckContext) -> Iterable[Excerpt]:
    """An emergency that was not said to be over; after a crisis, words of amounts or harm."""
    standing = context.turns[-1].standing if context.turns else None
    if standing is Route.EMERGENCY:
        yield Excerpt(text="", rule="emergency", route=Route.EMERGENCY)
    elif standing is Route.SELF_HARM:
        words = context.danger.method_words(context.text)
        if words:
            yield Excerpt(text=words, rule="crisis", route=Route.SELF_HARM)


GUARDRAIL = Guardrail(
    name="standing-danger",
    side=Side.DANGER,
    reason="After a crisis nobody is told amounts or harms; an emergency is not over by silence.",
    action=Action.SIGNPOST,
    route=Route.EMERGENCY,
    check=check,
    fixed=True,
    caught={},
    left_alone={"en": ("what is asthma?",), "ko": ("천식이 뭐예요?",), "es": ("¿qué es el asma?",)},
)
