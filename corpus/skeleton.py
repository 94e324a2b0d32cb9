"""An empty page in the form of a topic: headings and slots, no content."""

from datetime import date
from importlib.resources import files

from corpus.outline import Chapter, Part
from corpus.pages import Page, page_of, page_text
from domain.errors import NotAllowed
from domain.languages import LanguageTag

FIRST = LanguageTag("en")


def skeleton(language: LanguageTag, slug: str, today: date) -> str:
    """The text of an empty page, to be reviewed within a year.

    Raises:
        NotAllowed: there is no empty page in English either.
    """
    folder = files("corpus") / "skeletons"
    for tag in (language, FIRST):
        file = folder / f"{tag}.md"
        if tag.isalpha() and file.is_file():
            text = file.read_text(encoding="utf-8").replace("REVIEW_BY", _next_year(today))
            return page_text(page_of(slug, text))
    raise NotAllowed(f"no empty page for {language}")


def with_questions(text: str, slug: str, questions: tuple[str, ...]) -> str:
    """The empty page with what people asked, as "asked as" lines of its first section."""
    page = page_of(slug, text)
    first, *others = page.chapters
    asked = Part(name="asked as", text="\n".join(f"- {line}" for line in questions), line=0)
    parts = tuple(asked if part.name == "asked as" else part for part in first.parts)
    chapter = Chapter(
        title=first.title, id=first.id, country=None, intro=first.intro, parts=parts, line=0
    )
    return page_text(Page(front=page.front, chapters=(chapter, *others), raw=page.raw))


def _next_year(today: date) -> str:
    day = min(today.day, 28)
    return date(today.year + 1, today.month, day).isoformat()
