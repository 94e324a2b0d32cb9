"""The installed program itself: rows through its standard input and output."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from settings import ROOT
from tests.contract.documented import example, one, rows

Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Runs `teachback` with a record and a folder of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TEACHBACK_")}
    own |= {
        "TEACHBACK_AUDIT_URL": f"sqlite:///{tmp_path / 'audit.sqlite'}",
        "TEACHBACK_AUDIT_KEY": "an invented key of the site",
        "PYTHONPATH": str(ROOT),
    }

    def run(*words: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "cli", *words],
            input=given, capture_output=True, encoding="utf-8", cwd=tmp_path, timeout=240,
            env=own | settings, check=False,
        )  # fmt: skip

    return run


def test_redact_and_read_answer_their_rows(program: Program) -> None:
    for name in ("redact", "read"):
        done = program(name, "--jsonl", given=example(name))
        assert done.returncode == 0
        assert [json.loads(line) for line in done.stdout.splitlines()] == rows(f"{name}-out")


def test_a_text_as_argument_gives_one_object(program: Program) -> None:
    text = str(rows("redact")[0]["text"])
    reply = json.loads(program("redact", "--json", text).stdout)
    assert reply | {"id": "r1"} == rows("redact-out")[0]


@pytest.mark.parametrize("name", ["ask", "screen", "redact", "read"])
def test_without_a_text_and_without_rows_the_usage_is_one_line(program: Program, name: str) -> None:
    done = program(name, "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (f"usage: teachback {name} TEXT, or teachback {name} --jsonl < ROWS\n")


def test_a_wrong_setting_is_one_line_and_no_trace(program: Program) -> None:
    done = program("screen", "x", TEACHBACK_COUNTRY="Korea")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("TEACHBACK_COUNTRY ")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_rows_are_asked_answered_recorded_and_verified(program: Program) -> None:
    asked = [
        {"id": "a", "text": "What is high blood pressure?", "language": "en"},
        {"id": "b"},
        {"id": "c", "text": "가슴이 쥐어짜듯 아프고 식은땀이 나요", "language": "ko"},
    ]
    done = program("ask", "--jsonl", given="\n".join(map(json.dumps, asked)))
    assert done.returncode == 0, done.stderr
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    documented = one("ask-out")
    assert first.keys() == third.keys() == documented.keys()
    for name in ("reading", "provenance"):
        assert first[name].keys() == dict[str, object](cast("Any", documented[name])).keys()
    assert second == {"id": "b", "error": "text: Field required"}
    assert (first["outcome"], first["route"]) == ("ANSWERED", "education")
    assert first["text"] == " ".join(sentence["text"] for sentence in first["sentences"])
    markers = {citation["marker"] for citation in first["citations"]}
    assert markers
    assert {mark for sentence in first["sentences"] for mark in sentence["citations"]} <= markers
    assert (third["outcome"], third["route"]) == ("SIGNPOSTED", "emergency")
    assert "blood pressure" not in done.stderr
    listed = [json.loads(line) for line in program("audit", "list", "--json").stdout.splitlines()]
    assert {row["id"] for row in listed} == {first["record_id"], third["record_id"]}
    assert program("audit", "verify").returncode == 0


@pytest.mark.slow
def test_rows_are_screened(program: Program) -> None:
    done = program("screen", "--jsonl", given=example("screen"))
    assert done.returncode == 0, done.stderr
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    documented = rows("screen-out")
    assert [reply.keys() for reply in replies] == [row.keys() for row in documented]
    for reply, row in zip(replies, documented, strict=True):
        assert (reply["id"], reply["route"]) == (row["id"], row["route"])
    assert replies[1]["action"] in {"revise", "block"}
    assert not [f for f in replies[2]["findings"] if f["guardrail"] == "unsupported-claim"]
