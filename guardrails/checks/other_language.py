"""A sentence in another language than the one asked for."""

from collections.abc import Iterable

from domain.languages import LanguageTag
from domain.verdicts import Action
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side
from text.identify import HANGUL, identify

KNOWN = tuple(LanguageTag(tag) for tag in ("en", "ko", "es", "vi", "zh", "ja"))
SHORTEST = 25


def check(context: CheckContext) -> Iterable[Excerpt]:
    """The sentence, when it is long enough to tell and tells another language."""
    if len(context.text) < SHORTEST and not HANGUL.search(context.text):
        return
    written = identify(context.text, KNOWN)
    if written is not None and written != context.language:
        yield Excerpt(text=context.text, rule=f"{written} instead of {context.language}")


GUARDRAIL = Guardrail(
    name="other-language",
    side=Side.ANSWER,
    reason="A warning in a language that the person cannot read is no warning.",
    action=Action.REVISE,
    check=check,
    caught={
        "en": ("혈압이 높은 상태가 오래 가면 심장과 콩팥이 힘들어요.",),
        "ko": ("High blood pressure makes the heart work harder than it should.",),
        "es": ("High blood pressure makes the heart work harder than it should.",),
    },
    left_alone={
        "en": ("High blood pressure makes the heart work harder than it should.",),
        "ko": ("당화혈색소(HbA1c)는 지난 두세 달의 평균 혈당을 보여 줘요.",),
        "es": ("La presión alta hace que el corazón trabaje más de lo debido.",),
    },
)
