"""Talks of what it was given or told: passages, rules, a prompt, being a machine."""

import re
from collections.abc import Iterable

from domain.verdicts import Action
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side

_TAG = r"|</?(?:passages?|question|sentence)>"
# "The passage" is a way of the air, too, and people are given information: only what a text does,
# or what is said to rest on it, tells.
_PATTERNS = {
    "en": re.compile(
        r"\b(?:the|this|these|those|both|each) passages? (?:above |below |provided |given )?"
        r"(?:says?|mentions?|explains?|states?|describes?|tells?|talks?|discuss(?:es)?"
        r"|(?:is|are) about|(?:do|does) not (?:say|mention|state|explain)|don't|doesn't)\b"
        r"|\b(?:according to|based on|as stated in) (?:the|this|these) (?:given |provided )?"
        r"(?:passages?\b"
        r"|(?:text|information|context)(?: (?:provided|given|above|below))?(?=[,.]|$))"
        r"|\b(?:the|this) (?:provided|given|supplied) (?:text|passages?|information|context)\b"
        r"|\bas an? (?:ai|artificial intelligence)\b|\blanguage model\b|\bsystem prompt\b"
        r"|\bmy (?:instructions|rules|guidelines) (?:say|are|require|do not|don't)\b" + _TAG,
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:el|los|este|estos|cada) (?:pasajes?|fragmentos?) (?:proporcionad\w+ )?"
        r"(?:dicen?|hablan?|explican?|mencionan?|describen?|indican?|tratan? de|no dicen?)\b"
        r"|\b(?:según|de acuerdo con|con base en|basado en|basándome en) (?:el|los|este|estos|la) "
        r"(?:pasajes?|fragmentos?|(?:textos?|información|contexto) "
        r"(?:anterior|dad[oa]|proporcionad[oa]|suministrad[oa]|facilitad[oa])s?(?! por))\b"
        r"|\bcomo (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje|asistente virtual)\b"
        r"|\bmodelo de lenguaje\b|\bmis (?:instrucciones|reglas) (?:dicen|son|indican|no)\b"
        r"|\bprompt\b" + _TAG,
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"(?:제공된|주어진|제시된|위의?|아래) ?(?:글|본문|지문|구절|문장|자료|정보|내용|텍스트)"
        r"(?:에 따르면|에 의하면|에서는|에는|에 나와|(?:을|를) 바탕으로)"
        r"|(?:지문|본문|구절)(?:에 따르면|에서는|에는|에 의하면)"
        r"|(?:인공지능|언어 ?모델|AI|에이아이)(?:으로서|로서|이라서|이기 때문|입니다|이에요|예요)"
        r"|프롬프트|(?:제|저의) (?:지침|규칙|지시)(?:에|은|는|이|가|상)" + _TAG,
        re.IGNORECASE,
    ),
}


def check(context: CheckContext) -> Iterable[Excerpt]:
    """The words by which the sentence talks of its own making."""
    pattern = _PATTERNS.get(context.language)
    if pattern and (found := pattern.search(context.text)):
        yield Excerpt(text=found.group(), rule="talks of what it was given")


GUARDRAIL = Guardrail(
    name="talk-of-sources",
    side=Side.ANSWER,
    reason="Patients never see passages, rules or prompts; such words confuse, and may leak them.",
    action=Action.REVISE,
    check=check,
    caught={
        "en": ("The passage is about a breathing test.", "Based on the given text, drink."),
        "ko": ("제공된 글에 따르면 물을 드세요.", "저는 인공지능이에요."),
        "es": ("Según el pasaje, beba agua.", "Según la información proporcionada, beba agua."),
    },
    left_alone={
        "en": (
            "The passage between the nose and the throat is blocked.",
            "You will be given information to read at home.",
            "Read the information provided with your medicine.",
            "What are my instructions after the operation?",
        ),
        "ko": (
            "위의 내용물이 올라오면 속이 쓰려요.",
            "아래 내용을 의료진에게 말하세요.",
            "병원에서 제공된 자료를 읽어 보세요.",
        ),
        "es": (
            "Lea la información facilitada por su farmacia.",
            "Un fragmento de hueso se mueve.",
            "Según la información facilitada por el hospital, puede comer.",
        ),
    },
)
