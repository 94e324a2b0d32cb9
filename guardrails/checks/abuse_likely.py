"""What the classifier takes for abuse, on the whole message or any window of it."""

from domain.verdicts import Action, Route
from guardrails.guardrail import Guardrail, Side
from guardrails.routing import likely

GUARDRAIL = Guardrail(
    name="abuse-likely",
    side=Side.QUESTION,
    reason="Violence is often told around corners, by people who are afraid.",
    action=Action.SIGNPOST,
    route=Route.ABUSE,
    check=likely(Route.ABUSE),
    fixed=True,
    caught={
        "en": ("i am afraid to go home because of what he does to me at night",),
        "ko": ("집에 가면 또 맞을까 봐 무서워요",),
        "es": ("tengo miedo de volver a casa porque él me golpea",),
    },
    left_alone={
        "en": ("what vaccines does a baby need?",),
        "ko": ("아기 예방접종은 뭘 맞나요?",),
        "es": ("¿qué vacunas necesita un bebé?",),
    },
)
