"""Numbers are checked again every 180 days."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.check import faults_of
from settings import ROOT
from tests.chains.pages import write_pages

NUMBER = """
[[lines]]
kind = "{kind}"
phone = "{phone}"
name = {{en = "a line"}}
hours = "24 h"
languages = ["en"]
source = "https://example.org/"
"""


def checked(days_ago: int) -> str:
    day = datetime.now(UTC).date() - timedelta(days=days_ago)
    return f"checked_on = {day.isoformat()}\n"


def numbers(tmp_path: Path, day: str) -> Path:
    """Knowledge whose one country has a fresh number and one with `day`."""
    folder = write_pages(tmp_path, {})
    (folder / "numbers").mkdir(parents=True)
    fresh = NUMBER.format(kind="emergency", phone="911") + checked(1)
    other = NUMBER.format(kind="crisis", phone="988") + day
    (folder / "numbers" / "US.toml").write_text(f'language = "en"\n{fresh}{other}')
    return folder


@pytest.mark.parametrize(
    ("day", "words"), [("", "nobody has checked it"), (checked(181), "last checked on 20")]
)
def test_a_number_to_be_checked_is_a_warning_at_its_line(
    tmp_path: Path, day: str, words: str
) -> None:
    folder = numbers(tmp_path, day)
    (fault,) = faults_of(folder, ROOT / "knowledge", None)
    file = folder / "numbers" / "US.toml"
    assert (fault.path, fault.rule, fault.is_grave) == (str(file), "number-unchecked", False)
    assert file.read_text().splitlines()[fault.line - 1] == 'phone = "988"'
    assert fault.problem.startswith("crisis 988: " + words)


def test_a_number_checked_within_180_days_is_none(tmp_path: Path) -> None:
    assert faults_of(numbers(tmp_path, checked(180)), ROOT / "knowledge", None) == ()


def test_numbers_that_cannot_be_read_are_grave(tmp_path: Path) -> None:
    folder = numbers(tmp_path, "checked = 1\n")
    assert [fault.is_grave for fault in faults_of(folder, ROOT / "knowledge", None)] == [True]
