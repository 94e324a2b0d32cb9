"""What a message wants of the chat itself: another level, another language, courtesy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.languages import Language, LanguageTag

_EDGES = re.compile(r"^[\s\W_]+|[\s\W_]+$")
_APOSTROPHES = re.compile(r"['’`´]")
LONGEST = 80
"""Characters of a command or courtesy; patterns of repeated words take too long on more."""


class Wish(StrEnum):
    """What a message asks of the chat, when it is not a question about health."""

    SIMPLER = "simpler"
    HARDER = "harder"
    SHORTER = "shorter"
    LANGUAGE = "language"
    GREETING = "greeting"
    THANKS = "thanks"
    OVER = "over"
    EMPTY = "empty"
    NOT_WORDS = "not_words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The wish, and the language that was asked for."""

    wish: Wish
    language: LanguageTag | None = None


ORDER = (Wish.OVER, Wish.SIMPLER, Wish.HARDER, Wish.SHORTER, Wish.GREETING, Wish.THANKS)


def understand(text: str, languages: Mapping[LanguageTag, Language]) -> Understood | None:
    """The wish that is the whole message, in any language; None for a question."""
    bare = _APOSTROPHES.sub("", _EDGES.sub("", text).casefold())
    if not bare:
        return Understood(wish=Wish.NOT_WORDS if text.strip() else Wish.EMPTY)
    return _asked_of_the_chat(bare, languages) if len(bare) <= LONGEST else None


def _asked_of_the_chat(bare: str, languages: Mapping[LanguageTag, Language]) -> Understood | None:
    for language in languages.values():
        for tag, patterns in language.phrases.language.items():
            if _whole(patterns, bare):
                return Understood(wish=Wish.LANGUAGE, language=LanguageTag(tag))
        for wish in ORDER:
            if _whole(getattr(language.phrases, wish.value), bare):
                return Understood(wish=wish)
    return None


def leans_on_the_turn_before(text: str, language: Language) -> bool:
    """Whether a message needs the subject of the one before: "and for children?"."""
    folded = _APOSTROPHES.sub("", text.casefold()).strip()
    return any(re.search(pattern, folded) for pattern in language.phrases.follow_up)


def _whole(patterns: tuple[str, ...], text: str) -> bool:
    return any(re.fullmatch(pattern, text) for pattern in patterns)
