"""A number, unit, drug, time, condition, negation or whole sentence that no passage carries."""

from collections.abc import Iterable

from domain.verdicts import Action
from guardrails.grounding import support
from guardrails.guardrail import CheckContext, Example, Excerpt, Guardrail, Side

_EN = "Many people need two kinds of tablets. Do not stop them before you ask your care team."
_KO = "두 가지 약이 필요한 분이 많아요. 의료진에게 묻기 전에는 약을 끊지 마세요."
_ES = "Muchas personas necesitan dos tipos de pastillas. No las deje sin preguntar a su equipo."


def check(context: CheckContext) -> Iterable[Excerpt]:
    """The sentence with what is missing; nothing where no passages are known."""
    if context.passages is None:
        return
    found = support(context.text, context.language, context.passages, context.similarity)
    if not found.passages:
        missing = ", ".join(found.missing)
        yield Excerpt(text=context.text, rule=missing or f"overlap {found.overlap:.2f}")


GUARDRAIL = Guardrail(
    name="unsupported-claim",
    side=Side.ANSWER,
    reason="What no page says, nobody answers for.",
    action=Action.REVISE,
    check=check,
    caught={
        "en": (Example(text="Many people need three kinds of tablets.", passage=_EN),),
        "ko": (Example(text="세 가지 약이 필요한 분이 많아요.", passage=_KO),),
        "es": (Example(text="Muchas personas necesitan tres tipos de pastillas.", passage=_ES),),
    },
    left_alone={
        "en": (Example(text="Many people need two kinds of tablets.", passage=_EN),),
        "ko": (Example(text="두 가지 약이 필요한 분이 많아요.", passage=_KO),),
        "es": (Example(text="Muchas personas necesitan dos tipos de pastillas.", passage=_ES),),
    },
)
