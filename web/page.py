"""Rewrites Chainlit's page: the patient's language, the banner, nothing from outside."""

import html
import re
from dataclasses import dataclass

_OUTSIDE = re.compile(r"<link\b[^>]*\bhref=\"https?://[^>]*>\s*", re.IGNORECASE)
_SOCIAL = re.compile(r"<meta property=\"og:[^>]*>\s*", re.IGNORECASE)
_LANG = re.compile(r"<html\b[^>]*>", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_ROOT = '<div id="root">'


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What a page is given.

    Attributes:
        language: the tag for `<html lang>`.
        banner: the demonstration line; empty where there is none.
        skip: the words of the link that leads past the page's head to the question.
        nonce: the one value that lets the page's own inline scripts run.
    """

    language: str
    banner: str
    skip: str
    nonce: str


def rewritten(page: str, dress: Dress) -> str:
    """The page as patients get it."""
    page = _SOCIAL.sub("", _OUTSIDE.sub("", page))
    page = _LANG.sub(f'<html lang="{html.escape(dress.language)}">', page, count=1)
    page = _SCRIPT.sub(f'<script nonce="{dress.nonce}"', page)
    return page.replace(_ROOT, _head(dress) + _ROOT, 1)


def _head(dress: Dress) -> str:
    hidden = "" if dress.banner else " hidden"
    return (
        f'<a id="tb-skip" href="#chat-input">{html.escape(dress.skip)}</a>'
        f'<header id="tb-banner"{hidden}>{html.escape(dress.banner)}</header>'
        '<div id="tb-status" role="status" aria-live="polite" hidden></div>'
    )
