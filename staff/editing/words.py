"""The app's own words, by the staff's language."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

Words = Mapping[str, str]
FIRST = "en"


def read_words(folder: Path) -> Mapping[str, Words]:
    """Every language of the app: the keys of English, its words where one is missing."""
    read = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.toml"))
    }
    return {tag: read[FIRST] | words for tag, words in read.items()}


def preferred(asked: str, known: Mapping[str, Words]) -> str:
    """The first language of an Accept-Language header that the app speaks."""
    for part in asked.split(","):
        tag = part.partition(";")[0].strip().partition("-")[0].lower()
        if tag in known:
            return tag
    return FIRST
