"""Hangul that was typed letter by letter ("ㅇㅏㄴ", "주ㄱ고"), put together again."""

import re

Piece = tuple[str, int, int]

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_BASE = 0xAC00
_RUN = re.compile(r"[ㄱ-ㅣ]{2,}")
_SYLLABLE = re.compile(rf"([{_LEADS}])([{_VOWELS}])([{_TAILS[1:]}](?![{_VOWELS}]))?")
_LOST_TAIL = re.compile(rf"([가-힣])([{_TAILS[1:]}])(?=[가-힣])")


def is_lone(cluster: str) -> bool:
    """Whether this is one letter of the compatibility block (ㄱ–ㅣ), which NFKC would spoil."""
    return len(cluster) == 1 and "ㄱ" <= cluster <= "ㆎ"


def tail(syllable: str) -> str:
    """The final consonant of a syllable block as a compatibility letter, or an empty string."""
    if not "가" <= syllable <= "힣":
        return ""
    return _TAILS[(ord(syllable) - _BASE) % 28].strip()


def without_tail(syllable: str) -> str:
    """The syllable block without its final consonant (간 → 가)."""
    return chr(ord(syllable) - (ord(syllable) - _BASE) % 28)


def composed(pieces: list[Piece]) -> list[Piece]:
    """Pieces in which runs of lone letters that spell syllables are syllable blocks.

    Laughter and tears (ㅋㅋ, ㅠㅠ) do not spell syllables and stay. A single final that
    slipped out of its block before another block is put back (주ㄱ고 → 죽고).
    """
    return _with_tails(_with_syllables(pieces))


def _with_syllables(pieces: list[Piece]) -> list[Piece]:
    text = "".join(char for char, _, _ in pieces)
    parts: list[Piece] = []
    done = 0
    for run in _RUN.finditer(text):
        found = list(_SYLLABLE.finditer(run.group()))
        if sum(len(one.group()) for one in found) != len(run.group()):
            continue
        parts += pieces[done : run.start()]
        for one in found:
            first, last = run.start() + one.start(), run.start() + one.end() - 1
            parts.append((_block(*one.groups()), pieces[first][1], pieces[last][2]))
        done = run.end()
    return parts + pieces[done:]


def _with_tails(pieces: list[Piece]) -> list[Piece]:
    text = "".join(char for char, _, _ in pieces)
    parts: list[Piece] = []
    done = 0
    for found in _LOST_TAIL.finditer(text):
        if tail(found[1]):
            continue
        parts += pieces[done : found.start()]
        block = chr(ord(found[1]) + _TAILS.index(found[2]))
        parts.append((block, pieces[found.start()][1], pieces[found.end() - 1][2]))
        done = found.end()
    return parts + pieces[done:]


def _block(lead: str, vowel: str, final: str | None) -> str:
    code = (_LEADS.index(lead) * 21 + _VOWELS.index(vowel)) * 28
    return chr(_BASE + code + _TAILS.index(final or " "))
