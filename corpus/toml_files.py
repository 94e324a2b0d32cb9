"""One TOML file into one frozen dataclass of the domain, strictly."""

import re
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from domain.errors import KnowledgeError

T = TypeVar("T")


def read_toml(path: Path, kind: type[T], **from_path: str) -> T:
    """The file as `kind`; what the path tells (tag, code) is not repeated inside.

    Raises:
        KnowledgeError: unreadable, a missing or an unknown key; names the line.
    """
    text = ""
    try:
        text = path.read_bytes().decode("utf-8")
        return TypeAdapter(kind).validate_python(tomllib.loads(text) | from_path)
    except UnicodeDecodeError:
        raise KnowledgeError(str(path), 1, "is not UTF-8 text", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        number = int(line[1]) if line else 1
        raise KnowledgeError(str(path), number, str(error), "mend the TOML") from None
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        line = _line_of(text, str(problem["loc"][-1]) if problem["loc"] else "")
        mend = "add it" if problem["type"] == "missing" else "mend or remove it"
        raise KnowledgeError(str(path), line, f"{where}: {problem['msg']}", mend) from None


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip(" [").startswith(key):
            return number
    return 1
