"""Names of medicines, generic and brand, in any of our languages: one id each."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ0-9-]*|[가-힣]+")
_LONGEST = 12


def drugs(text: str) -> frozenset[str]:
    """Ids of the medicines named in a plain text: the English generic names.

    Latin names match whole words, with a plural; Korean ones the beginning of an eojeol.
    """
    found: set[str] = set()
    previous = ""
    for match in _WORD.finditer(text.lower()):
        word = _bare(match.group())
        found.update(_of(word), _of(f"{previous} {word}"))
        previous = word
    return frozenset(found)


def _of(word: str) -> set[str]:
    if "가" <= word[0] <= "힣":
        starts = [word[:size] for size in range(min(len(word), _LONGEST), 1, -1)]
    else:
        starts = [word, word.removesuffix("s"), word.removesuffix("es")]
    names = _names()
    hits = [names[start] for start in starts if start in names]
    return set(hits[:1])


def _bare(word: str) -> str:
    if "가" <= word[0] <= "힣":
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(char for char in apart if not unicodedata.combining(char))


@cache
def _names() -> dict[str, str]:
    """Every name to its id.

    Raises:
        ValueError: the shipped list gives one name to two medicines.
    """
    listed = tomllib.loads(files("text.data").joinpath("drugs.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for drug, others in listed["drugs"].items():
        for name in (drug, *others.split("|")):
            bare = _bare(name.strip().lower())
            if names.setdefault(bare, drug) != drug:
                raise ValueError(f"drugs.toml: {bare!r} stands for {names[bare]!r} and {drug!r}")
    return names
