"""What the classifier takes for emergency, on the whole message or any window of it."""

from domain.verdicts import Action, Route
from guardrails.guardrail import Guardrail, Side
from guardrails.routing import likely

GUARDRAIL = Guardrail(
    name="emergency-likely",
    side=Side.QUESTION,
    reason="The rules know words; the classifier knows what thousands of example messages mean.",
    action=Action.SIGNPOST,
    route=Route.EMERGENCY,
    check=likely(Route.EMERGENCY),
    fixed=True,
    caught={
        "en": ("grandpa suddenly makes no sense and one side of his mouth hangs down",),
        "ko": ("할아버지가 갑자기 말이 어눌해지고 한쪽 팔에 힘이 없대요",),
        "es": ("mi abuelo de pronto habla raro y no puede levantar un brazo",),
    },
    left_alone={
        "en": ("what is high blood pressure?",),
        "ko": ("고혈압은 어떤 병이에요?",),
        "es": ("¿qué es la presión alta?",),
    },
)
