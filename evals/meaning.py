"""Whether the meaning lock catches what it should: pages' sentences, spoiled and rewritten.

Each sentence of the corpus is spoiled in one place at a time (a number, a dose, a unit, a
medicine, a time, a comparison, a negation, a condition, who it is for): the lock must see it.
Each is also rewritten so that it says the same (numbers as words, contractions, everyday
synonyms, two sentences for one, another layout): the lock must leave it alone.
"""

import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pydantic import TypeAdapter

from corpus.house import House
from domain.languages import LanguageTag
from settings import load_settings
from text.locked import compare
from text.sentences import sentences
from wiring import build_house

WAYS = Path(__file__).parent / "meaning.toml"
EACH = 1_500
"""Spoiled sentences of a language, drawn evenly from the kinds."""
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?(?!\w*\])")
_DOSE = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?)(?=\s?(?:mg|g|ml|mcg|mL|밀리그램|그램)\b)")
_HANGUL = re.compile(r"[가-힣]")

Swaps = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How one language's sentences are spoiled and rewritten."""

    swaps: dict[str, Swaps]
    negate: dict[str, Swaps]
    same: dict[str, Swaps]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeaningRow:
    """One kind of change in one language; `stopped`: the lock saw a difference."""

    language: LanguageTag
    kind: str
    spoils: bool
    changed: int
    stopped: int
    examples: tuple[tuple[str, str], ...]

    @property
    def share(self) -> float:
        """Share that the lock stopped."""
        return self.stopped / self.changed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    kind: str
    spoils: bool
    before: str
    after: str


def read_ways() -> dict[str, Ways]:
    """How sentences are spoiled and rewritten, by language."""
    return TypeAdapter(dict[str, Ways]).validate_python(tomllib.loads(WAYS.read_text("utf-8")))


def meaning_rows(seed: int = 0) -> tuple[MeaningRow, ...]:
    """Every kind in every full language, from the shipped pages."""
    house = build_house(load_settings())
    ways = read_ways()
    rows: list[MeaningRow] = []
    for tag, way in ways.items():
        language = LanguageTag(tag)
        rng = random.Random(seed)  # noqa: S311 - a draw of cases
        changes = _drawn(list(_changes(house, language, way)), rng)
        rows += _counted(language, changes)
    return tuple(rows)


def _drawn(changes: list[_Change], rng: random.Random) -> list[_Change]:
    """At most EACH of the spoiled and of the rewritten ones, evenly from the kinds."""
    by_kind: dict[tuple[bool, str], list[_Change]] = defaultdict(list)
    for change in changes:
        by_kind[change.spoils, change.kind].append(change)
    drawn: list[_Change] = []
    for spoils in (True, False):
        kinds = sorted((rows for (s, _), rows in by_kind.items() if s is spoils), key=len)
        left = EACH
        for place, rows in enumerate(kinds):
            share = min(len(rows), left // (len(kinds) - place))
            drawn += rng.sample(rows, share)
            left -= share
    return drawn


def _counted(language: LanguageTag, changes: Iterable[_Change]) -> Iterator[MeaningRow]:
    changed: Counter[tuple[bool, str]] = Counter()
    stopped: Counter[tuple[bool, str]] = Counter()
    wrong: dict[tuple[bool, str], list[tuple[str, str]]] = defaultdict(list)
    for change in changes:
        key = (change.spoils, change.kind)
        is_stopped = not compare(change.before, change.after, language, language).is_same
        changed[key] += 1
        stopped[key] += is_stopped
        if is_stopped is not change.spoils and len(wrong[key]) < 12:
            wrong[key].append((change.before, change.after))
    for (spoils, kind), count in sorted(changed.items(), reverse=True):
        yield MeaningRow(
            language=language,
            kind=kind,
            spoils=spoils,
            changed=count,
            stopped=stopped[spoils, kind],
            examples=tuple(wrong[spoils, kind]),
        )


def _changes(house: House, language: LanguageTag, ways: Ways) -> Iterator[_Change]:
    for sentence in _sentences(house, language):
        for kind, after in spoiled(sentence, ways):
            yield _Change(kind=kind, spoils=True, before=sentence, after=after)
        for kind, after in rewritten(sentence, language, ways):
            yield _Change(kind=kind, spoils=False, before=sentence, after=after)


def _sentences(house: House, language: LanguageTag) -> list[str]:
    found: dict[str, None] = {}
    for topic in house.topics:
        if topic.language == language:
            blocks = (block for section in topic.sections for block in section.blocks.values())
            signs = (*topic.warning_signs.now, *topic.warning_signs.today)
            for text in (*blocks, *signs):
                found |= dict.fromkeys(s for s in sentences(text, language) if len(s) > 15)
    return list(found)


def _tenfold(figure: str) -> str:
    """Ten times a figure, as it is written: 0.4 is 4, and never 0.40."""
    value = Decimal(figure.replace(",", ".")) * 10
    return f"{value.normalize():f}"


def spoiled(sentence: str, ways: Ways) -> Iterator[tuple[str, str]]:
    """(kind, spoiled sentence), one place changed."""
    for match in _NUMBER.finditer(sentence):
        yield "number", _put(sentence, match, _other(match[0]))
    for match in _DOSE.finditer(sentence):
        yield "dose", _put(sentence, match, _tenfold(match[1]))
    for kind, swaps in ways.swaps.items():
        behind = r"(?<=\d)\s?" if kind == "unit" else ""
        for one, two in (*swaps, *((two, one) for one, two in swaps)):
            yield from ((kind, after) for after in _swapped(sentence, one, two, behind))
    for name, swaps in ways.negate.items():
        for one, two in swaps:
            kind = "negation taken" if name == "take" else "negation put in"
            yield from ((kind, after) for after in _swapped(sentence, one, two)[:1])


def rewritten(sentence: str, language: LanguageTag, ways: Ways) -> Iterator[tuple[str, str]]:
    """(kind, sentence that says the same)."""
    for kind, swaps in ways.same.items():
        for one, two in swaps:
            yield from ((kind, after) for after in _swapped(sentence, one, two)[:1])
            yield from ((kind, after) for after in _swapped(sentence, two, one)[:1])
    halves = re.split(r", (?:and|y) ", sentence)
    if len(halves) == 2 and min(map(len, halves)) > 20 and language != "ko":
        yield "split", f"{halves[0]}. {halves[1][0].upper()}{halves[1][1:]}"
    yield "layout", f"- **{sentence}**"


def _swapped(sentence: str, one: str, two: str, behind: str = "") -> list[str]:
    """The sentence with one of the places of `one` as `two`, each in turn.

    Whole words; in Korean from the beginning of an eojeol, or ("~") of any part of it.
    """
    starts = "" if one.startswith("~") else r"(?<![\w.,~/-])"
    one, two = one.removeprefix("~"), two.removeprefix("~")
    ends = r"(?![\w.,]?\d)" if _HANGUL.search(one) else r"(?!\w)(?![.,/-]\d)"
    found = re.finditer(rf"{behind or starts}{re.escape(one)}{ends}", sentence)
    return [_put(sentence, match, two) for match in found if not _stands(sentence, match, two)]


def _stands(sentence: str, match: re.Match[str], other: str) -> bool:
    """Whether the place holds the other words already: "is" in "is not"."""
    near = sentence[max(0, match.start() - len(other)) : match.end() + len(other)]
    return bool(other) and other in near


def _put(sentence: str, match: re.Match[str], other: str) -> str:
    return f"{sentence[: match.start()]}{other}{sentence[match.end() :]}"


def _other(number: str) -> str:
    """A different number that could stand there: the last figure one up."""
    last = number[-1]
    return number[:-1] + str((int(last) + 1) % 10 if last != "9" else 8)
