"""One topic file into one Topic; a folder of them into topics and faults."""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from corpus.front_matter import read_front_matter
from corpus.outline import Chapter, Part, read_outline
from domain.corpus import DangerousIdea, Point, Section, TeachBack, Topic, WarningSigns, Word
from domain.errors import KnowledgeError
from domain.languages import CountryCode, LanguageTag, Level
from domain.phrases import phrase

MAX_BYTES = 200_000
DRAFTS = "drafts"
"""Where pages lie that are not served yet, beside topics/."""
NOT_SECTIONS = frozenset({"visit", "teach-back", "words"})
"""Parts of a page that are not searched as passages."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-zA-Z0-9]+)*")


def is_name(name: str) -> bool:
    """Whether a slug or a language tag may name a file."""
    return len(name) <= 80 and _NAME.fullmatch(name) is not None


def read_topic(path: Path) -> Topic:
    """The topic in `topics/<lang>/<slug>.md`.

    Raises:
        KnowledgeError: the file cannot be served; says line and mend.
    """
    try:
        state = path.stat()
    except OSError:
        return topic_of(file_text(path), path)  # which says what is wrong
    return _as_it_stands(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2_000)
def _as_it_stands(path: Path, _changed: int, _size: int) -> Topic:
    """Read once as long as the file stays the same: parsing a page takes 20 ms."""
    return topic_of(file_text(path), path)


def topic_of(text: str, path: Path) -> Topic:
    """The topic in a text that stands, or will stand, at `path`.

    Raises:
        KnowledgeError: it cannot be served; says line and mend.
    """
    name = str(path)
    front, body, first_line = parted(name, text)
    fields = read_front_matter(name, front)
    chapters = {(c.id, c.country): c for c in read_outline(name, body, first_line)}
    if ("help", None) not in chapters:
        problem = phrase("no section {{#{section}}}", section="help")
        raise KnowledgeError(name, 1, problem, phrase("add when to get help"))
    return Topic(
        slug=path.stem,
        language=LanguageTag(path.parent.name),
        title=fields.title,
        purpose=fields.purpose,
        owner=fields.owner,
        sources=fields.domain_sources(),
        review_by=fields.review_by,
        review=fields.review.to_domain(),
        aliases=fields.aliases,
        codes=tuple(code for codes in fields.codes.values() for code in codes),
        sections=tuple(_section(c) for c in chapters.values() if c.id not in NOT_SECTIONS),
        warning_signs=_warning_signs(chapters["help", None]),
        visit_questions=_intro_bullets(chapters.get(("visit", None))),
        teach_back=tuple(_teach_back(name, chapters.get(("teach-back", None)))),
        words=tuple(_words(chapters.get(("words", None)))),
        path=name,
        text_hash=hashlib.sha256(body.encode()).hexdigest(),
        compared=tuple(sorted(fields.compared.items())),
    )


def read_topics(paths: Iterable[Path]) -> tuple[tuple[Topic, ...], tuple[KnowledgeError, ...]]:
    """Every topic that can be served, and what is wrong with the others."""
    topics: list[Topic] = []
    faults: list[KnowledgeError] = []
    for path in paths:
        try:
            topics.append(read_topic(path))
        except KnowledgeError as fault:
            faults.append(fault)
    return tuple(topics), tuple(faults)


def topic_files(*folders: Path) -> tuple[Path, ...]:
    """The topic files of `topics/` folders; a later folder's file lies over an earlier one's."""
    found: dict[tuple[str, str], Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*/*.md")):
            found[path.parent.name, path.stem] = path
    return tuple(found.values())


def file_text(path: Path) -> str:
    """The text of a topic file.

    Raises:
        KnowledgeError: too large, not UTF-8, or it cannot be read.
    """
    name = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            problem = phrase("is larger than 200 KB")
            raise KnowledgeError(name, 1, problem, phrase("split it into topics"))
        text = path.read_bytes().decode("utf-8")
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        problem = phrase("is not UTF-8 text (byte {byte})", byte=error.start)
        raise KnowledgeError(name, 1, problem, phrase("save it as UTF-8")) from None
    except OSError as error:
        problem = phrase("cannot be read: {why}", why=error.strerror)
        raise KnowledgeError(name, 1, problem, phrase("check the file")) from None


def parted(name: str, text: str) -> tuple[str, str, int]:
    """Front matter, body, and the body's first line in the file.

    Raises:
        KnowledgeError: the front matter has no beginning or no end.
    """
    if not text.startswith("---\n"):
        raise KnowledgeError(name, 1, phrase("no front matter"), phrase("begin the file with ---"))
    front, found, body = text[4:].partition("\n---\n")
    if not found:
        problem = phrase("front matter has no end")
        raise KnowledgeError(name, 1, problem, phrase("close it with ---"))
    return front, body, front.count("\n") + 4


def _section(chapter: Chapter) -> Section:
    asked = chapter.part("asked as")
    parts = ((level, chapter.part(level.value)) for level in Level)
    blocks = {level: part.text for level, part in parts if part and part.text}
    if chapter.id == "help":
        blocks = {Level.STANDARD: _help_text(chapter)}
    return Section(
        id=chapter.id,
        heading=chapter.title,
        country=CountryCode(chapter.country) if chapter.country else None,
        blocks=blocks,
        asked_as=asked.bullets() if asked else (),
        line=chapter.line,
    )


def _help_text(chapter: Chapter) -> str:
    return "\n".join(part.text for part in chapter.parts if part.name != "asked as")


def _warning_signs(chapter: Chapter) -> WarningSigns:
    def bullets(name: str) -> tuple[str, ...]:
        part = chapter.part(name)
        return part.bullets() if part else ()

    return WarningSigns(
        now=bullets("now"), today=bullets("today"), next_visit=bullets("next visit")
    )


def _intro_bullets(chapter: Chapter | None) -> tuple[str, ...]:
    return chapter.intro.bullets() if chapter else ()


def _words(chapter: Chapter | None) -> Iterable[Word]:
    for bullet in _intro_bullets(chapter):
        term, _, meaning = bullet.partition(":")
        yield Word(term=term.strip(), meaning=meaning.strip())


def _teach_back(name: str, chapter: Chapter | None) -> Iterable[TeachBack]:
    if chapter is None:
        return
    question: str | None = None
    points: tuple[Point, ...] = ()
    for part in (*chapter.parts, None):
        if part is None or part.name == "question":
            if question is not None:
                yield TeachBack(question=question, points=points, dangerous=())
            question, points = (part.text, ()) if part else (None, ())
        elif part.name == "points":
            points = tuple(_point(bullet) for bullet in part.bullets())
        elif part.name == "dangerous ideas" and question is not None:
            ideas = tuple(_idea(name, part, bullet) for bullet in part.bullets())
            yield TeachBack(question=question, points=points, dangerous=ideas)
            question = None


def _point(bullet: str) -> Point:
    text, _, also = bullet.partition("| also:")
    return Point(text=text.strip(), also=tuple(a.strip() for a in also.split(",") if a.strip()))


def _idea(name: str, part: Part, bullet: str) -> DangerousIdea:
    idea, found, say = bullet.partition("| say:")
    if not found:
        problem = phrase("dangerous idea without '| say:': {idea}", idea=bullet)
        raise KnowledgeError(name, part.line, problem, phrase("add what is said"))
    return DangerousIdea(idea=idea.strip().strip('"“”'), say=say.strip())
