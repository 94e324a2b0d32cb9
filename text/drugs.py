"""Names of medicines, generic and brand, in any of our languages: one id each."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ0-9-]*|[가-힣]+")
_LONGEST = 12


def drugs(text: str) -> frozenset[str]:
    """Ids of the medicines named in a plain text: the English generic names."""
    return frozenset(drug for _, _, drug in mentions(text))


def mentions(text: str) -> tuple[tuple[int, int, str], ...]:
    """Where medicines are named in a plain, lower-case text: start, end, id.

    Latin names match whole words, with a plural; Korean ones the beginning of an eojeol.
    Mentions are in order and do not overlap.
    """
    found: list[tuple[int, int, str]] = []
    before: re.Match[str] | None = None
    for match in _WORD.finditer(text):
        pair = f"{before.group()} {match.group()}" if before and match.group() < "가" else ""
        if before and pair == text[before.start() : match.end()] and (hit := _of(pair)):
            found = [one for one in found if one[1] <= before.start()]
            found.append((before.start(), match.end(), hit[1]))
        elif hit := _of(match.group()):
            found.append((match.start(), match.start() + hit[0], hit[1]))
        before = match
    return tuple(found)


def _of(word: str) -> tuple[int, str] | None:
    """How many letters of the word name a medicine, and its id."""
    if "가" <= word[0] <= "힣":
        starts = [word[:size] for size in range(min(len(word), _LONGEST), 1, -1)]
        return next(((len(one), _names()[one]) for one in starts if one in _names()), None)
    bare = _bare(word)
    forms = (bare, bare.removesuffix("s"), bare.removesuffix("es"))
    return next(((len(word), _names()[one]) for one in forms if one in _names()), None)


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
