"""What an edit changes for patients, and what of it is dangerous."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.differences import differences
from corpus.topics import topic_of
from domain.corpus import Topic
from tests.corpus.test_check import SOUND

TODAY = date(2026, 11, 29)
TEXT = SOUND.replace(
    "An inhaler helps.", "An inhaler helps. Do not use more than 8 puffs a day. Aspirin can harm."
)


def topic(text: str) -> Topic:
    return topic_of(text, Path("topics/en/asthma.md"))


def dangers(text: str) -> list[str]:
    found = differences(topic(TEXT), topic(text), TODAY)
    return [danger for change in found for danger in change.dangers]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8 puffs", "80 puffs"),
        ("Do not use more", "Use more"),
        ("- A person cannot speak.\n", ""),
        ("- A person cannot speak.", "- A person can speak."),
        ("review_by: 2099-01-01", "review_by: 2020-01-01"),
        ("Aspirin can harm", "Ibuprofen can harm"),
        ("## About why {#why}", "## About why {#reason}"),
    ],
)
def test_a_dangerous_edit_is_flagged(old: str, new: str) -> None:
    assert old in TEXT
    assert dangers(TEXT.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Good care helps a lot.", "Good care does a great deal of good."),
        ("8 puffs a day", "eight puffs a day"),
        ("review_by: 2099-01-01", "review_by: 2098-01-01"),
    ],
)
def test_a_rewording_is_shown_without_a_flag(old: str, new: str) -> None:
    edited = TEXT.replace(old, new)
    assert edited != TEXT
    assert differences(topic(TEXT), topic(edited), TODAY)
    assert dangers(edited) == []


def test_the_same_page_has_no_difference_and_a_lost_one_is_a_danger() -> None:
    assert differences(topic(TEXT), topic(TEXT), TODAY) == ()
    (gone,) = differences(topic(TEXT), None, TODAY)
    assert gone.dangers


def test_all_of_a_new_page_is_there_to_be_read() -> None:
    found = differences(None, topic(TEXT), TODAY)
    assert "8 puffs" in "".join(change.after for change in found)
    assert "A person cannot speak." in "".join(change.after for change in found)
    assert not any(change.dangers for change in found)


def test_a_void_review_is_noted() -> None:
    before = topic(TEXT)
    from domain.corpus import Review, Sign  # noqa: PLC0415

    sign = Sign(by="Bo", role="doctor", on=TODAY, text=before.text_hash)
    reviewed = replace(before, review=Review(clinical=sign, language=None))
    after = replace(topic(TEXT.replace("8 puffs", "7 puffs")), review=reviewed.review)
    notes = [note for change in differences(reviewed, after, TODAY) for note in change.notes]
    assert "review void" in notes
