"""Talks of what it was given or told: passages, rules, a prompt, being a machine."""

import re
from collections.abc import Iterable

from domain.verdicts import Action
from guardrails.guardrail import CheckContext, Excerpt, Guardrail, Side

_PATTERNS = {
    "en": re.compile(
        r"\b(?:the|this|that|these|those|your|both|each) passages? "
        r"(?:is|are|was|says?|does|do|don't|doesn't|mentions?|explains?|states?|describes?|gives?"
        r"|provides?|tells?|talks?|covers?|contains?|includes?|about|above|below|between)\b"
        r"|\b(?:according to|based on|as stated in|in|from) (?:the|this|these) "
        r"(?:(?:given|provided|above) )?passages?\b"
        r"|\b(?:provided|given|supplied) (?:text|passages?|information|context|sources?)\b"
        r"|\b(?:text|information|context) (?:provided|given|above|below)\b"
        r"|\bas an? (?:ai|artificial intelligence|language model|assistant)\b|\blanguage model\b"
        r"|\b(?:system prompt|my (?:instructions|rules|guidelines|prompt))\b"
        r"|\b(?:the|these|those) rules (?:above|below|say|require)\b"
        r"|</?(?:passages?|question|sentence)>",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:el|los|este|estos|ese|esos|cada) (?:pasajes?|fragmentos?) "
        r"(?:\w+ )?(?:es|son|dicen?|habla|hablan|explican?|mencionan?|describen?|proporcionad\w+)\b"
        r"|\b(?:según|de acuerdo con|con base en|basado en|como (?:dice|indica)n?) "
        r"(?:el|los|este|estos) (?:pasajes?|fragmentos?|textos? (?:dado|anterior)\w*)\b"
        r"|\b(?:textos?|información|contexto) (?:proporcionad|suministrad|facilitad)[oa]s?\b"
        r"|\bcomo (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje|asistente)\b"
        r"|\bmodelo de lenguaje\b|\bmis (?:instrucciones|reglas)\b|\bprompt\b"
        r"|</?(?:passages?|question|sentence)>",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"(?:제공된|주어진|제시된|위의?|아래) ?(?:글|본문|지문|구절|문장|자료|정보|내용|텍스트)"
        r"(?:에|은|는|이|을|를|의|로)"
        r"|(?:지문|본문|구절)(?:에 따르면|에서는|에는|에 의하면|은 |이 말)"
        r"|(?:인공지능|언어 ?모델|AI|에이아이)(?:으로서|로서|이라서|이기 때문|입니다|이에요|예요)"
        r"|(?:시스템 )?프롬프트|(?:제|저의) (?:지침|규칙|지시)"
        r"|</?(?:passages?|question|sentence)>",
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
        "es": ("Según el pasaje, beba agua.", "La información proporcionada habla de agua."),
    },
    left_alone={
        "en": ("Asthma makes the air passages narrow.", "Blood in the back passage is a sign."),
        "ko": ("위의 내시경을 해요.", "아래 글씨가 잘 안 보이면 말해 주세요."),
        "es": ("El aire pasa por vías estrechas.", "Un fragmento de hueso se mueve."),
    },
)
