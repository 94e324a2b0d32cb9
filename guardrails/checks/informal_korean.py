"""반말 (informal speech) to a patient."""

import re
from collections.abc import Iterable

from domain.languages import KOREAN
from domain.verdicts import Action
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side

_POLITE = re.compile(r"(?:요|죠|니다|니까|시오|세요|까)[\"'”’)\]]*[.!?…]*$")
_PLAIN = re.compile(r"(?:[가-힣](?:다|어|아|야|해|지|니|냐|자|라|마|네|군))[\"'”’)\]]*[.!?…]*$")


def check(context: CheckContext) -> Iterable[Excerpt]:
    """The end of a Korean sentence in plain or informal speech; noun endings are left alone."""
    text = context.text.strip()
    if context.language == KOREAN and _PLAIN.search(text) and not _POLITE.search(text):
        yield Excerpt(text=text[-20:])


GUARDRAIL = Guardrail(
    name="informal-korean",
    side=Side.ANSWER,
    reason="반말 to a patient is rude, and rude advice is not followed.",
    action=Action.REVISE,
    check=check,
    languages=("ko",),
    caught={"ko": ("혈압은 매일 재는 게 좋아.", "짠 음식은 적게 먹는다.")},
    left_alone={"ko": ("혈압은 매일 재는 게 좋아요.", "숨이 차거나 가슴이 아픈 증상")},
)
