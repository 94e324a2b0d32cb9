"""A dose, start, stop or change for this person."""

from collections.abc import Iterable

from domain.verdicts import Action, Said
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side, told
from text.claims import prescriptions


def check(context: CheckContext) -> Iterable[Excerpt]:
    """Words that tell the reader to take, stop or change a medicine."""
    return told(context, Said.PRESCRIPTION, prescriptions(context.text, context.language))


GUARDRAIL = Guardrail(
    name="prescription",
    side=Side.ANSWER,
    reason="A wrong dose or a stopped medicine can hurt someone within the day.",
    action=Action.REVISE,
    check=check,
    caught={
        "en": ("Take 500 mg of metformin twice a day.",),
        "ko": ("내일부터 혈압약을 반 알만 드세요.",),
        "es": ("Tome 500 mg de metformina dos veces al día.",),
    },
    left_alone={
        "en": ("Do not stop your medicine before you ask your care team.",),
        "ko": ("약을 마음대로 끊지 말고 먼저 의사와 상의하세요.",),
        "es": ("No deje su medicina sin hablar antes con su médico.",),
    },
)
