"""How much of the passages a model is given: the best first, none cut within a sentence."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import tiktoken

from domain.corpus import Passage
from text.sentences import sentences

TOKENS = 3000
"""For the passages; with the rules, a question and an answer a model of 4,096 holds it all."""
_TABLE = "o200k_base"
_FILE = hashlib.sha1(  # noqa: S324 - tiktoken's name for the file
    f"https://openaipublic.blob.core.windows.net/encodings/{_TABLE}.tiktoken".encode()
).hexdigest()
_LATIN = re.compile(r"[\x20-\x7e\u00a0-\u024f]")
_LATIN_A_TOKEN = 3
"""Letters a token holds where it cannot be counted: fewer than any language of ours has."""


def within(
    passages: tuple[Passage, ...], most: int = TOKENS, counted: Callable[[str], int] | None = None
) -> tuple[Passage, ...]:
    """The passages by rank as far as they go; the last one as far as its whole sentences go.

    Args:
        passages: best first.
        most: tokens.
        counted: tokens of a text; None: by the table where it is at hand, else estimated.
    """
    return tuple(_fitting(passages, most, counted or tokens))


def tokens(text: str) -> int:
    """Tokens by o200k_base where TIKTOKEN_CACHE_DIR holds its table, else an estimate above them.

    tiktoken would fetch a table that is not there; it is never asked to.
    """
    table = _table()
    return len(table.encode(text, disallowed_special=())) if table else estimated(text)


def estimated(text: str) -> int:
    """A third of the Latin letters and one for every other: more than tokenizers in use make."""
    latin = len(_LATIN.findall(text))
    return -(-latin // _LATIN_A_TOKEN) + len(text) - latin


@cache
def _table() -> tiktoken.Encoding | None:
    folder = os.environ.get("TIKTOKEN_CACHE_DIR")
    if not folder or not (Path(folder) / _FILE).is_file():
        return None
    return tiktoken.get_encoding(_TABLE)


def _fitting(
    passages: tuple[Passage, ...], most: int, counted: Callable[[str], int]
) -> Iterator[Passage]:
    left = most
    for passage in passages:
        size = counted(passage.text)
        if size > left:
            kept = _whole_sentences(passage, left, counted)
            if kept:
                yield replace(passage, text=kept)
            return
        left -= size
        yield passage


def _whole_sentences(passage: Passage, most: int, counted: Callable[[str], int]) -> str:
    kept = ""
    for sentence in sentences(passage.text, passage.language):
        longer = f"{kept} {sentence}".strip()
        if counted(longer) > most:
            break
        kept = longer
    return kept
