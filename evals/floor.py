"""Fits the ranking and the floor below which there is no page, and says how well they tell.

On the known questions (corpus/subjects) that the encoder never learned from, searched as if nobody
knew them or their like.
"""

# pyright: basic
# scikit-learn is untyped.

from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from corpus.floor import FITTED, Floor, Signals
from corpus.index import LanguageIndex
from corpus.passages import section_of, topic_of
from corpus.ranking import Features, Weights, values_of
from corpus.retriever import searched
from corpus.subjects import Known
from settings import load_settings
from wiring import build_embedder, build_house, build_index, build_subjects

RIDGE = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorRow:
    """How often a floor tells in one language."""

    language: str
    inside: int
    answered: float
    right: float
    outside: int
    abstained: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One known question with what a search measured on it.

    Attributes:
        is_right: the likeliest topic is the question's own.
        features: of the sections met, by passage id.
        right: of these, the ones that answer it; all of its topic where none is named.
    """

    language: str
    is_inside: bool
    is_right: bool
    signals: Signals
    features: Mapping[str, Features]
    right: frozenset[str]


def floor_cases() -> list[Case]:
    """Known questions of each language, searched by an index that learned from the others."""
    settings = load_settings()
    embedder = build_embedder(settings, settings.index_dir)
    everything = build_subjects(embedder)
    learned = {tag: subjects.learned() for tag, subjects in everything.items()}
    with TemporaryDirectory() as folder:
        index = build_index(build_house(settings), embedder, Path(folder), learned)
        cases = [
            _case(index.languages[tag], one)
            for tag, subjects in everything.items()
            for one in subjects.known
            if one.is_kept_back
        ]
        index.close()
    return cases


def _case(index: LanguageIndex, known: Known) -> Case:
    found = searched(index, known.text, None)
    best = topic_of(found.ranked[0][0]) if found.ranked else ""
    of_topic = {one for one in found.features if topic_of(one) == known.topic}
    of_section = {one for one in of_topic if section_of(one) == f"{known.topic}#{known.section}"}
    return Case(
        language=index.shelf.language,
        is_inside=known.topic is not None,
        is_right=best == known.topic,
        signals=found.signals,
        features=found.features,
        right=frozenset(of_section if known.section else of_topic),
    )


def ranking(cases: list[Case]) -> Weights:
    """A conditional logit (McFadden 1974) of "this section answers" among those met."""
    tables = [
        (np.array([values_of(one) for one in case.features.values()]), _is_right(case))
        for case in cases
        if case.right
    ]
    names = [field.name for field in fields(Features)]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total = RIDGE * float(weights @ weights)
        slope = 2 * RIDGE * weights
        for table, right in tables:
            scores = table @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            of_right = shares[right].sum()
            total -= float(np.log(of_right)) / len(tables)
            slope -= ((shares[right] / of_right) @ table[right] - shares @ table) / len(tables)
        return total, slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return Weights(of=Features(**{n: round(float(w), 2) for n, w in zip(names, best, strict=True)}))


def _is_right(case: Case) -> NDArray[np.bool_]:
    return np.array([one in case.right for one in case.features])


def fitted(cases: list[Case]) -> Floor:
    """A logistic regression of "the best page answers it" on the signals, both sides alike."""
    table = np.array([astuple(case.signals) for case in cases])
    scale = table.std(axis=0)
    model = LogisticRegression(C=100, class_weight="balanced", max_iter=5000)
    model.fit(table / scale, [case.is_right for case in cases])
    weights = [round(float(weight), 2) for weight in model.coef_[0] / scale]
    names = [field.name for field in fields(Signals)]
    bias = round(float(np.ravel(model.intercept_)[0]), 2)
    return Floor(bias=bias, weights=Signals(**dict(zip(names, weights, strict=True))))


def floor_rows(cases: list[Case], floor: Floor = FITTED) -> list[FloorRow]:
    """How the floor tells, by language."""
    rows: list[FloorRow] = []
    for tag in sorted({case.language for case in cases}):
        inside = [c for c in cases if c.language == tag and c.is_inside]
        outside = [c for c in cases if c.language == tag and not c.is_inside]
        carried = [case for case in inside if floor.carries(case.signals)]
        rows.append(
            FloorRow(
                language=tag,
                inside=len(inside),
                answered=len(carried) / len(inside),
                right=sum(case.is_right for case in carried) / len(inside),
                outside=len(outside),
                abstained=sum(not floor.carries(c.signals) for c in outside) / len(outside),
            )
        )
    return rows
