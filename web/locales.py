"""Which language to greet somebody in, before they have said a word."""

from collections.abc import Iterable

from domain.languages import ENGLISH, LanguageTag


def preferred(accept_language: str | None, known: Iterable[LanguageTag]) -> LanguageTag:
    """The first language a browser asks for that the chat can speak, else English.

    Args:
        accept_language: an `Accept-Language` header or one tag (`es-MX`); may be None.
        known: the languages the chat can speak.
    """
    speakable = set(known)
    for tag in _ranked(accept_language or ""):
        primary = LanguageTag(tag.split("-")[0].lower())
        if primary in speakable:
            return primary
    return ENGLISH


def _ranked(header: str) -> list[str]:
    """The header's tags, the most wanted first; a broken weight counts as none."""
    weighted: list[tuple[float, str]] = []
    for entry in header[:500].split(","):
        tag, _, weight = entry.strip().partition(";q=")
        weighted.append((_number(weight) if weight else 1.0, tag.strip()))
    return [tag for weight, tag in sorted(weighted, key=lambda pair: -pair[0]) if weight > 0]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
