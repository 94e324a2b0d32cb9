"""A sentence in another language than the one asked for."""

import re
from collections.abc import Iterable

from domain.languages import LanguageTag
from domain.verdicts import Action
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side
from text.identify import HANGUL, identify

KNOWN = tuple(LanguageTag(tag) for tag in ("en", "ko", "es", "vi", "zh", "ja"))
SHORTEST = 25
_ASIDE = re.compile(r"\([^)]*\)|[\"“«‘「][^\"”»’」]*[\"”»’」]")
"""Brackets and quotes: a name or a word to say may stand there."""
_LATIN_WRITTEN = frozenset(map(LanguageTag, ("en", "es", "vi")))
_EASTERN = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
MOST_EASTERN = 6
"""Letters."""
_LATIN_RUN = re.compile(r"(?:[A-Za-zÀ-ÿ'’]+[ ,]+){5}[A-Za-zÀ-ÿ'’]+")


def check(context: CheckContext) -> Iterable[Excerpt]:
    """The sentence, when it is long enough to tell and tells another language, or a part of it."""
    bare = _ASIDE.sub(" ", context.text)
    if context.language in _LATIN_WRITTEN:
        is_mixed = len(_EASTERN.findall(bare)) > MOST_EASTERN
    else:
        is_mixed = _LATIN_RUN.search(bare) is not None
    if is_mixed:
        yield Excerpt(text=context.text, rule=f"partly another language than {context.language}")
        return
    if len(bare) < SHORTEST and not HANGUL.search(bare):
        return
    written = identify(bare, KNOWN)
    if written is not None and written != context.language:
        yield Excerpt(text=context.text, rule=f"{written} instead of {context.language}")


GUARDRAIL = Guardrail(
    name="other-language",
    side=Side.ANSWER,
    reason="A warning in a language that the person cannot read is no warning.",
    action=Action.REVISE,
    check=check,
    caught={
        "en": (
            "혈압이 높은 상태가 오래 가면 심장과 콩팥이 힘들어요.",
            "나이와 건강에 따라 달라요: most people need two kinds of tablets.",
        ),
        "ko": (
            "High blood pressure makes the heart work harder than it should.",
            "약은 take two of them each morning with food 드세요.",
        ),
        "es": ("High blood pressure makes the heart work harder than it should.",),
    },
    left_alone={
        "en": (
            "High blood pressure makes the heart work harder than it should.",
            "In Korea, ask for “만성질환 관리 프로그램” at the health centre (보건소).",
        ),
        "ko": (
            "당화혈색소(HbA1c)는 지난 두세 달의 평균 혈당을 보여 줘요.",
            "COPD(chronic obstructive pulmonary disease)는 만성 폐쇄성 폐질환이에요.",
        ),
        "es": ("La presión alta hace que el corazón trabaje más de lo debido.",),
    },
)
