"""The search's fusion on a public collection in BEIR's form, beside its halves, in one run.

The collection is not part of the project (`teachback evals retrieval FOLDER`: corpus.jsonl,
queries.jsonl, qrels.tsv): it is indexed as a corpus of its own, without what the pages' authors
and the known questions add. nDCG@10 with linear gains (Järvelin and Kekäläinen, 2002).
"""

# pyright: basic
# scikit-learn and scipy are untyped.

import csv
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import zscore
from sklearn.metrics import ndcg_score

from corpus.lexical import LexicalIndex
from corpus.ranking import RANKING
from settings import load_settings
from wiring import build_embedder

DEPTH = 10
Scores = NDArray[np.floating]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalRow:
    """One kind of query: mean nDCG@10 of each way to search."""

    kind: str
    queries: int
    ndcg: dict[str, float]


def retrieval_rows(folder: Path, kept: Path) -> list[RetrievalRow]:
    """Every query by each way to search; embeds what is not `kept` yet, which takes long."""
    passages = _read(folder / "corpus.jsonl")
    texts = [f"{row['title']}. {row['text']}" for row in passages]
    places = {str(row["_id"]): place for place, row in enumerate(passages)}
    grades = _grades(folder / "qrels.tsv", places)
    queries = [query for query in _read(folder / "queries.jsonl") if query["_id"] in grades]
    embedder = build_embedder(load_settings(), kept)
    table = np.asarray(embedder.passages(texts), dtype=np.float32)
    embedder.save()
    asked = np.asarray(embedder.queries([q["text"] for q in queries]), dtype=np.float32)
    lexical = LexicalIndex(texts)
    by_kind: dict[str, list[dict[str, float]]] = defaultdict(list)
    for query, vector in zip(queries, asked, strict=True):
        cosines, words = table @ vector, lexical.scores(query["text"])
        ways = {
            "letters (BM25)": words,
            "meaning alone": cosines,
            "fused": _fused(cosines, words),
        }
        wanted = [grades[query["_id"]]]
        by_kind[_kind(query)].append(
            {name: float(ndcg_score(wanted, [scores], k=DEPTH)) for name, scores in ways.items()}
        )
    return [
        RetrievalRow(
            kind=kind,
            queries=len(rows),
            ndcg={name: sum(row[name] for row in rows) / len(rows) for name in rows[0]},
        )
        for kind, rows in sorted(by_kind.items())
    ]


def _fused(cosines: Scores, words: Scores) -> Scores:
    """As the search weighs a section's own texts, by meaning and by letters."""
    meant, spelled = np.asarray(zscore(cosines)), np.asarray(zscore(words))
    return RANKING.of.told * meant + RANKING.of.words * spelled


def _read(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _grades(path: Path, places: Mapping[str, int]) -> dict[str, NDArray[np.int64]]:
    """The grade of each passage for a query, shape (passages,); 0 where nobody judged."""
    grades: dict[str, NDArray[np.int64]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if int(row["score"]) > 0:
                empty = np.zeros(len(places), dtype=np.int64)
                grades.setdefault(row["query-id"], empty)[places[row["corpus-id"]]] = int(
                    row["score"]
                )
    return grades


def _kind(query: Mapping[str, str]) -> str:
    """Whose questions they are (what stands before the number), and the language."""
    return f"{query['_id'].partition('-')[0]}, {query['lang']}"
