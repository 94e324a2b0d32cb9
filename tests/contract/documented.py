"""The examples of docs/contracts.md, by name."""

import json
import re

from settings import ROOT

BLOCK = re.compile(r"^```\w+ (?P<name>[\w.-]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def example(name: str) -> str:
    """The block of this name."""
    text = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")
    found = [match["text"] for match in BLOCK.finditer(text) if match["name"] == name]
    assert len(found) == 1, f"docs/contracts.md has {len(found)} blocks {name}"
    return found[0]


def one(name: str) -> dict[str, object]:
    """The one object of a block."""
    return json.loads(example(name))


def rows(name: str) -> list[dict[str, object]]:
    """The objects of a block of JSON lines."""
    return [json.loads(line) for line in example(name).splitlines()]
