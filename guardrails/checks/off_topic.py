"""No part of it has to do with health or care."""

from domain.verdicts import Action, Route
from guardrails.guardrail import Guardrail, Side
from guardrails.routing import likely

GUARDRAIL = Guardrail(
    name="off-topic",
    side=Side.QUESTION,
    reason="A health chat that chats about all else is neither trusted nor safe.",
    action=Action.DECLINE,
    route=Route.OFF_TOPIC,
    check=likely(Route.OFF_TOPIC),
    caught={
        "en": ("who won the football game last night?",),
        "ko": ("어제 축구 누가 이겼어?",),
        "es": ("¿quién ganó el partido de anoche?",),
    },
    left_alone={
        "en": ("is football bad for my knees?",),
        "ko": ("축구하면 무릎에 안 좋아요?",),
        "es": ("¿es malo el fútbol para las rodillas?",),
    },
)
