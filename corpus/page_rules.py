"""Rules of one page's form: what must be there, dates, sources, reviews."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from corpus.faults import Fault, page_fault, section_fault
from domain.corpus import Section, Sign, Topic
from domain.languages import Level
from domain.phrases import Phrase, phrase

PageRule = Callable[[Topic], Iterable[Fault]]
EXPECTED = ("what", "signs", "why", "care", "self", "help")
BLANK = "…"
"""Stands in an empty page where something has to be written."""
SOON = timedelta(days=60)


def expected_sections(topic: Topic) -> Iterator[Fault]:
    """The sections every page has."""
    for section_id in EXPECTED:
        if topic.section(section_id) is None:
            problem = phrase("no section {{#{section}}}", section=section_id)
            yield page_fault(topic, 1, "section-missing", problem, phrase("write it"))


def expected_parts(topic: Topic) -> Iterator[Fault]:
    """Questions for the visit, teach-back and words to know."""
    for name, held in (
        ("visit", topic.visit_questions),
        ("teach-back", topic.teach_back),
        ("words", topic.words),
    ):
        if not held:
            problem = phrase("no {{#{name}}}", name=name)
            yield page_fault(topic, 1, "part-missing", problem, phrase("write it"))


def easy_block(topic: Topic) -> Iterator[Fault]:
    """A section has standard text, and should have an easy one."""
    for section in ordinary(topic):
        if Level.STANDARD not in section.blocks:
            problem = phrase("no ### standard")
            yield section_fault(topic, section, "standard-missing", problem, phrase("write it"))
        if Level.EASY not in section.blocks:
            problem = phrase("no ### easy; standard is shown")
            yield section_fault(
                topic, section, "easy-missing", problem, phrase("write it"), is_grave=False
            )


def asked_as(topic: Topic) -> Iterator[Fault]:
    """Three to six ways patients ask."""
    for section in topic.sections:
        if not 3 <= len(section.asked_as) <= 6:
            problem = phrase("{count} ways to ask", count=len(section.asked_as))
            yield section_fault(topic, section, "asked-as", problem, phrase("give three to six"))


def unfinished(topic: Topic) -> Iterator[Fault]:
    """Nothing of the empty page that it was begun from is left."""
    held = [("title", topic.title), ("purpose", topic.purpose), ("owner", topic.owner)]
    held += [("sources", f"{source.name} {source.url}") for source in topic.sources]
    for name, text in held:
        if BLANK in text:
            problem = phrase("{name} is not filled in", name=name)
            yield page_fault(topic, 1, "unfinished", problem, phrase("write it"))
    for section in topic.sections:
        if BLANK in section.heading or section.id.startswith("imported-"):
            problem = phrase("is not sorted in yet")
            yield section_fault(topic, section, "unfinished", problem, phrase("name the section"))


def warning_signs(topic: Topic) -> Iterator[Fault]:
    """When to get help now and today is never empty."""
    for name, signs in (
        (phrase("now"), topic.warning_signs.now),
        (phrase("today"), topic.warning_signs.today),
    ):
        if not signs:
            problem = phrase("help has no ### {name}", name=name)
            yield page_fault(topic, 1, "warning-signs", problem, phrase("list the signs"))


def dates(topic: Topic) -> Iterator[Fault]:
    """Past its date a page is never cited; soon before, staff are told."""
    today = datetime.now(UTC).date()
    if topic.review_by < today:
        problem = phrase("review was due {day}", day=topic.review_by)
        yield page_fault(topic, 1, "expired", problem, phrase("review the page"))
    elif topic.review_by < today + SOON:
        problem = phrase("review is due {day}", day=topic.review_by)
        yield page_fault(topic, 1, "expires-soon", problem, phrase("review it"), is_grave=False)
    for name, day in _days(topic):
        if day > today:
            problem = phrase("{name} lies in the future: {day}", name=name, day=day)
            yield page_fault(topic, 1, "future-date", problem, phrase("mend it"))


def review_of_another_text(topic: Topic) -> Iterator[Fault]:
    """A review is bound to the text it read."""
    for name, sign in _signs(topic):
        if sign.text != topic.text_hash:
            problem = phrase("{name} review was of another text", name=name)
            yield page_fault(
                topic, 1, "review-void", problem, phrase("review it again"), is_grave=False
            )


def sources(topic: Topic) -> Iterator[Fault]:
    """Sources say what they are for, and when they were seen."""
    for source in topic.sources:
        if not source.facts.strip():
            problem = phrase("{source}: no facts", source=source.name)
            yield page_fault(topic, 1, "source-facts", problem, phrase("say which facts"))
        if source.seen_on is None:
            problem = phrase("{source}: seen_on is null", source=source.name)
            mend = phrase("open the source and enter the day")
            yield page_fault(topic, 1, "source-unseen", problem, mend, is_grave=False)


def asked_once(topic: Topic) -> Iterator[Fault]:
    """A way to ask leads to one section (those for different countries excepted)."""
    seen: dict[str, str] = {}
    for section in topic.sections:
        for line in section.asked_as:
            owner = seen.setdefault(line.casefold().strip(" ?.!"), section.id)
            if owner != section.id:
                problem = phrase("“{line}” also leads to {{#{owner}}}", line=line, owner=owner)
                mend = phrase("keep it in one section")
                yield section_fault(topic, section, "asked-twice", problem, mend)


def teach_back_is_whole(topic: Topic) -> Iterator[Fault]:
    """Each question that checks our explanation says what a good reply holds."""
    for number, check in enumerate(topic.teach_back, start=1):
        if not check.points:
            problem = phrase("question {number} has no ### points", number=number)
            yield page_fault(topic, 1, "teach-back", problem, phrase("list them"))


def words_are_explained(topic: Topic) -> Iterator[Fault]:
    """A word to know has its meaning beside it."""
    for word in topic.words:
        if not word.meaning:
            problem = phrase("“{term}” has no meaning", term=word.term)
            yield page_fault(topic, 1, "word", problem, phrase("write word: meaning"))


def section_order(topic: Topic) -> Iterator[Fault]:
    """What it is comes first: the page says at once what it is for."""
    if topic.sections and topic.sections[0].id != "what":
        problem, mend = phrase("stands before {{#what}}"), phrase("begin with what it is")
        yield section_fault(topic, topic.sections[0], "order", problem, mend)


def ordinary(topic: Topic) -> Iterator[Section]:
    """All sections but when to get help, which has no levels."""
    return (section for section in topic.sections if section.id != "help")


def _days(topic: Topic) -> Iterator[tuple[Phrase, date]]:
    for source in topic.sources:
        if source.seen_on:
            yield phrase("seen_on of {source}", source=source.name), source.seen_on
    for name, sign in _signs(topic):
        yield phrase("{name} review", name=name), sign.on


def _signs(topic: Topic) -> Iterator[tuple[Phrase, Sign]]:
    """The reviews that there are, with their names."""
    named = (
        (phrase("clinical"), topic.review.clinical),
        (phrase("language"), topic.review.language),
    )
    return ((name, sign) for name, sign in named if sign)


PAGE_RULES: tuple[PageRule, ...] = (
    expected_sections,
    expected_parts,
    easy_block,
    asked_as,
    unfinished,
    warning_signs,
    dates,
    review_of_another_text,
    sources,
    asked_once,
    teach_back_is_whole,
    words_are_explained,
    section_order,
)
