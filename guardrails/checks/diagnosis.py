"""Asks what they have, or tells of a present symptom, result or photo."""

from domain.verdicts import Action, Route
from guardrails.guardrail import Guardrail, Side
from guardrails.routing import likely

GUARDRAIL = Guardrail(
    name="diagnosis",
    side=Side.QUESTION,
    reason="Only someone who can examine a person can say what they have.",
    action=Action.REDIRECT,
    route=Route.DIAGNOSIS,
    check=likely(Route.DIAGNOSIS),
    caught={
        "en": ("i have had a rash on my arm since monday, what is it?",),
        "ko": ("월요일부터 팔에 발진이 있는데 이게 뭘까요?",),
        "es": ("desde el lunes tengo un sarpullido en el brazo, ¿qué será?",),
    },
    left_alone={
        "en": ("how is diabetes diagnosed?",),
        "ko": ("당뇨병은 어떻게 진단해요?",),
        "es": ("¿cómo se diagnostica la diabetes?",),
    },
)
