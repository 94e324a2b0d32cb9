"""A document into a draft page: every word kept, in the first section; what was lost is listed."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.outline import Chapter, Part
from corpus.pages import Page, page_of, page_text, plain_block
from corpus.skeleton import skeleton
from domain.errors import NotAllowed
from domain.languages import LanguageTag
from staff.drafts import begun
from staff.editing.house import today

KINDS = (".docx", ".pdf", ".html", ".htm", ".md")
LARGEST = 5_000_000
_BEGINS = {".docx": b"PK", ".pdf": b"%PDF"}  # the converter would take anything else for plain text
_HEADING = re.compile(r"^#{1,6}\s+(.*)$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!topic:)([^)]*)\)")
_TABLE = re.compile(r"(?:^\|.*\|[ \t]*$\n?)+", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,200}>|<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"(\*\*|__|`)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The draft, and what of the document is not in it."""

    path: Path
    lost: tuple[str, ...]


def imported(file: Path, language: LanguageTag, slug: str) -> Imported:
    """Make a draft of a document.

    Raises:
        NotAllowed: another kind of file, too large, empty, or there is such a page already.
    """
    text, lost = taken(_markdown(file))
    if not text.strip():
        raise NotAllowed(f"{file.name} holds no text (a scan has only pictures)")
    name = slug or re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "imported"
    page = _page(text, skeleton(language, name, today()), name)
    return Imported(path=begun(language, name, page_text(page)), lost=lost)


def _markdown(file: Path) -> str:
    """The document as Markdown, by markitdown.

    Raises:
        NotAllowed: it cannot be read.
    """
    if file.suffix.lower() not in KINDS or not file.is_file():
        raise NotAllowed(f"{file.name}: give a file of {', '.join(KINDS)}")
    if file.stat().st_size > LARGEST:
        raise NotAllowed(f"{file.name} is larger than 5 MB: split it")
    if not file.read_bytes()[:8].startswith(_BEGINS.get(file.suffix.lower(), b"")):
        raise NotAllowed(f"{file.name} cannot be read: it is not what its name says")
    if file.suffix.lower() == ".md":
        return file.read_text(encoding="utf-8", errors="replace")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the converter imports warns about itself
        from markitdown import MarkItDown  # noqa: PLC0415 - slow, and rarely wanted

        try:
            return MarkItDown(enable_plugins=False).convert_local(str(file)).text_content
        except Exception as error:  # noqa: BLE001 - the converters raise whatever they like
            raise NotAllowed(f"{file.name} cannot be read: {type(error).__name__}") from None


def taken(markdown: str) -> tuple[str, tuple[str, ...]]:
    """What a page can hold of a Markdown text, and in words what it cannot."""
    lost = tuple(_lost(markdown))
    text = _TABLE.sub(lambda found: _rows(found.group()), markdown)
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _MARKS.sub("", _TAG.sub("", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip(), lost


def _lost(markdown: str) -> Iterator[str]:
    images = len(_IMAGE.findall(markdown))
    if images:
        yield f"{images} pictures"
    for words, target in _LINK.findall(markdown):
        yield f"link of “{words[:60]}” to {target[:120]}"
    tables = len(_TABLE.findall(markdown))
    if tables:
        yield f"{tables} tables (their rows are lists now)"
    if _TAG.search(markdown):
        yield f"{len(_TAG.findall(markdown))} HTML marks"
    if _MARKS.search(markdown):
        yield "bold and code type"
    if "\ufffd" in markdown:
        yield f"{markdown.count(chr(0xFFFD))} characters that could not be read"


def _rows(table: str) -> str:
    rows = [line.strip().strip("|") for line in table.strip().splitlines()]
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return "".join(
        f"- {': '.join(cell for cell in row if cell)}\n"
        for row in cells
        if not all(re.fullmatch(r":?-*:?", cell) for cell in row)
    )


def _page(text: str, empty: str, slug: str) -> Page:
    """The skeleton with each heading of the document as a section before its own."""
    page = page_of(slug, empty)
    title = _HEADING.search(text)
    named = title[1].strip() if title else slug
    front = page.front.model_copy(update={"title": named[:120] or slug})
    return Page(front=front, chapters=(*_chapters(text), *page.chapters))


def _chapters(text: str) -> Iterator[Chapter]:
    pieces = _HEADING.split("\n" + text)
    first = pieces[0].strip()
    pairs = [("…", first)] if first else []
    pairs += list(zip(pieces[1::2], pieces[2::2], strict=True))
    for number, (heading, body) in enumerate(pairs, start=1):
        standard = Part(name="standard", text=plain_block(body), line=0)
        yield Chapter(
            title=heading.strip().replace("{", "").replace("}", "") or "…",
            id=f"imported-{number}",
            country=None,
            intro=Part(name="", text="", line=0),
            parts=(standard,),
            line=0,
        )
