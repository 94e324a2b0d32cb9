"""Syllables of Spanish words, by the rules of the Ortografía (RAE, 2010).

Two open vowels part (a-é-re-o), a closed one with a written accent parts from an open one
(dí-a), two equal vowels part (le-er); all else is one syllable, an h between them or not.
A closed vowel after a prefix that is still felt as one parts too (contra-in-di-ca-do).
"""

import re
import unicodedata
from itertools import pairwise

_OPEN = frozenset("aeoáéóàèò")
_STRESSED = frozenset("íúì")
_VOWELS = _OPEN | _STRESSED | frozenset("iuüï")
_MUTE_U = re.compile(r"(?<=q)u|(?<=g)u(?=[eiéí])")
_FINAL_Y = re.compile(r"(?<![aeiouáéíóú])y$|(?<=[aeiouáéó])y(?![aeiouáéíóúü])")
_LETTERS = re.compile(r"[a-zñçáéíóúàèìòüï]+")
_PREFIX = re.compile(
    r"^(?:contra|auto|neuro|cardio|bio|micro|macro|inmuno|intra|extra|infra|ultra|anti|semi|poli)"
    r"(?=(?:in[a-z]|im[a-z]|ir[a-z]|ut|ur|us|un))"
    r"|^(?:re|pre|co)(?=in[fcgstv]|im[pb])"
)


def syllables(word: str) -> int:
    """Syllables of one Spanish word, at least 1. A figure counts as two, the mean of words.

    Letters other than Spanish ones are passed over.
    """
    whole = unicodedata.normalize("NFC", word.lower())
    if not any(char.isalpha() for char in whole):
        return 2
    return max(1, sum(_of_part(part) for part in _LETTERS.findall(whole)))


def _of_part(part: str) -> int:
    prefix = _PREFIX.match(part)
    if prefix and prefix.end() < len(part):
        return _of_part(part[: prefix.end()]) + _of_part(part[prefix.end() :])
    plain = _FINAL_Y.sub("i", _MUTE_U.sub("", part))
    runs = re.split(r"(?:[^aeiouáéíóúàèìòüïh]|(?<![aeiouáéíóúü])h)+h?", plain)
    return sum(_of_run(run.replace("h", "")) for run in runs)


def _of_run(run: str) -> int:
    """Syllables of a run of vowels: its peaks, and one more for each pair of equal ones."""
    peaks = sum(char in _OPEN for char in run)
    peaks += sum(
        char in _STRESSED and bool(_OPEN & set(run[max(0, at - 1) : at + 2]))
        for at, char in enumerate(run)
    )
    twins = sum(_is_twin(a, b) for a, b in pairwise(run))
    return (peaks or bool(run)) + twins


def _is_twin(first: str, second: str) -> bool:
    pair = {unicodedata.normalize("NFD", char)[0] for char in (first, second)}
    return len(pair) == 1 and first not in _OPEN and second not in _OPEN
