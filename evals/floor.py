"""Fits the floor below which there is no page, and says how well it tells."""

# pyright: basic
# scikit-learn is untyped.

import random
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sklearn.linear_model import LogisticRegression

from corpus.floor import FITTED, Floor, Signals
from corpus.index import LanguageIndex
from corpus.lexical import folded
from corpus.retriever import signals_of
from domain.verdicts import Route
from guardrails.examples import SHIPPED, Line, read_examples
from settings import load_settings
from wiring import build_embedder, build_house, build_index

MOST = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorRow:
    """How often a floor tells in one language."""

    language: str
    inside: int
    answered: float
    outside: int
    abstained: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question with what a search measured on it."""

    language: str
    is_inside: bool
    signals: Signals


def floor_cases() -> list[Case]:
    """Each way to ask, left out of the index in turn; and questions on other subjects."""
    settings = load_settings()
    house = build_house(settings)
    embedder = build_embedder(settings, settings.index_dir)
    lines = read_examples(SHIPPED)
    chance = random.Random(0)  # noqa: S311 - a fixed sample, not a secret
    cases: list[Case] = []
    with TemporaryDirectory() as folder:
        index = build_index(house, embedder, Path(folder), None)
        for tag, language in index.languages.items():
            for lead in language.shelf.leads:
                if "|asked" in lead.id:
                    found = signals_of(language, lead.text, without=frozenset({lead.id}))
                    cases.append(Case(language=tag, is_inside=True, signals=found))
            others = _other_subjects(language, [line for line in lines if line.language == tag])
            for text in chance.sample(others, min(MOST, len(others))):
                found = signals_of(language, text)
                cases.append(Case(language=tag, is_inside=False, signals=found))
        index.close()
    return cases


def fitted(cases: list[Case]) -> Floor:
    """A logistic regression of "is inside" on the signals, classes weighted alike."""
    table = np.array([[c.signals.top, c.signals.margin, c.signals.coverage] for c in cases])
    model = LogisticRegression(C=1e4, class_weight="balanced", max_iter=5000)
    model.fit(table, [case.is_inside for case in cases])
    top, margin, coverage = (round(float(weight), 1) for weight in model.coef_[0])
    bias = round(float(np.ravel(model.intercept_)[0]), 1)
    return Floor(bias=bias, top=top, margin=margin, coverage=coverage)


def floor_rows(cases: list[Case], floor: Floor = FITTED) -> list[FloorRow]:
    """How the floor tells, by language."""
    rows: list[FloorRow] = []
    for tag in sorted({case.language for case in cases}):
        inside = [c for c in cases if c.language == tag and c.is_inside]
        outside = [c for c in cases if c.language == tag and not c.is_inside]
        rows.append(
            FloorRow(
                language=tag,
                inside=len(inside),
                answered=sum(floor.carries(c.signals) for c in inside) / len(inside),
                outside=len(outside),
                abstained=sum(not floor.carries(c.signals) for c in outside) / len(outside),
            )
        )
    return rows


def _other_subjects(language: LanguageIndex, lines: list[Line]) -> list[str]:
    """Education lines that name no alias and no title of a served page."""
    names = [folded(lead.text) for lead in language.shelf.leads if "|alias" in lead.id]
    return [
        line.text
        for line in lines
        if line.route is Route.EDUCATION
        and len(line.text) > 8
        and not any(name in folded(line.text) for name in names)
    ]
