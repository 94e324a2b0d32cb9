"""Which language a message is written in: scripts first, then a model for Latin letters."""

import re
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from domain.languages import LanguageTag
from text.words import common

HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
KANA = re.compile(r"[\u3041-\u30ff]")
HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
SPANISH = re.compile(r"[ñÑ¿¡]")
SHORTEST = 12
"""Latin letters below which a guess is worth less than what was spoken before."""


def identify(text: str, allowed: Collection[LanguageTag]) -> LanguageTag | None:
    """The language most of the text is in; None where it cannot be told.

    Args:
        text: any message.
        allowed: the tags to choose from.
    """
    script = _by_script(text)
    if script is not None:
        return script if script in allowed else None
    if len(LATIN.findall(text)) == 0:
        return None
    return _latin(text, frozenset(allowed))


def _by_script(text: str) -> LanguageTag | None:
    """Korean, Japanese or Chinese where their letters outweigh Latin words."""
    latin = len(LATIN.findall(text)) / 4
    kana, han, hangul = (len(p.findall(text)) for p in (KANA, HAN, HANGUL))
    if hangul and hangul >= latin and hangul >= kana:
        return LanguageTag("ko")
    if kana and kana + han >= latin:
        return LanguageTag("ja")
    if han and han >= latin:
        return LanguageTag("zh")
    return None


def _latin(text: str, allowed: frozenset[LanguageTag]) -> LanguageTag | None:
    if LanguageTag("vi") in allowed and len(VIETNAMESE.findall(text)) >= 2:
        return LanguageTag("vi")
    if LanguageTag("es") in allowed and SPANISH.search(text):
        return LanguageTag("es")
    written = [word.strip(".,!?¡¿").casefold() for word in text.split()]
    english, spanish = (sum(word in common(tag) for word in written) for tag in ("en", "es"))
    if abs(english - spanish) >= 2 and {"en", "es"} <= allowed:
        return LanguageTag("en" if english > spanish else "es")
    if len(LATIN.findall(text)) < SHORTEST:
        return None
    candidates = sorted(allowed & {"en", "es", "vi"})
    return _identifier(tuple(candidates))(text)


@cache
def _identifier(candidates: tuple[str, ...]) -> Callable[[str], LanguageTag]:
    """py3langid narrowed to the candidates; it is untyped, so this is where types begin."""
    identifier: Any = LanguageIdentifier.from_model_file(MODEL_FILE)  # pyright: ignore[reportUnknownMemberType]
    identifier.set_languages(list(candidates))

    def classify(text: str) -> LanguageTag:
        return LanguageTag(str(identifier.classify(text)[0]))

    return classify
