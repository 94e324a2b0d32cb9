"""One prompt a file; their hash stands in every record."""

import hashlib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def prompt(name: str) -> str:
    """The text of `prompts/<name>.md`, with {placeholders}."""
    return (_FOLDER / f"{name}.md").read_text(encoding="utf-8")


@cache
def prompts_hash() -> str:
    """The version of all prompts together."""
    texts = [path.read_bytes() for path in sorted(_FOLDER.glob("*.md"))]
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:12]
