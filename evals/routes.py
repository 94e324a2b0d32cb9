"""How well routes are told: cross-validated by scenario, with the danger rules and without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from domain.embedding import Vectors
from domain.verdicts import DANGER, Route
from guardrails import fitting
from guardrails.classifier import ROUTES
from guardrails.danger import Danger
from guardrails.examples import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRow:
    """One route in one language.

    Attributes:
        recall: share sent to the route; for a danger by rules or classifier.
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


def route_rows(lines: Sequence[Line], vectors: Vectors, danger: Danger) -> tuple[RouteRow, ...]:
    """Every route of every language; no line was judged by a model that saw its scenario.

    The rules were written by people who could read the lines, so their share is no
    figure on unseen messages; the classifier's is.
    """
    judged = fitting.judge(lines, vectors).likelihoods
    decided = [ROUTES[int(i)] for i in judged.argmax(axis=1).tolist()]
    ruled = [_ruled(danger, line.text) for line in lines]
    rows: list[RouteRow] = []
    for language in sorted({line.language for line in lines}):
        for route in ROUTES:
            here = [
                i
                for i, line in enumerate(lines)
                if line.language == language and line.route is route
            ]
            if here:
                rows.append(_row(language, route, here, decided, ruled))
    return tuple(rows)


def _row(
    language: str,
    route: Route,
    here: list[int],
    decided: list[Route],
    ruled: list[frozenset[Route]],
) -> RouteRow:
    both = [max((*ruled[i], decided[i]), key=lambda r: r.gravity) for i in here]
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
