"""A light, rule-based reader of Korean eojeol: is its stem an everyday word?"""

import re
from collections.abc import Iterator
from functools import cache

from text.jamo import tail, without_tail
from text.words import lines, words

_TRIM = re.compile(r"^[^\w]+|[^\w]+$")
_NOT_WORD = re.compile(r"^[\W\d_a-zA-Zµ%°./-]+[가-힣]{0,4}$")  # figures, units, 3일, 10시에
_LONGEST_STEM = 6


def is_basic(eojeol: str) -> bool:
    """Whether an eojeol is an everyday word with its particles and endings.

    Figures, Latin letters and counters after a figure are. The reader is generous: it takes
    the longest everyday stem and asks whether particles and endings can make up the rest.
    """
    word = _TRIM.sub("", eojeol)
    if not word or _NOT_WORD.match(word):
        return True
    longest = min(len(word), _LONGEST_STEM)
    return any(_fits(word[:size], word[size:]) for size in range(longest, 0, -1))


def _fits(stem: str, rest: str) -> bool:
    if stem in _nouns() and (not rest or _noun_rest().match(rest)):
        return True
    return stem in _verbs() and (not rest or _verb_rest().match(rest) is not None)


@cache
def _noun_rest() -> re.Pattern[str]:
    given = words("ko").reading
    particles, doing = _alternatives(given.particles), _alternatives(given.doing)
    endings = _alternatives(given.endings)
    return re.compile(rf"(?:{particles}){{1,3}}$|(?:{doing})(?:{endings}){{0,4}}$")


@cache
def _verb_rest() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(words('ko').reading.endings)}){{1,4}}$")


def _alternatives(given: str) -> str:
    return "|".join(sorted(given.split(), key=len, reverse=True))


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for line in lines("basic_ko_nouns.txt") for word in line.split())


@cache
def _verbs() -> frozenset[str]:
    stems = (word for line in lines("basic_ko_verbs.txt") for word in line.split())
    return frozenset(form for stem in stems for form in _forms(*stem.partition("/")[::2]))


def _forms(stem: str, kind: str) -> Iterator[str]:
    """The shapes a stem takes before its endings; `kind` names an irregular one."""
    bases = [stem, *_changed(stem, kind)]
    bases += [f"{base}시" for base in bases if not tail(base[-1])] + [f"{stem}으시"]
    for base in bases:
        yield base
        if not tail(base[-1]):
            yield from (_with_tail(base, final) for final in "ㄴㄹㅂㅁㅆ")
        if tail(base[-1]) == "ㄹ":
            bare = base[:-1] + without_tail(base[-1])
            yield from (bare, *(_with_tail(bare, final) for final in "ㄴㅂ"))


def _changed(stem: str, kind: str) -> list[str]:
    head, last = stem[:-1], stem[-1]
    bare = head + without_tail(last)
    if kind == "ㅂ":
        return [bare + "우", bare + "워", bare + "와"]
    if kind == "ㄷ":
        return [_with_tail(bare, "ㄹ")]
    if kind == "ㅅ":
        return [bare, bare + "아", bare + "어"]
    if kind == "ㅎ":
        return [bare, *(head + _vowel(without_tail(last), vowel) for vowel in "ㅐㅒ")]
    if kind == "르":
        return [_with_tail(head, "ㄹ") + ("라" if _is_bright(head[-1]) else "러")]
    return [head + shape for shape in _contracted(head, last)]


def _contracted(head: str, last: str) -> list[str]:
    """What 아/어 makes of a last syllable without a final: 오 → 와, 시 → 셔, 쓰 → 써."""
    if tail(last):
        return []
    vowel = (ord(last) - 0xAC00) // 28 % 21
    bright = bool(head) and _is_bright(head[-1])
    joined = {8: ["ㅘ"], 13: ["ㅝ"], 20: ["ㅕ"], 18: ["ㅏ" if bright else "ㅓ"], 11: ["ㅙ"]}
    if last == "하":
        return ["해"]
    return [_vowel(last, new) for new in joined.get(vowel, [])]


_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


def _vowel(syllable: str, vowel: str) -> str:
    lead = (ord(syllable) - 0xAC00) // 588
    return chr(0xAC00 + (lead * 21 + _VOWELS.index(vowel)) * 28)


def _with_tail(text: str, final: str) -> str:
    return text[:-1] + chr(ord(text[-1]) + _TAILS.index(final))


def _is_bright(syllable: str) -> bool:
    return (ord(syllable) - 0xAC00) // 28 % 21 in (0, 2, 8)
