"""What the documents say of settings, files and addresses is so."""

import re
import subprocess
from pathlib import Path

import pytest

from evals.guardrails_page import guardrails_page
from settings import ROOT, setting_names

LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)|!\[[^\]]*\]\((?P<image>[^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.*?)(?: *\{#([\w-]+)\})? *$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ELSEWHERE = ("http://", "https://", "mailto:", "topic:")
MACHINE = re.compile(
    rb"(?<![\w.~-])/(?:work|root|home/[a-z][\w-]*|Users/\w+|tmp/\w)/[\w.-]+"
    rb"|(?:index-url|extra-index-url|registry|trusted-host)[\s=:]+\S*(?:://|\w\.\w)"
    rb"|https?://[^\s\"'/]*(?:nexus|artifactory|pypi|npmjs|mirror|registry)[^\s\"']*",
)


def tracked() -> list[Path]:
    """Files that git keeps, or would."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout  # noqa: S603 - git
    return [ROOT / name.decode() for name in listed.split(b"\0") if name]


def anchors(document: Path) -> set[str]:
    """The anchors of a document's headings, as they are made from their words."""
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    return {
        given or re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        for words, given in HEADING.findall(text)
    }


def targets(document: Path) -> list[str]:
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    found = [match["target"] or match["image"] for match in LINK.finditer(text)]
    return [target for target in found if not target.startswith(ELSEWHERE)]


@pytest.mark.parametrize("document", [".env.example", "docs/operations.md"])
def test_every_setting_is_documented(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    missing = [name for name in sorted(setting_names()) if not re.search(rf"\b{name}\b", text)]
    assert missing == []


@pytest.mark.parametrize(
    "document", [".env.example", *(str(d.relative_to(ROOT)) for d in DOCUMENTS)]
)
def test_no_setting_is_documented_that_is_not_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    named = set(re.findall(r"\bTEACHBACK_[A-Z_]*[A-Z]\b", text))
    assert named - setting_names() == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: str(d.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(document: Path) -> None:
    lost: list[str] = []
    for target in targets(document):
        path, _, anchor = target.partition("#")
        there = (document.parent / path).resolve() if path else document
        if not there.exists() or (
            anchor and there.suffix == ".md" and anchor not in anchors(there)
        ):
            lost.append(target)
    assert lost == []


def test_the_page_of_guardrails_is_current() -> None:
    page = (ROOT / "docs" / "guardrails.md").read_text(encoding="utf-8")
    assert page == guardrails_page(), "teachback evals guardrails --write docs/guardrails.md"


def test_no_file_names_a_machine_or_a_registry() -> None:
    named = [
        f"{file.relative_to(ROOT)}: {found.group().decode(errors='replace')}"
        for file in tracked()
        if file.is_file() and file != Path(__file__).resolve()
        for found in MACHINE.finditer(file.read_bytes())
    ]
    assert named == []


@pytest.mark.parametrize(
    "line",
    [
        b"cd /%b/checkout/x" % b"work",
        b"see /home/mina/teachback",
        b"--index-url https://example.org/simple",
        b"registry=https://npm.example.org/",
        b"https://nexus.example.org/repository/x",
    ],
)
def test_a_machine_or_a_registry_would_be_found(line: bytes) -> None:
    assert MACHINE.search(line)


@pytest.mark.parametrize(
    "line", [b"GET /%b/" % b"work", b"a/home/x", b"https://example.org/home/x/y"]
)
def test_ordinary_words_are_left_alone(line: bytes) -> None:
    assert not MACHINE.search(line)
