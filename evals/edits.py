"""Whether the answer diff flags a dangerous edit of a page, and leaves a rewording alone.

An edit is made where staff would make it, in one block or one warning sign of a shipped page.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from corpus.differences import differences
from domain.corpus import Section, Topic
from domain.languages import LanguageTag, Level
from evals.meaning import Ways, read_ways, rewritten, spoiled
from settings import load_settings
from text.sentences import sentences
from wiring import build_house

EACH = 100
"""Edits of a kind and language."""
KINDS = {
    "dose": "dose × 10",
    "number": "another number",
    "unit": "another unit",
    "negation taken": "a dropped “not”",
    "negation put in": "a “not” put in",
    "condition": "another condition",
    "drug": "another medicine",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRow:
    """One kind of edit in one language."""

    language: LanguageTag
    kind: str
    is_dangerous: bool
    edits: int
    flagged: int


def edit_rows(seed: int = 0) -> tuple[EditRow, ...]:
    """Every kind in every full language, from the shipped pages."""
    rng = random.Random(seed)  # noqa: S311 - a draw of cases
    ways = read_ways()
    found: dict[tuple[LanguageTag, str, bool], list[tuple[Topic, Topic]]] = defaultdict(list)
    for topic in build_house(load_settings()).topics:
        if topic.language in ways:
            for kind, is_dangerous, after in _edits(topic, ways[topic.language]):
                found[topic.language, kind, is_dangerous].append((topic, after))
    return tuple(
        _row(*key, rng.sample(pairs, min(EACH, len(pairs)))) for key, pairs in sorted(found.items())
    )


def _row(
    language: LanguageTag, kind: str, is_dangerous: bool, pairs: list[tuple[Topic, Topic]]
) -> EditRow:
    today = datetime.now(UTC).date()
    flagged = sum(
        any(change.dangers for change in differences(before, after, today))
        for before, after in pairs
    )
    return EditRow(
        language=language, kind=kind, is_dangerous=is_dangerous, edits=len(pairs), flagged=flagged
    )


def _edits(topic: Topic, ways: Ways) -> Iterator[tuple[str, bool, Topic]]:
    yield "date in the past", True, replace(topic, review_by=_yesterday())
    yield from (("a removed warning sign", True, one) for one in _signs_removed(topic))
    for section in topic.sections:
        if section.id == "help":
            continue
        for level, block in section.blocks.items():
            for sentence in sentences(block, topic.language):
                for kind, after in spoiled(sentence, ways):
                    if kind in KINDS:
                        text = block.replace(sentence, after)
                        yield KINDS[kind], True, _with(topic, section, {level: text})
                for kind, after in rewritten(sentence, topic.language, ways):
                    text = block.replace(sentence, after)
                    yield f"reworded ({kind})", False, _with(topic, section, {level: text})


def _with(topic: Topic, section: Section, blocks: dict[Level, str]) -> Topic:
    changed = replace(section, blocks=section.blocks | blocks)
    sections = tuple(changed if one is section else one for one in topic.sections)
    return replace(topic, sections=sections)


def _signs_removed(topic: Topic) -> Iterator[Topic]:
    for name in ("now", "today"):
        signs: tuple[str, ...] = getattr(topic.warning_signs, name)
        for place in range(len(signs)):
            left = {name: signs[:place] + signs[place + 1 :]}
            yield replace(topic, warning_signs=replace(topic.warning_signs, **left))


def _yesterday() -> date:
    return datetime.now(UTC).date() - timedelta(days=1)
