"""A link or a source that is not in the passage."""

import re
from collections.abc import Iterable

from domain.verdicts import Action
from guardrails.guardrail import CheckContext, Example, Excerpt, Guardrail, Side

_LINK = re.compile(r"(?:https?://|www\.)\S{1,200}|\b[\w-]{2,40}\.(?:com|org|net|gov|kr|es|mx|io)\b")
_PAGE = "The hospital has a page about salt."


def check(context: CheckContext) -> Iterable[Excerpt]:
    """Every address that no passage holds."""
    known = " ".join(passage.text for passage in context.passages or ())
    return (Excerpt(text=link) for link in _LINK.findall(context.text) if link not in known)


GUARDRAIL = Guardrail(
    name="link",
    side=Side.ANSWER,
    reason="An invented address sends people to strangers.",
    action=Action.REVISE,
    check=check,
    caught={
        "en": (Example(text="Read more at www.cure-salt.com today.", passage=_PAGE),),
        "ko": (Example(text="자세한 것은 www.cure-salt.com에서 보세요.", passage=_PAGE),),
        "es": (Example(text="Lea más en www.cure-salt.com hoy.", passage=_PAGE),),
    },
    left_alone={
        "en": (Example(text="Salt can raise blood pressure, e.g. in soup.", passage=_PAGE),),
        "ko": (Example(text="소금은 혈압을 올릴 수 있어요.", passage=_PAGE),),
        "es": (Example(text="La sal puede subir la presión.", passage=_PAGE),),
    },
)
