"""The same message as hurried people write it: no accents, no stops, slips of the finger.

Used to tune the route encoder on (training/) and to see that a danger stays one (evals/).
"""

import random
import re
import unicodedata
from collections.abc import Callable

Rewrite = Callable[[str, random.Random], str]
HANGUL = re.compile(r"[가-힣]")
_ENDS = (" ㅠㅠ", " ...", "??", "!!", "ㅋㅋ", " 🙏", " 😭", "~")
LEADS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")  # noqa: SIM905 - read as a table
VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")  # noqa: SIM905 - read as a table
TAILS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")  # noqa: SIM905 - read as a table
LINKED = " g kk gs n nj n d r lg lm lb ls lt lp r m b bs s ss  j ch k t p ".split(" ")  # noqa: SIM905 - read as a table
"""A syllable's letters by their place in Unicode; LINKED: an end before a silent ㅇ."""


def lower(text: str, _: random.Random) -> str:
    """No capitals."""
    return text.lower()


def capitals(text: str, _: random.Random) -> str:
    """All capitals."""
    return text.upper()


def bare(text: str, _: random.Random) -> str:
    """Without accents; Hangul and kana stay whole."""
    parts = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in parts if not (unicodedata.combining(c) and ord(c) < 0x370))
    return unicodedata.normalize("NFC", kept)


def unpunctuated(text: str, _: random.Random) -> str:
    """Without stops and signs."""
    return re.sub(r"[^\w\s]", "", text)


def ended(text: str, rng: random.Random) -> str:
    """With a sigh, a smile or marks behind it."""
    return text + rng.choice(_ENDS)


def slips(text: str, rng: random.Random) -> str:
    """A letter left out, twice, or before its neighbour: about one in twenty-five."""
    letters = list(text)
    for _ in range(max(1, len(letters) // 25)):
        place = rng.randrange(max(1, len(letters)))
        kind = rng.randrange(3)
        if kind == 0 and len(letters) > 4:
            del letters[place]
        elif kind == 1 and place + 1 < len(letters):
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        elif letters:
            letters.insert(place, letters[place])
    return "".join(letters)


def spaced(text: str, rng: random.Random) -> str:
    """Spaces lost, as on a phone: all or some in Korean, one in the other languages."""
    if not HANGUL.search(text):
        gaps = [place for place, char in enumerate(text) if char == " "]
        lost = rng.choice(gaps) if gaps else -1
        return "".join(char for place, char in enumerate(text) if place != lost)
    if rng.random() < 0.5:
        return text.replace(" ", "")
    return re.sub(" ", lambda _: "" if rng.random() < 0.4 else " ", text)


def lettered(text: str, _: random.Random) -> str:
    """One Korean word letter by letter (아파 → ㅇㅏㅍㅏ)."""
    words = [word for word in re.findall(r"[가-힣]+", text) if len(word) > 1]
    return text.replace(words[0], "".join(map(_letters, words[0])), 1) if words else text


def romanised(text: str, _: random.Random) -> str:
    """Korean in Latin letters: the Revised Romanization (2000), with finals linked over."""
    return re.sub(r"[가-힣]+", lambda run: _in_latin(run.group()), text)


REWRITES: dict[str, Rewrite] = {
    "lower case": lower,
    "capitals": capitals,
    "no accents": bare,
    "no stops": unpunctuated,
    "ends": ended,
    "slips": slips,
    "spaces": spaced,
    "letters": lettered,
    "romanised": romanised,
}
"""Every way, by the name that figures have."""


def _parts(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - 0xAC00
    return code // 588, code % 588 // 28, code % 28


def _letters(syllable: str) -> str:
    lead, vowel, tail = _parts(syllable)
    whole = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[lead] + chr(ord("ㅏ") + vowel)
    return whole + (" ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"[tail].strip())


def _in_latin(run: str) -> str:
    written: list[str] = []
    for place, syllable in enumerate(run):
        lead, vowel, tail = _parts(syllable)
        following = _parts(run[place + 1])[0] if place + 1 < len(run) else -1
        links = following == 11 and tail not in {0, 21}  # before a silent ㅇ; ㅇ itself never links
        written += [LEADS[lead], VOWELS[vowel], (LINKED if links else TAILS)[tail]]
    return "".join(written)
