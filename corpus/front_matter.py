"""A topic file's front matter."""

from datetime import date
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from domain.corpus import Review, Sign, Source
from domain.errors import KnowledgeError
from domain.phrases import phrase


class _Loader(yaml.SafeLoader):
    """As YAML 1.2 has it: only `true` and `false` are booleans, so that `on:` is a key."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as its base class declares it
        first: [
            (tag, words) for tag, words in found if not tag.endswith(":bool") or first in "tTfF"
        ]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceFields(_Strict):
    """One source."""

    name: str = Field(min_length=3)
    url: str = Field(pattern=r"^https?://\S+$")
    facts: str
    seen_on: date | None


class SignFields(_Strict):
    """One review."""

    by: str
    role: str
    on: date
    text: str = Field(pattern=r"^[0-9a-f]{64}$")


class ReviewFields(_Strict):
    """Both reviews; `none` where there was none."""

    clinical: SignFields | Literal["none"]
    language: SignFields | Literal["none"]

    def to_domain(self) -> Review:
        """The reviews as the domain has them."""
        clinical, language = (
            None if sign == "none" else Sign(**sign.model_dump())
            for sign in (self.clinical, self.language)
        )
        return Review(clinical=clinical, language=language)


class FrontMatter(_Strict):
    """Everything above the second `---`."""

    title: str = Field(min_length=2)
    purpose: str = Field(min_length=10)
    owner: str
    sources: tuple[SourceFields, ...] = Field(min_length=1)
    review_by: date
    review: ReviewFields
    aliases: tuple[str, ...]
    codes: dict[str, tuple[str, ...]]
    compared: dict[str, str] = {}  # language -> hash of its text when somebody last compared them

    def domain_sources(self) -> tuple[Source, ...]:
        """The sources as the domain has them."""
        return tuple(Source(**source.model_dump()) for source in self.sources)


def read_front_matter(path: str, text: str) -> FrontMatter:
    """The front matter of a topic file (`text` is what stands between the rules).

    Raises:
        KnowledgeError: broken YAML, a missing, unknown or wrong key, with its line.
    """
    try:
        return FrontMatter.model_validate(yaml.load(text, _Loader))  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        broken = phrase("broken YAML: {error}", error=error.problem)
        mend = phrase("check quotes, colons and indentation")
        raise KnowledgeError(path, line, broken, mend) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 2
        broken = phrase("broken YAML: a control character")
        raise KnowledgeError(path, line, broken, phrase("remove it")) from None
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in problem["loc"])
        key = str(problem["loc"][0]) if problem["loc"] else ""
        said = phrase("{where}: {problem}", where=where, problem=problem["msg"])
        mend = phrase("see knowledge/README.md for the form")
        raise KnowledgeError(path, _line_of(text, key), said, mend) from None
    except (ValueError, RecursionError) as error:  # PyYAML on 2026-13-45, or on a thousand brackets
        broken = phrase("broken YAML: {error}", error=str(error))
        raise KnowledgeError(path, 1, broken, phrase("check dates and brackets")) from None


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), start=2):
        if key and line.startswith(f"{key}:"):
            return number
    return 1
