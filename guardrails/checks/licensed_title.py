"""The title of a licensed profession, for itself."""

from collections.abc import Iterable

from domain.verdicts import Action, Said
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side, told
from text.claims import licensed_titles


def check(context: CheckContext) -> Iterable[Excerpt]:
    """Words by which the writer calls itself a clinician."""
    return told(context, Said.TITLE, licensed_titles(context.text, context.language))


GUARDRAIL = Guardrail(
    name="licensed-title",
    side=Side.ANSWER,
    reason="It is no doctor, nurse or pharmacist, and people must never think so.",
    action=Action.REVISE,
    check=check,
    caught={
        "en": ("As your doctor, I can explain this.",),
        "ko": ("저는 의사로서 말씀드려요.",),
        "es": ("Como su médico, le explico esto.",),
    },
    left_alone={
        "en": ("Your doctor can explain this.",),
        "ko": ("의사가 설명해 줄 수 있어요.",),
        "es": ("Su médico puede explicarle esto.",),
    },
)
