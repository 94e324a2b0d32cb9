"""docs/quality.md, part by part."""

import asyncio
from collections.abc import Iterable

from domain.languages import Level
from evals.floor import fitted, floor_cases, floor_rows
from evals.levels import tell_all
from evals.routes import route_rows
from guardrails.examples import SHIPPED, read_examples
from settings import load_settings
from wiring import (
    build_danger,
    build_embedder,
    build_examples,
    build_house,
    build_route_embedder,
)

HEAD = """# Quality

Written by `make evals`; nothing here is typed by hand. What these figures do not show: messages
and pages that nobody here has seen. No reader has yet tried the pages, and no clinician has
reviewed them.
"""


def quality_page() -> str:
    """The whole page; takes some minutes."""
    return "\n".join((HEAD, routes_part(), levels_part(), floor_part()))


def routes_part() -> str:
    """Routes, cross-validated by scenario."""
    settings = load_settings()
    house = build_house(settings)
    pair = build_route_embedder(build_embedder(settings, settings.index_dir))
    lines = read_examples(SHIPPED)
    vectors = build_examples(settings, pair)([line.text for line in lines])
    rows = route_rows(lines, vectors, build_danger(house))
    return _table(
        "## Routes\n\nThe project's own example lines, half of the education ones look-alikes. The "
        "classifier was judged by scenario: no line by a model that saw its scenario. The danger "
        "rules were written by people who could read the lines, so *by rules* is no figure on "
        "unseen messages. *recall*: rules and classifier together.",
        ("language", "route", "lines", "recall", "by classifier", "by rules", "to education"),
        (
            (
                row.language,
                row.route,
                row.lines,
                f"{row.recall:.1%}",
                f"{row.by_classifier:.1%}",
                f"{row.by_rules:.1%}",
                f"{row.to_education:.1%}",
            )
            for row in rows
        ),
    )


def levels_part() -> str:
    """Sections by language and level."""
    told = asyncio.run(tell_all())
    rows: list[tuple[object, ...]] = []
    for language in sorted({one.language for one in told}):
        for level in Level:
            here = [one for one in told if one.language == language and one.level is level]
            graded = [one for one in here if one.met is not None]
            met = sum(bool(one.met) for one in graded)
            longest = max(one.words for one in here)
            lost = sum(one.signs_lost for one in here)
            share = f"{met / len(graded):.1%}" if graded else "-"
            rows.append((language, level, len(graded), share, longest, lost))
    return _table(
        "## Levels\n\nEvery section of every page at every level, told through the whole path. "
        "Goal: 95 % meet their level; at most 150 words (110 eojeol); no warning sign lost.",
        ("language", "level", "sections", "met", "longest, words", "warning signs lost"),
        rows,
    )


def floor_part() -> str:
    """The floor, as shipped and as fitted anew."""
    cases = floor_cases()
    anew = fitted(cases)
    return _table(
        "## The floor of retrieval\n\nInside: each “asked as” line of the pages, left out of the "
        "index; many of them do not name their subject, as a follow-up would not. Outside: health "
        "questions about other subjects. Goal: 97 % each. Fitted anew: "
        f"`bias={anew.bias}, top={anew.top}, margin={anew.margin}, "
        f"coverage={anew.coverage}`.",
        ("language", "inside", "answered", "outside", "abstained"),
        (
            (
                row.language,
                row.inside,
                f"{row.answered:.1%}",
                row.outside,
                f"{row.abstained:.1%}",
            )
            for row in floor_rows(cases)
        ),
    )


def _table(intro: str, head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [intro, "", f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"
