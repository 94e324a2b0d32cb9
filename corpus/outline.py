"""A Markdown body as headings with the raw text below each."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

from domain.errors import KnowledgeError
from domain.phrases import phrase

HEADING = re.compile(
    r"^(?P<title>.*?)\s*\{#(?P<id>[a-z][a-z0-9-]*)(?:\s+country=(?P<country>[A-Z]{2}))?\}$"
)
_PARSER = MarkdownIt("commonmark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A `###` part of a section: its name in lower case, its raw text, its line."""

    name: str
    text: str
    line: int

    def bullets(self) -> tuple[str, ...]:
        """The list items of the text, one line each."""
        lines = (line.strip() for line in self.text.splitlines())
        return tuple(line[2:].strip() for line in lines if line.startswith(("- ", "* ")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A `##` section: title, id, country, the text before its parts, its parts."""

    title: str
    id: str
    country: str | None
    intro: Part
    parts: tuple[Part, ...]
    line: int

    def part(self, name: str) -> Part | None:
        """The first part of that name."""
        return next((part for part in self.parts if part.name == name), None)


def read_outline(path: str, body: str, first_line: int) -> tuple[Chapter, ...]:
    """The chapters of a body whose first line is `first_line` of the file.

    Raises:
        KnowledgeError: a heading of another level, without id, or with one twice.
    """
    lines = body.split("\n")  # as CommonMark counts them: a form feed or U+2028 ends no line
    headings = _headings(body)
    chapters: list[Chapter] = []
    seen: set[tuple[str, str | None]] = set()
    starts = [index for index, (_, level, _) in enumerate(headings) if level == 2]
    for index, (row, level, title) in enumerate(headings):
        if level not in {2, 3} or (level == 3 and not starts) or (starts and index < starts[0]):
            problem = phrase("unexpected heading: {title}", title=title)
            mend = phrase("use ## Heading {{#id}}")
            raise KnowledgeError(path, first_line + row, problem, mend)
    for position, start in enumerate(starts):
        end = starts[position + 1] if position + 1 < len(starts) else len(headings)
        chapter = _chapter(path, lines, headings, (start, end), first_line)
        key = (chapter.id, chapter.country)
        if key in seen:
            problem = phrase("section {section} stands twice", section=chapter.id)
            raise KnowledgeError(path, chapter.line, problem, phrase("give each its own id"))
        seen.add(key)
        chapters.append(chapter)
    return tuple(chapters)


def _headings(body: str) -> list[tuple[int, int, str]]:
    """(row, level, title) of each heading, as CommonMark sees them."""
    tokens = _PARSER.parse(body)
    return [
        (token.map[0], int(token.tag[1]), tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.map
    ]


def _chapter(
    path: str,
    lines: list[str],
    headings: list[tuple[int, int, str]],
    span: tuple[int, int],
    first_line: int,
) -> Chapter:
    start, end = span
    row, _, title = headings[start]
    match = HEADING.match(title)
    if not match:
        problem = phrase("heading without an id: {title}", title=title)
        raise KnowledgeError(path, first_line + row, problem, phrase("end it with {{#id}}"))
    rows = [row, *(headings[index][0] for index in range(start + 1, end))]
    stop = headings[end][0] if end < len(headings) else len(lines)
    edges = [*rows, stop]
    names = ["", *(headings[index][2].strip().lower() for index in range(start + 1, end))]
    parts = [
        Part(
            name=names[index],
            text="\n".join(lines[edges[index] + 1 : edges[index + 1]]).strip(),
            line=first_line + edges[index],
        )
        for index in range(len(names))
    ]
    return Chapter(
        title=match["title"],
        id=match["id"],
        country=match["country"],
        intro=parts[0],
        parts=tuple(parts[1:]),
        line=first_line + row,
    )
