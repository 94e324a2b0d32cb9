"""A model that says what it must not, measured as `teachback evals streams` does."""

import asyncio
import json
from pathlib import Path

import pytest

from evals.retrieval import retrieval_rows
from evals.streams import StreamRow, stream_rows

FORM = {"link", "prompt", "language", "title"}
"""Violations that no wording makes doubtful."""


@pytest.fixture(scope="module")
def rows() -> list[StreamRow]:
    return asyncio.run(stream_rows(each=16))


def test_every_kind_is_tried_in_each_language(rows: list[StreamRow]) -> None:
    tried = {(row.language, row.kind) for row in rows}
    assert len(tried) == 3 * 8
    assert sum(row.streams for row in rows) == 3 * 16


def test_nothing_of_what_no_wording_makes_doubtful_is_shown(rows: list[StreamRow]) -> None:
    assert [row.leaks for row in rows if row.kind in FORM and row.shown] == []


def test_good_sentences_are_shown(rows: list[StreamRow]) -> None:
    shown = sum(row.kept + row.replaced for row in rows)
    assert shown >= 0.9 * sum(row.good for row in rows)


def test_a_collection_is_searched_by_letters_by_meaning_and_by_both(tmp_path: Path) -> None:
    passages = {
        "asthma": "Asthma makes the airways narrow, so that breathing is hard.",
        "gout": "Gout is a sudden pain in a joint, often the big toe.",
        "sleep": "People who sleep badly are tired during the day.",
    }
    with (tmp_path / "corpus.jsonl").open("w") as file:
        for name, text in passages.items():
            file.write(json.dumps({"_id": name, "title": name, "text": text}) + "\n")
    (tmp_path / "queries.jsonl").write_text(
        json.dumps({"_id": "own-1", "text": "why does my big toe hurt", "lang": "en"}) + "\n"
    )
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nown-1\tgout\t2\n")
    (row,) = retrieval_rows(tmp_path, tmp_path / "vectors")
    assert (row.kind, row.queries) == ("own, en", 1)
    assert row.ndcg == {"letters (BM25)": 1.0, "meaning alone": 1.0, "fused": 1.0}
