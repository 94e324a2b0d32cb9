"""Rules of one page's form: what must be there, dates, sources, reviews."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from corpus.faults import Fault, page_fault, section_fault
from domain.corpus import Section, Topic
from domain.languages import Level

PageRule = Callable[[Topic], Iterable[Fault]]
EXPECTED = ("what", "signs", "why", "care", "self", "help")
BLANK = "…"
"""Stands in an empty page where something has to be written."""
SOON = timedelta(days=60)


def expected_sections(topic: Topic) -> Iterator[Fault]:
    """The sections every page has."""
    for section_id in EXPECTED:
        if topic.section(section_id) is None:
            yield page_fault(
                topic, 1, "section-missing", f"no section {{#{section_id}}}", "write it"
            )


def expected_parts(topic: Topic) -> Iterator[Fault]:
    """Questions for the visit, teach-back and words to know."""
    for name, held in (
        ("visit", topic.visit_questions),
        ("teach-back", topic.teach_back),
        ("words", topic.words),
    ):
        if not held:
            yield page_fault(topic, 1, "part-missing", f"no {{#{name}}}", "write it")


def easy_block(topic: Topic) -> Iterator[Fault]:
    """A section has standard text, and should have an easy one."""
    for section in ordinary(topic):
        if Level.STANDARD not in section.blocks:
            yield section_fault(topic, section, "standard-missing", "no ### standard", "write it")
        if Level.EASY not in section.blocks:
            yield section_fault(
                topic, section, "easy-missing", "no ### easy; standard is shown", "write it",
                is_grave=False,
            )  # fmt: skip


def asked_as(topic: Topic) -> Iterator[Fault]:
    """Three to six ways patients ask."""
    for section in topic.sections:
        if not 3 <= len(section.asked_as) <= 6:
            count = len(section.asked_as)
            yield section_fault(
                topic, section, "asked-as", f"{count} ways to ask", "give three to six"
            )


def unfinished(topic: Topic) -> Iterator[Fault]:
    """Nothing of the empty page that it was begun from is left."""
    held = [("title", topic.title), ("purpose", topic.purpose), ("owner", topic.owner)]
    held += [("sources", f"{source.name} {source.url}") for source in topic.sources]
    for name, text in held:
        if BLANK in text:
            yield page_fault(topic, 1, "unfinished", f"{name} is not filled in", "write it")
    for section in topic.sections:
        if BLANK in section.heading or section.id.startswith("imported-"):
            yield section_fault(
                topic, section, "unfinished", "is not sorted in yet", "name the section"
            )


def warning_signs(topic: Topic) -> Iterator[Fault]:
    """When to get help now and today is never empty."""
    for name, signs in (("now", topic.warning_signs.now), ("today", topic.warning_signs.today)):
        if not signs:
            yield page_fault(topic, 1, "warning-signs", f"help has no ### {name}", "list the signs")


def dates(topic: Topic) -> Iterator[Fault]:
    """Past its date a page is never cited; soon before, staff are told."""
    today = datetime.now(UTC).date()
    if topic.review_by < today:
        yield page_fault(
            topic, 1, "expired", f"review was due {topic.review_by}", "review the page"
        )
    elif topic.review_by < today + SOON:
        yield page_fault(
            topic,
            1,
            "expires-soon",
            f"review is due {topic.review_by}",
            "review it",
            is_grave=False,
        )
    for name, day in _days(topic):
        if day > today:
            yield page_fault(
                topic, 1, "future-date", f"{name} lies in the future: {day}", "mend it"
            )


def review_of_another_text(topic: Topic) -> Iterator[Fault]:
    """A review is bound to the text it read."""
    for name, sign in (("clinical", topic.review.clinical), ("language", topic.review.language)):
        if sign and sign.text != topic.text_hash:
            yield page_fault(
                topic, 1, "review-void", f"{name} review was of another text", "review it again",
                is_grave=False,
            )  # fmt: skip


def sources(topic: Topic) -> Iterator[Fault]:
    """Sources say what they are for, and when they were seen."""
    for source in topic.sources:
        if not source.facts.strip():
            yield page_fault(
                topic, 1, "source-facts", f"{source.name}: no facts", "say which facts"
            )
        if source.seen_on is None:
            yield page_fault(
                topic, 1, "source-unseen", f"{source.name}: seen_on is null",
                "open the source and enter the day", is_grave=False,
            )  # fmt: skip


def asked_once(topic: Topic) -> Iterator[Fault]:
    """A way to ask leads to one section (those for different countries excepted)."""
    seen: dict[str, str] = {}
    for section in topic.sections:
        for line in section.asked_as:
            owner = seen.setdefault(line.casefold().strip(" ?.!"), section.id)
            if owner != section.id:
                yield section_fault(
                    topic, section, "asked-twice", f"“{line}” also leads to {{#{owner}}}",
                    "keep it in one section",
                )  # fmt: skip


def teach_back_is_whole(topic: Topic) -> Iterator[Fault]:
    """Each question that checks our explanation says what a good reply holds."""
    for number, check in enumerate(topic.teach_back, start=1):
        if not check.points:
            yield page_fault(
                topic, 1, "teach-back", f"question {number} has no ### points", "list them"
            )


def words_are_explained(topic: Topic) -> Iterator[Fault]:
    """A word to know has its meaning beside it."""
    for word in topic.words:
        if not word.meaning:
            yield page_fault(
                topic, 1, "word", f"“{word.term}” has no meaning", "write word: meaning"
            )


def section_order(topic: Topic) -> Iterator[Fault]:
    """What it is comes first: the page says at once what it is for."""
    if topic.sections and topic.sections[0].id != "what":
        first = topic.sections[0]
        yield section_fault(topic, first, "order", "stands before {#what}", "begin with what it is")


def ordinary(topic: Topic) -> Iterator[Section]:
    """All sections but when to get help, which has no levels."""
    return (section for section in topic.sections if section.id != "help")


def _days(topic: Topic) -> Iterator[tuple[str, date]]:
    for source in topic.sources:
        if source.seen_on:
            yield f"seen_on of {source.name}", source.seen_on
    for name, sign in (("clinical", topic.review.clinical), ("language", topic.review.language)):
        if sign:
            yield f"{name} review", sign.on


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
