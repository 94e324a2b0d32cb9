"""A claim about what this person has, hedged or negative too."""

from collections.abc import Iterable

from domain.verdicts import Action, Said
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side, told
from text.claims import diagnosis_claims


def check(context: CheckContext) -> Iterable[Excerpt]:
    """Words that say what the reader has or has not."""
    return told(context, Said.CLAIM, diagnosis_claims(context.text, context.language))


GUARDRAIL = Guardrail(
    name="diagnosis-claim",
    side=Side.ANSWER,
    reason="Nobody here has examined the person: a claim may be false, and they may act on it.",
    action=Action.REVISE,
    check=check,
    caught={
        "en": ("It sounds like you have diabetes.",),
        "ko": ("증상을 보니 당뇨병이신 것 같아요.",),
        "es": ("Parece que usted tiene diabetes.",),
    },
    left_alone={
        "en": ("Many people who have diabetes feel well.",),
        "ko": ("당뇨병이 있는 분 중에는 증상이 없는 분이 많아요.",),
        "es": ("Muchas personas con diabetes se sienten bien.",),
    },
)
