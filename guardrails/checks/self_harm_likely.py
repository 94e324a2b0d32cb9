"""What the classifier takes for self harm, on the whole message or any window of it."""

from domain.verdicts import Action, Route
from guardrails.guardrail import Guardrail, Side
from guardrails.routing import likely

GUARDRAIL = Guardrail(
    name="self-harm-likely",
    side=Side.QUESTION,
    reason="Despair is often veiled; no list of words holds all the ways it is told.",
    action=Action.SIGNPOST,
    route=Route.SELF_HARM,
    check=likely(Route.SELF_HARM),
    fixed=True,
    caught={
        "en": ("everyone would be better off without me, i have said my goodbyes",),
        "ko": ("자식들한테 짐만 되고 이제 다 정리하고 떠나려고요",),
        "es": ("solo soy una carga, ya me despedí de todos",),
    },
    left_alone={
        "en": ("how can i sleep better?",),
        "ko": ("잠을 잘 자려면 어떻게 해요?",),
        "es": ("¿cómo puedo dormir mejor?",),
    },
)
