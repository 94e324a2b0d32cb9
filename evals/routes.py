"""How well routes are told: cross-validated by scenario, with the danger rules and without.

The encoder learns from the lines too. It is tuned on half of the scenarios first (`make
encoder`); what it and its classifier said of the other half is kept in guardrails/judged.npz.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.vectors import text_key
from domain.verdicts import DANGER, Route
from guardrails.classifier import PRESENT, ROUTES
from guardrails.danger import Danger
from guardrails.examples import SHIPPED, Line
from guardrails.heard import LEAST_PRESENT

JUDGED = SHIPPED.parent / "judged.npz"
Likelihoods = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRow:
    """One route in one language.

    Attributes:
        recall: share sent to the route; for a danger by classifier, or by rules whose signs are
            not surely only words.
        by_rules: share in which the rules alone saw a danger.
        by_classifier: share that the classifier alone sent to the route.
        to_education: share that was let through as education.
    """

    language: str
    route: Route
    lines: int
    recall: float
    by_rules: float
    by_classifier: float
    to_education: float


def read_judged(path: Path = JUDGED) -> dict[str, Likelihoods]:
    """What a model that never saw a line's scenario said of it, by the line's text key."""
    with np.load(path) as stored:
        keys = [bytes(key).ljust(16, b"\0").hex() for key in stored["keys"]]
        return dict(zip(keys, stored["likelihoods"].astype(np.float32), strict=True))


def route_rows(
    lines: Sequence[Line[Route]], judged: Mapping[str, Likelihoods], danger: Danger
) -> tuple[RouteRow, ...]:
    """Every route of every language; no line was judged by a model that saw its scenario.

    Lines that were learned from, or written since, are left out. The rules were written by people
    who could read the lines, so their share is no figure on unseen messages.
    """
    known = [line for line in lines if text_key(line.text) in judged]
    decided = [ROUTES[int(judged[text_key(line.text)].argmax())] for line in known]
    ruled = [_ruled(danger, line.text) for line in known]
    heard = [
        found if judged[text_key(line.text)][PRESENT].sum() >= LEAST_PRESENT else frozenset[Route]()
        for line, found in zip(known, ruled, strict=True)
    ]
    rows: list[RouteRow] = []
    for language in sorted({line.language for line in known}):
        for route in ROUTES:
            here = [
                i
                for i, line in enumerate(known)
                if line.language == language and line.kind is route
            ]
            if here:
                rows.append(_row(language, route, here, decided, ruled, heard))
    return tuple(rows)


def _row(
    language: str,
    route: Route,
    here: list[int],
    decided: list[Route],
    ruled: list[frozenset[Route]],
    heard: list[frozenset[Route]],
) -> RouteRow:
    both = [max((*heard[i], decided[i]), key=lambda r: r.gravity) for i in here]
    return RouteRow(
        language=language,
        route=route,
        lines=len(here),
        recall=_share(found is route for found in both),
        by_rules=_share(bool(ruled[i]) for i in here),
        by_classifier=_share(decided[i] is route for i in here),
        to_education=_share(found is Route.EDUCATION for found in both),
    )


def _ruled(danger: Danger, text: str) -> frozenset[Route]:
    return frozenset(sign.route for sign in danger.signs(text)) & DANGER


def _share(hits: Iterable[bool]) -> float:
    return float(np.mean(list(hits)))
