"""Digits that are spelled out, read as figures: 공일공, oh one two, seis doce."""

import re
from dataclasses import dataclass
from functools import cache

_KOREAN = dict(zip("공영일이삼사오육륙칠팔구", "001234566789", strict=True))
_ENGLISH = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3",
    "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SPANISH = {
    "cero": "0", "un": "1", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5",
    "seis": "6", "siete": "7", "ocho": "8", "nueve": "9", "diez": "10", "once": "11",
    "doce": "12", "trece": "13", "catorce": "14", "quince": "15", "dieciseis": "16",
    "dieciséis": "16", "diecisiete": "17", "dieciocho": "18", "diecinueve": "19",
    "veinte": "20", "veintiuno": "21", "veintiún": "21", "veintidos": "22", "veintidós": "22",
    "veintitres": "23", "veintitrés": "23", "veinticuatro": "24", "veinticinco": "25",
    "veintiseis": "26", "veintiséis": "26", "veintisiete": "27", "veintiocho": "28",
    "veintinueve": "29",
}  # fmt: skip
_SPANISH_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_SPANISH_HUNDREDS = (
    ["ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos", "novecientos"]
)
_TIMES = {"double": 2, "triple": 3, "doble": 2}
_DASHES = ("dash", "hyphen", "guion", "guión")
_PLUS = ("plus", "más", "mas")
_DIGITS_AT_LEAST = 7
_WORDS_AT_LEAST = 3

# 이 and 구 also begin the ending that follows a number ("오육칠팔이에요", "칠팔이구요").
_KO_DIGIT = (
    r"(?:[0-9공영일삼사오육륙칠팔]|이(?!에요|예요|고|구요|라|며|니|랑|죠|지|야|요|다)|구(?!요|여))"
)
_KO_RUN = re.compile(rf"{_KO_DIGIT}(?:(?:[ ,.\-~]{{1,3}}|에 ?|의 ?| ?다시 ?)?{_KO_DIGIT}){{6,24}}")
_ASIDE = re.compile(r"(?<![^\W_])[oO0][1lI|][oO0](?=[ .\-]?[0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A text with figures for spelled-out digits, and where each character stood."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the text as it was spelled of `text[start:end]`."""
        return self.starts[start], self.ends[end - 1]


def with_figures(text: str) -> Spelled | None:
    """The text with runs of at least seven spelled digits as figures; None without one."""
    runs = sorted([*_korean_runs(text), *_latin_runs(text), *_aside_runs(text)])
    if not runs:
        return None
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, figures in runs:
        if start < done:
            continue
        for place in range(done, start):
            chars.append(text[place])
            starts.append(place)
            ends.append(place + 1)
        for figure, first, last in figures:
            chars.append(figure)
            starts.append(first)
            ends.append(last)
        done = end
    for place in range(done, len(text)):
        chars.append(text[place])
        starts.append(place)
        ends.append(place + 1)
    return Spelled(text="".join(chars), starts=tuple(starts), ends=tuple(ends))


_Figures = list[tuple[str, int, int]]
_Run = tuple[int, int, _Figures]


def _korean_runs(text: str) -> list[_Run]:
    if not any(digit in text for digit in "일이삼사오육륙칠팔"):
        return []
    runs: list[_Run] = []
    for found in _KO_RUN.finditer(text):
        if sum(char in _KOREAN for char in found.group()) < _WORDS_AT_LEAST + 1:
            continue
        figures: _Figures = []
        for place in range(*found.span()):
            char = _KOREAN.get(text[place], text[place])
            if char.isdigit() or char == "-":
                figures.append((char, place, place + 1))
            elif char == "시":  # the end of 다시, "dash"
                figures.append(("-", place - 1, place + 1))
        runs.append((*found.span(), figures))
    return runs


def _aside_runs(text: str) -> list[_Run]:
    """O1O, 0l0: letters for the digits of a Korean mobile prefix."""
    return [
        (
            found.start(),
            found.end(),
            [
                (figure, found.start() + place, found.start() + place + 1)
                for place, figure in enumerate("010")
            ],
        )
        for found in _ASIDE.finditer(text)
        if found.group() != "010"
    ]


@cache
def _latin() -> tuple[re.Pattern[str], dict[str, str]]:
    """The words of English and Spanish, with what each is in figures."""
    words = {**_ENGLISH, **_SPANISH}
    for tens, start in ((_ENGLISH_TENS, 2), (_SPANISH_TENS, 3)):
        words |= {word: f"{number}0" for number, word in enumerate(tens, start)}
    words |= {word: f"{number}00" for number, word in enumerate(_SPANISH_HUNDREDS, 1)}
    known = (*words, *_TIMES, *_DASHES, *_PLUS)
    alternatives = "|".join(sorted(known, key=len, reverse=True))
    token = rf"(?:(?:{alternatives})(?![^\W_])|[0-9]{{1,8}}(?![^\W]))"
    run = rf"(?<![^\W]){token}(?:[ ,.\-]{{1,3}}(?:(?:y|and) )?{token}){{3,30}}"
    return re.compile(run, re.IGNORECASE), words


def _latin_runs(text: str) -> list[_Run]:
    run, words = _latin()
    runs: list[_Run] = []
    for found in run.finditer(text):
        figures, spelled = _figures(text, found.start(), found.end(), words)
        if spelled >= _WORDS_AT_LEAST and len(figures) >= _DIGITS_AT_LEAST and not _counts(figures):
            runs.append((*found.span(), figures))
    return runs


_TOKEN = re.compile(r"[^\W_]+")


def _figures(text: str, start: int, end: int, words: dict[str, str]) -> tuple[_Figures, int]:
    figures: _Figures = []
    spelled, times, round_to = 0, 1, 0
    for token in _TOKEN.finditer(text, start, end):
        word = token.group().lower()
        if word in _TIMES:
            times = _TIMES[word]
            continue
        if word in _DASHES or word in _PLUS:
            figures.append(("-" if word in _DASHES else "+", *token.span()))
            continue
        value = words.get(word, word) if not word.isdigit() else word
        if value == word and not word.isdigit():  # "y", "and"
            continue
        spelled += not word.isdigit()
        if round_to and len(value) <= round_to and value.strip("0"):  # treinta y cuatro
            del figures[-len(value) :]
        figures += [(figure, *token.span()) for figure in value * times]
        tail = len(value) - len(value.rstrip("0"))
        round_to = tail if not word.isdigit() and len(value) > 1 else 0
        times = 1
    return figures, spelled


def _counts(figures: _Figures) -> bool:
    """One two three four … is counting, not a number."""
    return "".join(figure for figure, _, _ in figures).startswith(("1234567", "7654321", "10987"))
