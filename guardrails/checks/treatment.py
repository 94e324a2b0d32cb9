"""Asks to decide on their own treatment: start, stop, skip, change, combine, dose."""

from domain.verdicts import Action, Route
from guardrails.guardrail import Guardrail, Side
from guardrails.routing import likely

GUARDRAIL = Guardrail(
    name="treatment",
    side=Side.QUESTION,
    reason="Only those who know a person's health and medicines may decide on their treatment.",
    action=Action.REDIRECT,
    route=Route.TREATMENT,
    check=likely(Route.TREATMENT),
    caught={
        "en": ("can i stop taking my blood pressure pills now that i feel fine?",),
        "ko": ("혈압이 괜찮은데 이제 혈압약 끊어도 될까요?",),
        "es": ("ya me siento bien, ¿puedo dejar mis pastillas de la presión?",),
    },
    left_alone={
        "en": ("why must antibiotics be finished?",),
        "ko": ("항생제는 왜 끝까지 먹어야 해요?",),
        "es": ("¿por qué hay que terminar los antibióticos?",),
    },
)
