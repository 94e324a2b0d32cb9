"""Fits the floor below which there is no page, and says how well it tells.

On the known questions (corpus/subjects) that the encoder never learned from, each with its
scenario left out of what is known.
"""

# pyright: basic
# scikit-learn is untyped.

from dataclasses import astuple, dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sklearn.linear_model import LogisticRegression

from corpus.floor import FITTED, Floor, Signals
from corpus.retriever import signals_of
from settings import load_settings
from wiring import build_embedder, build_house, build_index


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
    """

    language: str
    is_inside: bool
    is_right: bool
    signals: Signals


def floor_cases() -> list[Case]:
    """Known questions of each language, searched as if nobody knew them nor their like."""
    settings = load_settings()
    embedder = build_embedder(settings, settings.index_dir)
    cases: list[Case] = []
    with TemporaryDirectory() as folder:
        index = build_index(build_house(settings), embedder, Path(folder))
        for tag, language in index.languages.items():
            for one in (one for one in language.subjects.known if one.is_kept_back):
                signals, topic = signals_of(language, one.text, without=one.scenario)
                cases.append(
                    Case(
                        language=tag,
                        is_inside=one.topic is not None,
                        is_right=one.topic == topic,
                        signals=signals,
                    )
                )
        index.close()
    return cases


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
