"""Orders to an assistant hidden in a message or a page, plain or encoded.

Used on patients' messages (guardrails/checks/injection.py) and on pages (`teachback
check`): a page that gives orders to a machine is a fault.
"""

import base64
import binascii
import codecs
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from text.unicode import normalised

_DATA = Path(__file__).parent / "data"
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
    for pattern in _patterns():
        match = pattern.search(spaced) or pattern.search(_SPACES.sub("", folded))
        if match:
            yield match[0]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Every language's patterns: orders come in any language."""
    files = sorted(_DATA.glob("injections_*.toml"))
    orders = (order for file in files for order in tomllib.loads(file.read_text("utf-8"))["orders"])
    return tuple(re.compile(order) for order in orders)


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
