"""A promise that nothing is wrong or that no care is needed."""

from collections.abc import Iterable

from domain.verdicts import Action, Said
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side, told
from text.claims import reassurances


def check(context: CheckContext) -> Iterable[Excerpt]:
    """Words that tell the reader not to worry or not to be seen."""
    return told(context, Said.REASSURANCE, reassurances(context.text, context.language))


GUARDRAIL = Guardrail(
    name="false-reassurance",
    side=Side.ANSWER,
    reason="Reassured people wait too long.",
    action=Action.REVISE,
    check=check,
    caught={
        "en": ("There is no need to see a doctor.",),
        "ko": ("병원에 가지 않으셔도 괜찮아요.",),
        "es": ("No hace falta que vaya al médico.",),
    },
    left_alone={
        "en": ("See a doctor if the pain comes back.",),
        "ko": ("통증이 다시 생기면 병원에 가세요.",),
        "es": ("Vaya al médico si el dolor vuelve.",),
    },
)
