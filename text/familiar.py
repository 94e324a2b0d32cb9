"""Words that a reader can be expected to know."""

import re
from functools import cache

from text.words import lines

_ENDINGS: tuple[tuple[str, str], ...] = (
    ("'s", ""), ("s'", "s"), ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""),
    ("ed", "e"), ("ing", ""), ("ing", "e"), ("ier", "y"), ("er", ""), ("er", "e"), ("iest", "y"),
    ("est", ""), ("est", "e"), ("ly", ""), ("ily", "y"),
)  # fmt: skip
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1(?:ed|ing|er|est)$")
_CONTRACTED = re.compile(r"(?:n't|'(?:ll|re|ve|d|m|s))$")
_SPANISH_HARD = re.compile(
    r"(?:itis|osis|emia|patía|patías|ectomía|grama|gramas|logía|logías|scopia|scopias|plastia|"
    r"estesia|génico|génica|trófico|trófica|lisis|penia|uria|algia)$"
)


def is_familiar(word: str) -> bool:
    """Whether Dale and Chall's list holds an English word or what it is regularly formed from.

    Regular forms are plurals, possessives, -ed, -ing, -er, -est and -ly, as the authors rule;
    a hyphenated word is familiar if its parts are; figures are.
    """
    lower = word.lower().replace("’", "'")
    if lower in _easy() or not any(char.isalpha() for char in lower):
        return True
    if "-" in lower:
        return all(is_familiar(part) for part in lower.split("-") if part)
    return any(stem in _easy() for stem in _stems(lower))


def _stems(word: str) -> list[str]:
    stems = [word.removesuffix(end) + put for end, put in _ENDINGS if word.endswith(end)]
    if _DOUBLED.search(word):
        stems.append(_DOUBLED.sub(r"\1", word))
    contracted = _CONTRACTED.sub("", word)
    return [*stems, contracted] if contracted != word else stems


@cache
def _easy() -> frozenset[str]:
    return frozenset(lines("easy_en.txt"))


def is_hard_spanish(word: str, syllables: int) -> bool:
    """Whether a Spanish word is shown to writers as hard: five syllables, or a learned ending.

    It has no part in INFLESZ. Adverbs in -mente and diminutives are long but easy.
    """
    lower = word.lower()
    if lower.endswith(("mente", "ito", "ita", "itos", "itas")) and not lower.endswith("itis"):
        return syllables > 6
    return syllables >= 5 or (syllables >= 4 and _SPANISH_HARD.search(lower) is not None)
