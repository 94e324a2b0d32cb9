"""One TOML file into one frozen dataclass of the domain, strictly."""

import re
import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from domain.errors import KnowledgeError
from domain.phrases import phrase

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
        said, mend = phrase("is not UTF-8 text"), phrase("save it as UTF-8")
        raise KnowledgeError(str(path), 1, said, mend) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        number = int(line[1]) if line else 1
        said, mend = phrase("{error}", error=str(error)), phrase("mend the TOML")
        raise KnowledgeError(str(path), number, said, mend) from None
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        line = _line_of(text, str(problem["loc"][-1]) if problem["loc"] else "")
        said = phrase("{where}: {problem}", where=where, problem=problem["msg"])
        is_missing = problem["type"] == "missing"
        mend = phrase("add it") if is_missing else phrase("mend or remove it")
        raise KnowledgeError(str(path), line, said, mend) from None


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip(" [").startswith(key):
            return number
    return 1
