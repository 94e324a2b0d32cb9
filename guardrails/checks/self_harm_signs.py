"""Thoughts, plans or acts of suicide or self-injury, one's own or another's."""

from domain.verdicts import Action, Route
from guardrails.guardrail import Guardrail, Side
from guardrails.routing import signs

GUARDRAIL = Guardrail(
    name="self-harm-signs",
    side=Side.DANGER,
    reason="Someone may be about to hurt themselves: a warm, short word and a number, at once.",
    action=Action.SIGNPOST,
    route=Route.SELF_HARM,
    check=signs(Route.SELF_HARM),
    fixed=True,
    caught={
        "en": ("i want to die", "my son keeps cutting himself"),
        "ko": ("이제 그만 죽고 싶어요", "딸이 손목을 그었어요"),
        "es": ("ya no quiero vivir", "mi hija se corta los brazos"),
    },
    left_alone={
        "en": ("how can suicide be prevented in teenagers?", "i cut myself shaving"),
        "ko": ("자살 예방 교육은 어디서 받나요?", "웃겨 죽는 줄 알았어요"),
        "es": ("¿cómo se previene el suicidio en jóvenes?", "me corté el dedo cocinando"),
    },
)
