"""What the check says, in the language of who reads it (told/<language>.toml)."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from domain.phrases import Phrase


def told(said: str, language: str) -> str:
    """A text in a language; as it is where it is no phrase, or has no translation."""
    return said.told(translations(language)) if isinstance(said, Phrase) else said


@cache
def translations(language: str) -> Mapping[str, str]:
    """The templates of a language by the English ones; none where it has no file."""
    file = files("corpus") / "told" / f"{language}.toml"
    if not (language.isalpha() and file.is_file()):
        return {}
    return tomllib.loads(file.read_text(encoding="utf-8"))
