"""Digits spelled out in Korean (공일공 일이삼사), and letters that stand for 010 (O1O)."""

import re

from guardrails.identifiers.spelled_latin import Figures

_FIGURES = dict(zip("공영일이삼사오육륙칠팔구", "001234566789", strict=True))
_DIGIT = r"[0-9공영일이삼사오육륙칠팔구]"
_RUN = re.compile(rf"{_DIGIT}(?:(?:[ ,.\-~]{{1,3}}|에 ?|의 ?| ?다시 ?)?{_DIGIT}){{6,24}}")
_ENDING = re.compile(r"에요|예요|고|구요|라|며|니|랑|죠|지|야|요|다|여")
_SPELLED_AT_LEAST = 4
_MOBILE, _RESIDENT = 11, 13  # digits of a mobile and of a resident number
_PREFIX = re.compile(r"(?<![^\W_])(?!010)[oO0공영][1lI|일][oO0공영](?=[ .\-]?[0-9])")


def korean_runs(text: str) -> list[tuple[int, int, Figures]]:
    """Runs of at least seven digits, four of them spelled: start, end, figures."""
    runs: list[tuple[int, int, Figures]] = []
    for found in _RUN.finditer(text):
        if sum(char in _FIGURES for char in found.group()) >= _SPELLED_AT_LEAST:
            figures = _without_ending(text, _figures(text, found))
            runs.append((found.start(), figures[-1][2], figures))
    return runs


def prefix_runs(text: str) -> list[tuple[int, int, Figures]]:
    """O1O, 0l0, 공1공: letters for the digits of a Korean mobile prefix."""
    return [
        (start, end, [(char, start + place, start + place + 1) for place, char in enumerate("010")])
        for start, end in (found.span() for found in _PREFIX.finditer(text))
    ]


def _figures(text: str, found: re.Match[str]) -> Figures:
    figures = Figures()
    for place in range(*found.span()):
        char = _FIGURES.get(text[place], text[place])
        if char in "0123456789-":
            figures.append((char, place, place + 1))
        elif char == "시":  # the end of 다시, "dash"
            figures.append(("-", place - 1, place + 1))
    return figures


def _without_ending(text: str, figures: Figures) -> Figures:
    """이 and 구 also begin the ending after a number ("오육칠팔이에요"): not a digit too many."""
    digits = [place for place, (char, _, _) in enumerate(figures) if char != "-"]
    is_mobile = "".join(figures[place][0] for place in digits[:2]) == "01"
    whole = _MOBILE if is_mobile else _RESIDENT
    if len(digits) >= whole:
        return figures[: digits[whole - 1] + 1]
    _, start, end = figures[-1]
    return figures[:-1] if text[start] in "이구" and _ENDING.match(text, end) else figures
