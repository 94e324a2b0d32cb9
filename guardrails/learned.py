"""The classifier's model: the shipped one while the examples are the shipped ones."""

import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from domain.embedding import Vectors
from guardrails.classifier import ROUTES, Model
from guardrails.examples import Kind, Line, examples_hash
from guardrails.features import BUCKETS

SHIPPED = Path(__file__).parent / "fitted.npz"
SHIPPED_ANSWERS = Path(__file__).parent / "fitted_answers.npz"
TABLES = ("dense", "sparse", "bias", "centre", "scale", "rarity")
Embed = Callable[[Sequence[str]], Vectors]


def learned(
    lines: Sequence[Line[Kind]],
    embed: Embed,
    embedding: str,
    cache: Path | None,
    kinds: Sequence[Kind] = ROUTES,
    shipped: Path = SHIPPED,
) -> Model:
    """The model of these lines: shipped, kept from an earlier start, or fitted now.

    Args:
        lines: the example lines, a site's own included.
        kinds: what is told apart.
        shipped: the file of the shipped model.
        embed: gives their query vectors; only called when a model must be fitted.
        embedding: the embedder's name.
        cache: a folder to keep a fitted model in; None: it is not kept.
    """
    wanted = (examples_hash(lines), embedding)
    kept = cache / shipped.name if cache else None
    for path in (shipped, kept):
        model = _read(path) if path and path.is_file() else None
        if model and (model.examples, model.embedding) == wanted:
            return model
    from guardrails import fitting  # noqa: PLC0415 - scikit-learn takes a second to import

    vectors = embed([line.text for line in lines])
    model = fitting.halved(fitting.fit(lines, vectors, embedding, kinds))
    if kept:
        fitting.save(model, kept)
    return model


def _read(path: Path) -> Model | None:
    """The stored model; None when it is damaged or of other features: it can be fitted again."""
    try:
        with path.open("rb") as file, np.load(file) as stored:
            if stored["sparse"].shape[1] != BUCKETS:
                return None
            tables = {name: stored[name].astype(np.float32) for name in TABLES}
            return Model(
                **tables,
                temperature=float(stored["temperature"]),
                examples=str(stored["examples"]),
                embedding=str(stored["embedding"]),
            )
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error):
        return None
