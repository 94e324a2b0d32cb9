"""`teachback audit`: exit codes, and rows for people who build on them."""

import asyncio
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from typer.testing import CliRunner, Result

from audit.store import AuditStore
from staff.audit_commands import audit_app
from tests.audit.said import CODE, KEY, SECRETS, tell
from tests.contract.documented import one

Call = Callable[..., Result]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the record is, as the settings say."""
    monkeypatch.chdir(tmp_path)  # no .env here
    monkeypatch.setenv("TEACHBACK_AUDIT_URL", f"sqlite:///{tmp_path / 'audit.sqlite'}")
    monkeypatch.setenv("TEACHBACK_AUDIT_KEY", KEY)
    return tmp_path / "audit.sqlite"


@pytest.fixture
def turn(path: Path) -> str:
    """One turn, told; its record's id."""
    store = AuditStore(f"sqlite:///{path}", KEY)
    store.begin()
    told = asyncio.run(tell(store))
    store.close()
    return told


@pytest.fixture
def call() -> Call:
    def run(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(audit_app, list(words), input=typed)

    return run


def tamper(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as raw:
        assert raw.execute(statement).rowcount
    raw.close()


@pytest.mark.usefixtures("turn")
def test_a_whole_record_exits_0(call: Call) -> None:
    result = call("verify")
    assert (result.exit_code, result.stdout) == (0, "whole: 4 entries\n")


@pytest.mark.usefixtures("turn")
def test_verifying_writes_nothing(call: Call, path: Path) -> None:
    call("verify")
    assert call("verify").stdout == "whole: 4 entries\n"
    assert not list(path.with_suffix(".writers").iterdir())


@pytest.mark.usefixtures("turn")
def test_a_tampered_record_exits_1_and_names_the_first_bad_entry(call: Call, path: Path) -> None:
    tamper(path, "update entries set at = '2020' where seq = 3")
    result = call("verify")
    assert result.exit_code == 1
    assert "tampered: entry 3 of chain " in result.stdout


@pytest.mark.usefixtures("turn")
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TEACHBACK_AUDIT_KEY", "another key of no site", "TEACHBACK_AUDIT_KEY"),
        ("TEACHBACK_AUDIT_KEY", "short", "TEACHBACK_AUDIT_KEY"),
        ("TEACHBACK_AUDIT_URL", "mysql://x/y", "TEACHBACK_AUDIT_URL"),
        ("TEACHBACK_AUDIT_URL", "sqlite:///:memory:", "TEACHBACK_AUDIT_URL"),
        ("TEACHBACK_AUDIT_URL", "postgresql://127.0.0.1:1/none", "OperationalError"),
        ("TEACHBACK_AUDIT_URI", "x", "TEACHBACK_AUDIT_URI"),
    ],
)
def test_what_cannot_be_told_exits_2_in_one_line(
    call: Call, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    result = call("verify")
    assert result.exit_code == 2
    assert said in result.stdout
    assert result.stdout.startswith("cannot tell: ")
    assert result.stdout.count("\n") == 1


@pytest.mark.usefixtures("path")
def test_a_record_that_never_began_cannot_be_told(call: Call) -> None:
    assert call("verify").exit_code == 2


def test_a_file_that_is_no_database_cannot_be_told(call: Call, path: Path) -> None:
    path.write_text("this is no database, however long it may be " * 100)
    assert call("verify").exit_code == 2


def test_turns_are_listed_as_rows(call: Call, turn: str) -> None:
    (row,) = map(json.loads, call("list", "--json").stdout.splitlines())
    assert row.keys() == one("export").keys() - {"entries"}
    assert (row["id"], row["conversation"], row["outcome"]) == (turn, CODE, "ANSWERED")
    assert {turn, CODE} <= set(call("list").stdout.split())


def test_a_turn_is_shown_and_that_is_recorded(call: Call, turn: str) -> None:
    before = [json.loads(line) for line in call("show", turn, "--json").stdout.splitlines()]
    assert [entry["kind"] for entry in before] == ["opened", "released", "closed"]
    after = [json.loads(line) for line in call("show", turn, "--json").stdout.splitlines()]
    assert after[-1]["kind"] == "looked"
    assert json.loads(after[-1]["header"])["by"]


@pytest.mark.usefixtures("turn")
def test_a_turn_that_is_not_there_exits_1(call: Call) -> None:
    assert call("show", "none").exit_code == 1


@pytest.mark.usefixtures("turn")
def test_turns_are_exported_as_the_documented_rows(call: Call, path: Path) -> None:
    (row,) = map(json.loads, call("export").stdout.splitlines())
    documented = one("export")
    assert row.keys() == documented.keys()
    (entry,) = cast("list[dict[str, object]]", documented["entries"])
    assert all(each.keys() == entry.keys() for each in row["entries"])
    assert row["entries"][0]["words"]["text"]
    with sqlite3.connect(path) as raw:
        (header,) = raw.execute("select header from entries where kind = 'looked'").fetchone()
    raw.close()
    assert json.loads(header)["what"] == "export"


@pytest.mark.usefixtures("turn")
def test_an_export_of_other_days_is_empty(call: Call) -> None:
    assert call("export", "--until", "2020-01-01").stdout == ""
    assert call("export", "--since", "2999-01-01").stdout == ""
    assert call("export", "--since", "2020-01-01", "--until", "2999-01-01").stdout


def test_erased_words_are_gone_from_show_and_export(call: Call, turn: str) -> None:
    assert call("erase", CODE).stdout == "erased\n"
    assert "no words" in call("erase", CODE).stdout
    (row,) = map(json.loads, call("export").stdout.splitlines())
    assert {entry["erased"] for entry in row["entries"]} == {True}
    shown = call("show", turn).stdout
    assert not [word for word in SECRETS if word in shown]
    assert call("verify").exit_code == 0


@pytest.mark.usefixtures("turn")
def test_forgetting_and_purging_keep_to_the_days_of_the_settings(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("forget").stdout == "0 conversations erased\n"
    assert call("purge").stdout == "0 entries of 0 chains purged\n"

    def tomorrow(_days: int) -> str:
        return "2999"

    monkeypatch.setattr("audit.store._days_ago", tomorrow)
    assert call("forget").stdout == "1 conversations erased\n"
    assert "entries of" in call("purge").stdout
    assert call("verify").exit_code == 0
    assert call("list", "--json").stdout == ""


def test_the_site_key_is_changed(call: Call, turn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    new = "the second key of the site"
    assert "1 keys" in call("rotate", typed=f"{new}\n{new}\n").stdout
    assert call("verify").exit_code == 2
    monkeypatch.setenv("TEACHBACK_AUDIT_KEY", new)
    assert call("verify").exit_code == 0
    assert call("show", turn).exit_code == 0
