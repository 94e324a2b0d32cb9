"""What a model is given: the best passages that fit, in whole sentences."""

from dataclasses import replace
from datetime import date

import pytest

from chains.budget import estimated, tokens, within
from domain.corpus import Passage, WarningSigns
from domain.languages import ENGLISH, Level


def passage(text: str) -> Passage:
    return Passage(
        topic="asthma",
        section="what",
        language=ENGLISH,
        country=None,
        title="Asthma",
        heading="What it is",
        level=Level.EASY,
        text=text,
        score=1.0,
        review_by=date(2027, 1, 1),
        reviewed_on=None,
        review_status="unreviewed",
        warning_signs=WarningSigns(now=(), today=(), next_visit=()),
        visit_questions=(),
    )


def words(text: str) -> int:
    return len(text.split())


FIRST = passage("One two three. Four five six.")
SECOND = passage("Seven eight. Nine ten eleven. Twelve.")


def test_passages_that_fit_are_given_as_they_are() -> None:
    assert within((FIRST, SECOND), 12, words) == (FIRST, SECOND)


def test_the_last_one_is_cut_between_sentences_and_nothing_follows() -> None:
    kept = within((FIRST, SECOND, FIRST), 9, words)
    assert kept == (FIRST, replace(SECOND, text="Seven eight."))


@pytest.mark.parametrize("most", [0, 1, 2])
def test_no_sentence_is_ever_cut(most: int) -> None:
    assert within((FIRST,), most, words) == ()


def test_without_the_table_tokens_are_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    assert tokens("가슴이 아파요") == estimated("가슴이 아파요") == 6 + 1
    assert estimated("chest pain") == 4
