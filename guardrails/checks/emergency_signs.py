"""Signs of something possibly life-threatening happening now."""

from domain.verdicts import Action, Route
from guardrails.guardrail import Guardrail, Side
from guardrails.routing import signs

GUARDRAIL = Guardrail(
    name="emergency-signs",
    side=Side.DANGER,
    reason="Someone may be in mortal danger: they must reach help before anything else happens.",
    action=Action.SIGNPOST,
    route=Route.EMERGENCY,
    check=signs(Route.EMERGENCY),
    fixed=True,
    caught={
        "en": ("my chest feels tight and i am sweating", "he passed out and is not responding"),
        "ko": ("가슴이 쥐어짜듯 아프고 식은땀이 나요", "아버지가 쓰러져서 대답이 없어요"),
        "es": ("me aprieta el pecho y estoy sudando frío", "se desmayó y no responde"),
    },
    left_alone={
        "en": ("what are the signs of a heart attack?", "these stairs are killing me"),
        "ko": ("심근경색 증상은 뭐예요?", "배고파 죽겠어요 뭐 먹으면 좋아요"),
        "es": ("¿cuáles son los signos de un infarto?", "me muero de risa con mi nieto"),
    },
)
