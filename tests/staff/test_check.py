"""`teachback check` at the command line, in the language of who runs it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from tests.chains.pages import write_pages
from tests.corpus.test_check import SOUND

FLAWED = SOUND.replace("{#why}", "{#other}")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_pages(tmp_path / "knowledge", {"en/asthma": FLAWED})
    monkeypatch.setenv("TEACHBACK_KNOWLEDGE_DIR", str(folder))
    return folder / "topics" / "en" / "asthma.md"


def said(page: Path, *options: str) -> str:
    done = CliRunner().invoke(cli.app, ["check", str(page), *options])
    assert done.exit_code == 1, done.output
    return done.output


def test_the_check_is_told_in_english_where_nothing_is_asked(page: Path) -> None:
    line = f"{page}:1 section-missing no section {{#why}}; write it\n"
    assert said(page) == said(page, "--language", "en") == line + "1 faults, 0 warnings\n"


@pytest.mark.parametrize(
    ("language", "problem", "total"),
    [
        ("ko", "{#why} 부분이 없어요; 써 주세요", "반드시 고칠 것 1개, 살펴볼 것 0개"),
        ("es", "falta el apartado {#why}; escríbalo", "por corregir: 1; conviene mirar: 0"),
    ],
)
def test_the_check_is_told_in_the_asked_language(
    page: Path, language: str, problem: str, total: str
) -> None:
    told = said(page, "--language", language)
    assert told == f"{page}:1 section-missing {problem}\n{total}\n"


def test_rows_for_machines_stay_english(page: Path) -> None:
    (row,) = said(page, "--json", "--language", "ko").splitlines()
    assert json.loads(row) == {
        "path": str(page),
        "line": 1,
        "rule": "section-missing",
        "problem": "no section {#why}",
        "mend": "write it",
        "grave": True,
    }
