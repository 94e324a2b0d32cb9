"""Digits spelled out in English and Spanish: oh one two, double five, seis doce."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Figures = list[tuple[str, int, int]]
"""Characters to read, each with where it stood in the text: start, end."""

_DIGITS_AT_LEAST = 7
_WORDS_AT_LEAST = 3
_TOKEN = re.compile(r"[^\W_]+")
_COUNTING = ("1234567", "7654321", "10987")  # one two three four … is no number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    """Words to figures, multipliers and signs, and runs of all of them."""

    figures: dict[str, str]
    times: dict[str, int]
    signs: dict[str, str]
    run: re.Pattern[str]


@cache
def _spoken() -> _Spoken:
    raw = files("text.data").joinpath("spelled_digits.toml").read_text(encoding="utf-8")
    tables = {
        name: {word: value for value, words in table.items() for word in words.split()}
        for name, table in tomllib.loads(raw).items()
    }
    known = sorted((word for table in tables.values() for word in table), key=len, reverse=True)
    token = rf"(?:(?:{'|'.join(known)})(?![^\W_])|[0-9]{{1,8}}(?!\w))"
    run = rf"(?<!\w){token}(?:[ ,.\-]{{1,3}}(?:(?:y|and) )?{token}){{3,30}}"
    return _Spoken(
        figures=tables["figures"],
        times={word: int(value) for word, value in tables["times"].items()},
        signs=tables["signs"],
        run=re.compile(run, re.IGNORECASE),
    )


def latin_runs(text: str) -> list[tuple[int, int, Figures]]:
    """Runs of at least seven digits, three of them spelled: start, end, figures."""
    runs: list[tuple[int, int, Figures]] = []
    for found in _spoken().run.finditer(text):
        tokens = list(_TOKEN.finditer(text, *found.span()))
        figures = _figures(tokens)
        spelled = sum(not token.group().isdigit() for token in tokens)
        number = "".join(char for char, _, _ in figures)
        enough = spelled >= _WORDS_AT_LEAST and len(number) >= _DIGITS_AT_LEAST
        if enough and not number.startswith(_COUNTING):
            runs.append((*found.span(), figures))
    return runs


def _figures(tokens: list[re.Match[str]]) -> Figures:
    spoken, figures = _spoken(), Figures()
    times, open_zeros = 1, 0
    for token in tokens:
        word = token.group().lower()
        value = word if word.isdigit() else spoken.figures.get(word, "")
        if word in spoken.signs:
            figures.append((spoken.signs[word], *token.span()))
        if value:
            if len(value) <= open_zeros and value.strip("0"):  # treinta y cuatro: 30, 4 → 34
                del figures[-len(value) :]
            figures += [(char, *token.span()) for char in value * times]
            open_zeros = _zeros(value) if not word.isdigit() else 0
        times = spoken.times.get(word, 1)
    return figures


def _zeros(value: str) -> int:
    return len(value) - len(value.rstrip("0")) if len(value) > 1 else 0
