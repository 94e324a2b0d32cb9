"""Orders to an assistant hidden in a message or a page, plain or encoded.

Used on patients' messages (guardrails/checks/injection.py) and on pages (`teachback
check`): a page that gives orders to a machine is a fault.
"""

import base64
import binascii
import codecs
import re
from collections.abc import Iterable

from text.unicode import normalised

_ORDERS = tuple(
    re.compile(pattern)
    for pattern in (
        # English
        r"\b(?:ignore|disregard|forget|override|bypass|drop)\b.{0,40}\b(?:instruction|prompt|rule|guideline|guardrail|restriction|direction|polic|filter|everything (?:above|before|you)|all (?:of )?(?:the )?(?:above|previous|prior))",
        r"\b(?:system|developer|hidden|initial|secret|original)\s?(?:prompt|message|instruction)s?\b",
        r"\b(?:reveal|show|print|repeat|output|tell me|leak|display)\b.{0,30}\b(?:your|the|all) (?:\w+ )?(?:prompt|instructions|rules|guidelines|configuration)\b",
        r"\b(?:you are|youre|act|behave|pretend|respond|answer|roleplay|role play)\b.{0,30}\b(?:unrestricted|unfiltered|uncensored|without (?:any )?(?:rules|restrictions|limits|filters|guidelines)|no (?:rules|restrictions|limits|filters)|jailbr|dan\b|evil)",
        r"\b(?:developer|debug|god|admin|sudo|maintenance|jailbreak|dan) mode\b",
        r"\b(?:jailbreak|do anything now)\b",
        r"\bfrom now on\b.{0,40}\b(?:you (?:are|will|must|have)|respond|answer|act)\b",
        r"\bnew (?:instructions|rules|system prompt)\s?:",
        r"(?:<\|?|\[)\s?/?(?:system|im_start|im_end|inst|assistant)\s?(?:\|?>|\])",
        r"^\s*(?:###\s*)?(?:system|assistant|developer)\s?:",
        r"\b(?:decode|decipher|rot13|base64)\b.{0,60}\b(?:follow|execute|obey|answer|do (?:it|what)|respond|comply|run)\b",
        # Korean, written without spaces
        r"(?:지시|명령|규칙|프롬프트|설정|지침|안전장치|필터|제한|가이드라인)(?:사항|문)?(?:들)?(?:을|를|은|는|도)?(?:전부|모두|다|싹|완전히|일단)?(?:무시|잊어|잊고|해제|우회|꺼(?!내)|끄고|따르지마|삭제|풀어)",
        r"(?:무시하고|잊고|잊어버리고).{0,20}(?:대답|답해|행동|말해|알려|따라)",
        r"(?:시스템|개발자|초기|숨겨진|내부)(?:프롬프트|메시지|지시|지침|명령|설정)",
        r"(?:개발자|관리자|디버그|탈옥|무제한|DAN|dan)모드",
        r"(?:제한|검열|규칙|필터|윤리)(?:이|가|도)?(?:없는|없이|풀린|해제된).{0,12}(?:ai|의사|챗봇|인공지능|어시스턴트|모델|답|대답|말)",
        r"(?:지금|이제|여기서)부터(?:너는|넌|당신은|네가|니가).{0,30}(?:이다|이야|야|역할|처럼|되어|답해|행동)",
        # Spanish, without accents
        r"\b(?:ignor\w{0,4}|olvid\w{0,5}|descart\w{0,3}|omit\w{0,3}|salta\w{0,3}|desobedec\w{0,3})\b.{0,40}\b(?:instruccion|regla|indicacion|orden|prompt|restriccion|norma|filtro|todo lo anterior)",
        r"\b(?:prompt|mensaje|instruccion(?:es)?) (?:del? sistema|inicial(?:es)?|ocult[oa]s?|secret[oa]s?|original(?:es)?)\b",
        r"\b(?:muestra|muestrame|revela|revelame|imprime|repite|dime|ensena\w{0,2})\b.{0,30}\b(?:tu|tus|el|las|sus?) (?:\w+ )?(?:prompt|instrucciones|reglas|configuracion)\b",
        r"\b(?:actua|comportate|responde|finge|haz de cuenta|eres|simula)\b.{0,40}\b(?:sin (?:restricciones|limites|reglas|filtros|censura)|ilimitado|jailbreak|dan\b)",
        r"\bmodo (?:desarrollador|administrador|dios|debug|dan|sin restricciones|libre)\b",
        r"\b(?:a partir de ahora|desde ahora|de ahora en adelante)\b.{0,30}\b(?:eres|seras|actua|responde|vas a|debes)\b",
    )
)
_SPACES = re.compile(r"\s+")
_APOSTROPHES = re.compile(r"['’`´]")
_ENCODED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[ :]?){12,}")
_ACCENTS = str.maketrans("áéíóúüñ", "aeiouun")


def injections(text: str) -> tuple[str, ...]:
    """The words that give an assistant orders; empty for an ordinary text.

    Reads the text itself, the text without spaces (Korean), and what base64, hex
    or rot13 in it decode to.
    """
    found = [words for reading in _readings(text) for words in _orders(reading)]
    return tuple(dict.fromkeys(found))


def _orders(text: str) -> Iterable[str]:
    folded = _APOSTROPHES.sub("", text.casefold()).translate(_ACCENTS)
    spaced = _SPACES.sub(" ", folded)
    for pattern in _ORDERS:
        match = pattern.search(spaced) or pattern.search(_SPACES.sub("", folded))
        if match:
            yield match[0]


def _readings(text: str) -> Iterable[str]:
    plain = normalised(text).text
    yield plain
    yield codecs.decode(plain, "rot13")
    for run in _ENCODED.findall(plain)[:8]:
        yield _decoded(run)
    for run in _HEX.findall(plain)[:4]:
        yield bytes.fromhex("".join(c for c in run if c.isalnum())).decode("utf-8", "ignore")


def _decoded(run: str) -> str:
    try:
        return base64.b64decode(run + "=" * (-len(run) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
