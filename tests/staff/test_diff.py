"""`teachback diff`: drafts against what is served, pages against a git revision."""

import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from domain.errors import NotAllowed
from staff.diff import diffed
from tests.chains.pages import ASTHMA_EN, write_pages

EDITED = ASTHMA_EN.replace("An inhaler", "A pump").replace(
    "A control inhaler calms the air tubes.", "A control inhaler calms the air tubes in 2 days."
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_pages(tmp_path / "knowledge")
    monkeypatch.setenv("TEACHBACK_KNOWLEDGE_DIR", str(folder))
    monkeypatch.setenv("TEACHBACK_INDEX_DIR", str(tmp_path / "index"))
    return folder


def draft(home: Path, text: str) -> None:
    path = home / "drafts/en/asthma.md"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_a_draft_changes_answers_and_its_dangers_are_named(home: Path) -> None:
    draft(home, EDITED)
    found = diffed("", replay=True)
    assert [name for name, _ in found.pages] == ["en/asthma"]
    assert any("48 h" in danger for danger in found.dangers)
    asked = {answered.question: answered for answered in found.answers}
    assert "in 2 days" in asked["how is asthma treated"].change.after
    assert "what is asthma" not in asked


def test_nothing_changed_is_nothing(home: Path) -> None:
    assert home.is_dir()
    found = diffed("", replay=True)
    assert (found.pages, found.answers, list(found.dangers)) == ((), (), [])


def test_the_sites_own_golden_questions_are_replayed(home: Path) -> None:
    draft(home, EDITED)
    (home / "golden").mkdir()
    (home / "golden/en.txt").write_text("what treatment is there for asthma\n", encoding="utf-8")
    questions = {answered.question for answered in diffed("", replay=True).answers}
    assert "what treatment is there for asthma" in questions


def test_pages_are_compared_with_a_revision(home: Path) -> None:
    git = shutil.which("git")
    assert git
    for order in (
        ["init", "-q"],
        ["add", "topics"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first"],
    ):
        subprocess.run([git, "-C", str(home), *order], check=True)  # noqa: S603
    (home / "topics/en/asthma.md").write_text(EDITED, encoding="utf-8")
    assert [name for name, _ in diffed("HEAD", replay=False).pages] == ["en/asthma"]
    with pytest.raises(NotAllowed):
        diffed("no-such-revision", replay=False)
    with pytest.raises(NotAllowed):
        diffed("--output=/tmp/x", replay=False)


def test_the_command_says_so_by_its_exit_code(home: Path) -> None:
    cli._add_groups()  # pyright: ignore[reportPrivateUsage]  # as main does
    assert CliRunner().invoke(cli.app, ["diff", "--no-questions"]).exit_code == 0
    draft(home, EDITED)
    told = CliRunner().invoke(cli.app, ["diff"])
    assert told.exit_code == 1, told.output
    assert "48 h" in told.output


def test_new_and_preview_work_at_the_command_line(home: Path) -> None:
    cli._add_groups()  # pyright: ignore[reportPrivateUsage]  # as main does
    begun = CliRunner().invoke(cli.app, ["new", "gout", "--language", "ko"])
    assert begun.exit_code == 0
    assert (home / "drafts/ko/gout.md").is_file()
    told = CliRunner().invoke(cli.app, ["preview", "asthma"])
    assert told.exit_code == 0
    assert "Asthma makes the air tubes narrow." in told.output
