"""Between a page and the fields of a form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError

from corpus.front_matter import FrontMatter, SourceFields
from corpus.outline import Chapter, Part
from corpus.pages import Page, plain_block
from domain.errors import NotAllowed
from domain.phrases import Phrase, phrase

ORDINARY = ("easy", "standard", "detailed", "asked as")
HELP = ("now", "today", "next visit", "asked as")
TEACH_BACK = ("question", "points", "dangerous ideas")
QUESTIONS = 3
SPARE_SOURCES = 2
_LISTS = frozenset({"asked as", "now", "today", "next visit", "points", "dangerous ideas", ""})
"""Parts that are lists: in the form a line an item, without its hyphen."""

_NOTHING = Part(name="", text="", line=0)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a chapter: its name in the form, the part it is, its text."""

    key: str
    part: str
    text: str
    is_list: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One chapter as the form shows it."""

    key: str
    title: str
    id: str
    country: str
    fields: tuple[Field, ...]


def boxes(page: Page) -> tuple[Box, ...]:
    """The chapters of a page, with an empty field for each part it could have."""
    return tuple(_box(number, chapter) for number, chapter in enumerate(page.chapters))


def _box(number: int, chapter: Chapter) -> Box:
    key = f"c{number}"
    texts = [(part.name, part.text) for part in chapter.parts]
    if chapter.id in {"visit", "words"}:
        shown = [("", chapter.intro.text)]
    elif chapter.id == "teach-back":
        shown = texts + [(name, "") for name in TEACH_BACK] * (QUESTIONS - len(texts) // 3)
    else:
        known = HELP if chapter.id == "help" else ORDINARY
        given = dict(texts)
        shown = [(name, given.get(name, "")) for name in known]
    fields = tuple(
        Field(
            f"{key}.{place}.{name}", name, _lines(text) if _is_list(name) else text, _is_list(name)
        )
        for place, (name, text) in enumerate(shown)
    )
    return Box(key, chapter.title, chapter.id, chapter.country or "", fields)


def _is_list(name: str) -> bool:
    return name in _LISTS


def _lines(text: str) -> str:
    """List items as lines without hyphens."""
    return "\n".join(line.strip().removeprefix("- ").strip() for line in text.splitlines())


def page_from(form: Mapping[str, str], page: Page) -> Page:
    """The page that a form holds; what the form does not show stays as it is in `page`.

    Raises:
        NotAllowed: a field of the front matter is missing or wrong.
    """
    chapters: list[Chapter] = []
    for number in range(len([key for key in form if key.endswith(".title") and key[0] == "c"])):
        if f"c{number}.gone" not in form:
            chapters.append(_chapter(form, f"c{number}"))
    return replace(page, front=_front(form, page.front), chapters=tuple(chapters))


def add_section(page: Page) -> Page:
    """One more empty section, before when to get help."""
    taken = {chapter.id for chapter in page.chapters}
    name = next(f"new{n}" for n in range(1, 99) if f"new{n}" not in taken)
    new = Chapter(title="…", id=name, country=None, intro=_NOTHING, parts=(), line=0)
    place = next((n for n, c in enumerate(page.chapters) if c.id == "help"), len(page.chapters))
    return replace(page, chapters=(*page.chapters[:place], new, *page.chapters[place:]))


def _front(form: Mapping[str, str], front: FrontMatter) -> FrontMatter:
    try:
        return FrontMatter.model_validate(
            front.model_dump()
            | {
                "title": _one_line(form["title"]),
                "purpose": _one_line(form["purpose"]),
                "owner": _one_line(form["owner"]),
                "review_by": date.fromisoformat(form["review_by"]),
                "aliases": tuple(_one_line(a) for a in form["aliases"].splitlines() if a.strip()),
                "sources": tuple(_sources(form)),
            }
        )
    except (KeyError, ValueError, ValidationError) as error:
        raise NotAllowed(_said(error)) from None


def _sources(form: Mapping[str, str]) -> list[SourceFields]:
    rows: list[SourceFields] = []
    for number in range(sum(key.startswith("s") and key.endswith(".url") for key in form)):
        name, url, facts, seen = (
            _one_line(form.get(f"s{number}.{field}", ""))
            for field in ("name", "url", "facts", "seen_on")
        )
        if name or url:
            day = date.fromisoformat(seen) if seen else None
            rows.append(SourceFields(name=name, url=url, facts=facts, seen_on=day))
    return rows


def _chapter(form: Mapping[str, str], key: str) -> Chapter:
    parts: list[Part] = []
    intro = _NOTHING
    for name in (name for name in form if name.startswith(f"{key}.") and name.count(".") == 2):
        part_name = name.rpartition(".")[2]
        part = Part(name=part_name, text=_text(part_name, form[name]), line=0)
        if not part_name:
            intro = part
        elif part.text:
            parts.append(part)
    return Chapter(
        title=_one_line(form[f"{key}.title"]).replace("{", "").replace("}", ""),
        id=_one_line(form.get(f"{key}.id", "")).lower() or "section",
        country=_one_line(form.get(f"{key}.country", "")).upper() or None,
        intro=intro,
        parts=tuple(parts),
        line=0,
    )


def _text(name: str, given: str) -> str:
    """A field's text as the file has it; a heading inside would end the block: it is unmade."""
    text = plain_block(given.replace("\r\n", "\n"))
    plain = [line.rstrip() for line in text.split("\n")]
    if _is_list(name):
        plain = [f"- {bare}" for line in plain if (bare := line.strip().removeprefix("- ").strip())]
    return "\n".join(plain).strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _said(error: Exception) -> Phrase:
    """What is wrong with the front matter, for the person at the form."""
    if isinstance(error, ValidationError):
        problem = error.errors(include_url=False)[0]
        where = ".".join(map(str, problem["loc"]))
        return phrase("{where}: {problem}", where=where, problem=problem["msg"])
    return phrase("a field is missing or wrong: {error}", error=str(error))
