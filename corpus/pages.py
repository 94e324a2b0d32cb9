"""A topic file as a page that can be edited and written again, unchanged where nothing changed."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from corpus.front_matter import FrontMatter, SignFields, read_front_matter
from corpus.outline import Chapter, read_outline
from corpus.topics import file_text, parted

_UNDERLINE = re.compile(r"\s*(?:-+|=+)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Front matter and chapters.

    Attributes:
        raw: the front matter as it was written, kept while its fields stay the same.
    """

    front: FrontMatter
    chapters: tuple[Chapter, ...]
    raw: str = ""

    def signed(self, kind: str, sign: SignFields) -> "Page":
        """The page with a review (`clinical` or `language`) entered."""
        review = self.front.review.model_copy(update={kind: sign})
        return replace(self, front=self.front.model_copy(update={"review": review}))

    def compared_with(self, hashes: dict[str, str]) -> "Page":
        """The page with a note of the other languages' texts it was compared with."""
        return replace(self, front=self.front.model_copy(update={"compared": hashes}))


def plain_block(text: str) -> str:
    """A text that holds no heading: one inside a block would end it."""
    lines = (line.lstrip("# ") if _is_heading(line) else line for line in text.split("\n"))
    return "\n".join(line for line in lines if not _UNDERLINE.fullmatch(line)).strip()


def _is_heading(line: str) -> bool:
    return line.lstrip().startswith("#")


def read_page(path: Path) -> Page:
    """The page in a file.

    Raises:
        KnowledgeError: it has not the form of a topic.
    """
    return page_of(str(path), file_text(path))


def page_of(name: str, text: str) -> Page:
    """The page in a text; `name` is what an error calls it.

    Raises:
        KnowledgeError: it has not the form of a topic.
    """
    raw, body, first_line = parted(name, text)
    return Page(
        front=read_front_matter(name, raw),
        chapters=read_outline(name, body, first_line),
        raw=raw,
    )


def page_text(page: Page) -> str:
    """The file of a page: `page_text(page_of(name, text)) == text` for what it wrote itself."""
    same = page.raw and read_front_matter("", page.raw) == page.front
    raw = page.raw if same else _yaml(page.front)
    return f"---\n{raw.strip()}\n---\n" + "".join(_chapter(one) for one in page.chapters)


def _yaml(front: FrontMatter) -> str:
    fields = front.model_dump(mode="python")
    fields["aliases"] = list(front.aliases)
    fields["sources"] = [dict(source) for source in fields["sources"]]
    if not front.compared:
        del fields["compared"]
    fields["codes"] = {name: list(codes) for name, codes in front.codes.items()}
    return yaml.safe_dump(
        fields, allow_unicode=True, sort_keys=False, default_flow_style=None, width=100_000
    )


def _chapter(chapter: Chapter) -> str:
    country = f" country={chapter.country}" if chapter.country else ""
    lines = [f"## {chapter.title} {{#{chapter.id}{country}}}"]
    lines += [chapter.intro.text] if chapter.intro.text else []
    for part in chapter.parts:
        lines.append(f"### {part.name}")
        lines += [part.text] if part.text else []
    return "\n".join(lines) + "\n"
