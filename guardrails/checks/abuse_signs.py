"""Violence or neglect, now or feared, at home or in care."""

from domain.verdicts import Action, Route
from guardrails.guardrail import Guardrail, Side
from guardrails.routing import signs

GUARDRAIL = Guardrail(
    name="abuse-signs",
    side=Side.DANGER,
    reason="Someone may be hurt by another person: they must learn of people who can help.",
    action=Action.SIGNPOST,
    route=Route.ABUSE,
    check=signs(Route.ABUSE),
    fixed=True,
    caught={
        "en": ("my husband hits me when he drinks", "the carer slapped my mother"),
        "ko": ("남편이 술 마시면 저를 때려요", "요양보호사가 어머니를 때렸어요"),
        "es": ("mi marido me pega cuando bebe", "la cuidadora le pegó a mi madre"),
    },
    left_alone={
        "en": ("what is elder abuse?", "my heart beats fast when i run"),
        "ko": ("노인 학대가 뭐예요?", "때때로 어지러워요 왜 그런가요"),
        "es": ("¿qué es el maltrato infantil?", "se me pegó la gripe"),
    },
)
