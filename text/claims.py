"""What an answer must never say of the person it is for: claims, orders, comfort, titles.

The rules of a language are text/data/claims_<language>.toml. They are written for classes of
sentences; a sentence about people in general, a condition ("if you have …"), a refusal and a
request to ask somebody are left alone.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from domain.languages import LanguageTag
from text.drugs import mentions
from text.unicode import Normalised, normalised

_CONDITION, _DRUG = "§", "¤"
_LONGEST = 1_000  # of a sentence in characters; longer ones are read in pieces that overlap
_OVERLAP = 200


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True)
    passes: tuple[str, ...] = ()
    mask: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    conditions: str = "(?!)"
    macros: dict[str, str] = {}
    diagnosis: _Rules = _Rules()
    prescriptions: _Rules = _Rules()
    reassurances: _Rules = _Rules()
    titles: _Rules = _Rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """The compiled rules of one kind in one language."""

    passes: tuple[re.Pattern[str], ...]
    mask: tuple[re.Pattern[str], ...]
    rules: tuple[re.Pattern[str], ...]
    raw: tuple[re.Pattern[str], ...]


def diagnosis_claims(sentence: str, language: LanguageTag) -> tuple[str, ...]:
    """Excerpts that say what this person has or has not, hedged ones included."""
    return _excerpts(sentence, language, "diagnosis")


def prescriptions(sentence: str, language: LanguageTag) -> tuple[str, ...]:
    """Excerpts that tell this person to take, start, stop, skip or change a treatment."""
    return _excerpts(sentence, language, "prescriptions")


def reassurances(sentence: str, language: LanguageTag) -> tuple[str, ...]:
    """Excerpts that tell this person that there is no need to worry or to be seen."""
    return _excerpts(sentence, language, "reassurances")


def licensed_titles(sentence: str, language: LanguageTag) -> tuple[str, ...]:
    """Excerpts in which the speaker claims to be a doctor, nurse, pharmacist or the like."""
    return _excerpts(sentence, language, "titles")


def _excerpts(sentence: str, language: LanguageTag, kind: str) -> tuple[str, ...]:
    found: list[str] = []
    for start in range(0, max(1, len(sentence)), _LONGEST - _OVERLAP):
        piece = sentence[start : start + _LONGEST]
        found += [piece[a:b].strip() for a, b in _spans(piece, language, kind)]
    return tuple(dict.fromkeys(excerpt for excerpt in found if excerpt))


@lru_cache(maxsize=4)  # the four kinds are asked of one sentence in turn; it is not kept beyond
def _read(piece: str, language: LanguageTag) -> tuple[Normalised, str]:
    """A piece of a sentence in plain writing, and that with its marks."""
    read = normalised(piece)
    return read, _marked(_lower(read.text), language)


def _spans(piece: str, language: LanguageTag, kind: str) -> list[tuple[int, int]]:
    reader = _reader(language, kind)
    read, text = _read(piece, language)
    if any(one.search(text) for one in reader.passes):
        return []
    matches = [rule.search(text) for rule in reader.raw]
    for one in reader.mask:
        text = one.sub(lambda found: "\n" * len(found.group()), text)
    matches += [rule.search(text) for rule in reader.rules]
    return [read.span(*match.span()) for match in matches if match]


def _lower(text: str) -> str:
    """Lower case, character by character, so that places stay the same."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _marked(text: str, language: LanguageTag) -> str:
    """The text with medicines as ¤ and conditions as §, each as long as it was."""
    marked = list(text.replace(_DRUG, " ").replace(_CONDITION, " "))
    for start, end, _ in mentions(text):
        marked[start:end] = _DRUG * (end - start)
    conditions = _conditions(language)
    return conditions.sub(lambda found: _CONDITION * len(found.group()), "".join(marked))


@cache
def _conditions(language: LanguageTag) -> re.Pattern[str]:
    return re.compile(_file(language).conditions)


@cache
def _reader(language: LanguageTag, kind: str) -> _Reader:
    given = _file(language)
    rules: _Rules = getattr(given, kind)
    return _Reader(
        passes=tuple(_compiled(pattern, given.macros) for pattern in rules.passes),
        mask=tuple(_compiled(pattern, given.macros) for pattern in rules.mask),
        rules=tuple(_compiled(pattern, given.macros) for pattern in rules.rules),
        raw=tuple(_compiled(pattern, given.macros) for pattern in rules.raw),
    )


@cache
def _file(language: LanguageTag) -> _File:
    """A language's rules; none where it has no file.

    Raises:
        pydantic.ValidationError: the shipped file is malformed.
    """
    file = files("text.data").joinpath(f"claims_{language}.toml")
    if not language.isalpha() or not file.is_file():
        return _File()
    return _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def _compiled(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    names = re.compile("|".join(sorted(macros, key=len, reverse=True)) or "(?!)")
    for _ in range(3):  # macros may name macros
        pattern = names.sub(lambda found: macros[found.group()], pattern)
    for mark in (_CONDITION, _DRUG):  # a run of marks is one word: never read from its middle
        pattern = pattern.replace(f"{mark}+", f"(?<!{mark}){mark}++")
    return re.compile(pattern)
