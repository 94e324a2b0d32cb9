"""What people asked and got no page for: their redacted words, grouped by likeness, counted.

A group under five is not shown: few people's words could tell who they are.
"""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rapidfuzz import fuzz, process, utils
from rich.console import Console

from audit.reading import TurnView, every_turn
from corpus.skeleton import skeleton, with_questions
from domain.errors import NotAllowed
from domain.languages import LanguageTag
from domain.records import EntryKind
from domain.verdicts import Outcome
from settings import load_settings
from staff.drafts import begun, who
from staff.editing.house import today
from wiring.recording import build_audit_store

FEWEST = 5
ALIKE = 72
"""Share of words in common, 0 to 100, from which two questions are of one group."""
DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One subject without a page.

    Attributes:
        people: conversations in which it was asked; one person's five tries count once.
        examples: up to three ways in which it was asked, redacted.
    """

    language: LanguageTag
    people: int
    examples: tuple[str, ...]


def found_gaps(since: str, language: LanguageTag) -> tuple[Gap, ...]:
    """The gaps since a day (else of the last 90), most asked first.

    Raises:
        NotAllowed: the day is not one.
        RecordFailed: the record cannot be read.
    """
    try:
        start = datetime.fromisoformat(since) if since else datetime.now(UTC) - timedelta(days=DAYS)
    except ValueError:
        raise NotAllowed(f"--since {since} is not a day such as 2026-11-01") from None
    store = build_audit_store(load_settings())
    try:
        asyncio.run(store.looked("", who(), "gaps", since=start.isoformat()))
        unanswered = (
            (LanguageTag(view.turn.language), view.turn.conversation, _words(view))
            for view in every_turn(store.engine, store.keys, start.isoformat(), "9999")
            if view.turn.outcome == Outcome.NO_TOPIC and language in {"", view.turn.language}
        )
        return grouped(one for one in unanswered if one[2])
    finally:
        store.close()


def _words(view: TurnView) -> str:
    """What was asked, redacted; empty where the conversation was erased."""
    opened = next((entry for entry in view.entries if entry.kind == EntryKind.OPENED), None)
    return str(json.loads(opened.words)["text"]) if opened and opened.words else ""


def grouped(asked: Iterable[tuple[LanguageTag, str, str]]) -> tuple[Gap, ...]:
    """Questions of a language that share most of their words, as one group each.

    Args:
        asked: language, conversation and redacted words.
    """
    groups: list[tuple[LanguageTag, dict[str, set[str]]]] = []
    for tag, conversation, words in asked:
        near = [members for other, members in groups if other == tag]
        heads = [next(iter(members)) for members in near]
        hit = process.extractOne(
            words, heads, scorer=fuzz.token_set_ratio, processor=utils.default_process,
            score_cutoff=ALIKE,
        )  # fmt: skip
        if hit:
            near[hit[2]].setdefault(words, set()).add(conversation)
        else:
            groups.append((tag, {words: {conversation}}))
    gaps = (_gap(tag, members) for tag, members in groups)
    shown = (gap for gap in gaps if gap.people >= FEWEST)
    return tuple(sorted(shown, key=lambda gap: (-gap.people, gap.examples)))


def _gap(tag: LanguageTag, members: dict[str, set[str]]) -> Gap:
    often = sorted(members, key=lambda words: (-len(members[words]), words))
    people = set[str]().union(*members.values())
    return Gap(language=tag, people=len(people), examples=tuple(often[:3]))


def begun_from(gaps: tuple[Gap, ...], group: int, slug: str) -> Path:
    """An empty page with a group's questions as its first "asked as" lines; no content.

    Raises:
        NotAllowed: there is no such group, or such a page already.
    """
    if not 1 <= group <= len(gaps):
        raise NotAllowed(f"there are {len(gaps)} groups; there is no group {group}")
    gap = gaps[group - 1]
    empty = skeleton(gap.language, slug, today())
    return begun(gap.language, slug, with_questions(empty, slug, gap.examples))


def print_gaps(console: Console, gaps: tuple[Gap, ...]) -> None:
    """For people."""
    for number, gap in enumerate(gaps, start=1):
        console.print(f"{number}. {gap.people} people · {gap.language}", style="bold")
        for words in gap.examples:
            console.print(f"   {words}", markup=False)
    if not gaps:
        console.print(f"No subject was asked for by {FEWEST} people or more.")
