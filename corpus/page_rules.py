"""Rules that look at one page."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from corpus.faults import Fault
from domain.corpus import Section, Topic
from domain.languages import Level
from text.claims import diagnosis_claims, reassurances
from text.injections import injections
from text.passive import is_passive
from text.readability import measure, met, targets
from text.sentences import sentences

PageRule = Callable[[Topic], Iterable[Fault]]
EXPECTED = ("what", "signs", "why", "care", "self", "help")
BLANK = "…"
"""Stands in an empty page where something has to be written."""
LONGEST = {"ko": 110}
LONGEST_ELSEWHERE = 150
SOON = timedelta(days=60)
_LINK = re.compile(r"\]\(([^)]*)\)")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]{0,80}>|!\[")


def expected_sections(topic: Topic) -> Iterator[Fault]:
    """The sections every page has."""
    for section_id in EXPECTED:
        if topic.section(section_id) is None:
            yield _fault(topic, 1, "section-missing", f"no section {{#{section_id}}}", "write it")


def expected_parts(topic: Topic) -> Iterator[Fault]:
    """Questions for the visit, teach-back and words to know."""
    for name, held in (
        ("visit", topic.visit_questions),
        ("teach-back", topic.teach_back),
        ("words", topic.words),
    ):
        if not held:
            yield _fault(topic, 1, "part-missing", f"no {{#{name}}}", "write it")


def easy_block(topic: Topic) -> Iterator[Fault]:
    """A section has standard text, and should have an easy one."""
    for section in _ordinary(topic):
        if Level.STANDARD not in section.blocks:
            yield _at(topic, section, "standard-missing", "no ### standard", "write it")
        if Level.EASY not in section.blocks:
            yield _at(
                topic, section, "easy-missing", "no ### easy; standard is shown", "write it",
                is_grave=False,
            )  # fmt: skip


def asked_as(topic: Topic) -> Iterator[Fault]:
    """Three to six ways patients ask."""
    for section in topic.sections:
        if not 3 <= len(section.asked_as) <= 6:
            count = len(section.asked_as)
            yield _at(topic, section, "asked-as", f"{count} ways to ask", "give three to six")


def level_of_blocks(topic: Topic) -> Iterator[Fault]:
    """Each block meets its level."""
    for section, level, block in _blocks(topic):
        found = measure(block, topic.language)
        if met(found, level) is False:
            target = targets(topic.language, level)
            goal = target.value if target else "?"
            problem = f"{level}: {found.measure} {found.value}, longest {found.longest}"
            hard = ", ".join(found.hard_terms[:5])
            mend = f"goal {goal}; shorten sentences, explain or replace: {hard}"
            yield _at(topic, section, "level", problem, mend, is_grave=False)


def length_of_blocks(topic: Topic) -> Iterator[Fault]:
    """No block is longer than an answer may be."""
    most = LONGEST.get(topic.language, LONGEST_ELSEWHERE)
    for section, level, block in _blocks(topic):
        words = len(block.split())
        if words > most:
            yield _at(topic, section, "too-long", f"{level}: {words} words", f"at most {most}")


def bullets_in_blocks(topic: Topic) -> Iterator[Fault]:
    """At most five bullets in a block."""
    for section, level, block in _blocks(topic):
        count = sum(line.lstrip().startswith("- ") for line in block.splitlines())
        if count > 5:
            yield _at(topic, section, "bullets", f"{level}: {count} bullets", "at most five")


def unfinished(topic: Topic) -> Iterator[Fault]:
    """Nothing of the empty page that it was begun from is left."""
    held = [("title", topic.title), ("purpose", topic.purpose), ("owner", topic.owner)]
    held += [("sources", f"{source.name} {source.url}") for source in topic.sources]
    for name, text in held:
        if BLANK in text:
            yield _fault(topic, 1, "unfinished", f"{name} is not filled in", "write it")
    for section in topic.sections:
        if BLANK in section.heading or section.id.startswith("imported-"):
            yield _at(topic, section, "unfinished", "is not sorted in yet", "name the section")


def warning_signs(topic: Topic) -> Iterator[Fault]:
    """When to get help now and today is never empty."""
    for name, signs in (("now", topic.warning_signs.now), ("today", topic.warning_signs.today)):
        if not signs:
            yield _fault(topic, 1, "warning-signs", f"help has no ### {name}", "list the signs")


def dates(topic: Topic) -> Iterator[Fault]:
    """Past its date a page is never cited; soon before, staff are told."""
    today = datetime.now(UTC).date()
    if topic.review_by < today:
        yield _fault(topic, 1, "expired", f"review was due {topic.review_by}", "review the page")
    elif topic.review_by < today + SOON:
        yield _fault(
            topic,
            1,
            "expires-soon",
            f"review is due {topic.review_by}",
            "review it",
            is_grave=False,
        )
    for name, day in _days(topic):
        if day > today:
            yield _fault(topic, 1, "future-date", f"{name} lies in the future: {day}", "mend it")


def review_of_another_text(topic: Topic) -> Iterator[Fault]:
    """A review is bound to the text it read."""
    for name, sign in (("clinical", topic.review.clinical), ("language", topic.review.language)):
        if sign and sign.text != topic.text_hash:
            yield _fault(
                topic, 1, "review-void", f"{name} review was of another text", "review it again",
                is_grave=False,
            )  # fmt: skip


def sources(topic: Topic) -> Iterator[Fault]:
    """Sources say what they are for, and when they were seen."""
    for source in topic.sources:
        if not source.facts.strip():
            yield _fault(topic, 1, "source-facts", f"{source.name}: no facts", "say which facts")
        if source.seen_on is None:
            yield _fault(
                topic, 1, "source-unseen", f"{source.name}: seen_on is null",
                "open the source and enter the day", is_grave=False,
            )  # fmt: skip


def no_claims(topic: Topic) -> Iterator[Fault]:
    """A page never says what the reader has, nor that all is well."""
    for section, level, block in _all_blocks(topic):
        for sentence in sentences(block, topic.language):
            claims = diagnosis_claims(sentence, topic.language)
            soothing = reassurances(sentence, topic.language)
            for words in (*claims, *soothing):
                yield _at(
                    topic, section, "claim", f"{level}: “{words}”", "speak of people in general"
                )


def no_orders(topic: Topic) -> Iterator[Fault]:
    """No instruction to a machine hides in the text."""
    for section, _, block in _all_blocks(topic):
        for words in injections(block):
            yield _at(topic, section, "hidden-instruction", f"“{words[:60]}”", "remove it")


def no_markup(topic: Topic) -> Iterator[Fault]:
    """No HTML, no images."""
    for section, level, block in _all_blocks(topic):
        if _MARKUP.search(block):
            yield _at(topic, section, "markup", f"{level}: HTML or an image", "use plain text")


def main_message_first(topic: Topic) -> Iterator[Fault]:
    """A block stands alone: it does not begin with a pronoun."""
    for section, level, block in _blocks(topic):
        first = block.split(maxsplit=1)[0].casefold().strip('*_“"') if block else ""
        if first in {"it", "they", "this", "these", "그것은", "이것은", "esto", "eso", "ello"}:
            yield _at(topic, section, "stands-alone", f"{level} begins with “{first}”", "name it")


def asked_once(topic: Topic) -> Iterator[Fault]:
    """A way to ask leads to one section (those for different countries excepted)."""
    seen: dict[str, str] = {}
    for section in topic.sections:
        for line in section.asked_as:
            owner = seen.setdefault(line.casefold().strip(" ?.!"), section.id)
            if owner != section.id:
                yield _at(
                    topic, section, "asked-twice", f"“{line}” also leads to {{#{owner}}}",
                    "keep it in one section",
                )  # fmt: skip


def teach_back_is_whole(topic: Topic) -> Iterator[Fault]:
    """Each question that checks our explanation says what a good reply holds."""
    for number, check in enumerate(topic.teach_back, start=1):
        if not check.points:
            yield _fault(
                topic, 1, "teach-back", f"question {number} has no ### points", "list them"
            )


def words_are_explained(topic: Topic) -> Iterator[Fault]:
    """A word to know has its meaning beside it."""
    for word in topic.words:
        if not word.meaning:
            yield _fault(topic, 1, "word", f"“{word.term}” has no meaning", "write word: meaning")


def section_order(topic: Topic) -> Iterator[Fault]:
    """What it is comes first: the page says at once what it is for."""
    if topic.sections and topic.sections[0].id != "what":
        first = topic.sections[0]
        yield _at(topic, first, "order", "stands before {#what}", "begin with what it is")


def active_voice(topic: Topic) -> Iterator[Fault]:
    """Few sentences of an easy block hide who does something (PEMAT)."""
    for section, level, block in _blocks(topic):
        if level is not Level.EASY:
            continue
        said = sentences(block, topic.language)
        hidden = [sentence for sentence in said if is_passive(sentence, topic.language)]
        if len(said) >= 4 and len(hidden) > len(said) / 2:
            problem = f"{level}: {len(hidden)} of {len(said)} sentences are passive"
            yield _at(topic, section, "passive", problem, "say who does it", is_grave=False)


def _ordinary(topic: Topic) -> Iterator[Section]:
    return (section for section in topic.sections if section.id != "help")


def _blocks(topic: Topic) -> Iterator[tuple[Section, Level, str]]:
    for section in _ordinary(topic):
        for level, block in section.blocks.items():
            yield section, level, block


def _all_blocks(topic: Topic) -> Iterator[tuple[Section, Level, str]]:
    """When to get help too: its signs are shown like any other text."""
    return ((s, level, block) for s in topic.sections for level, block in s.blocks.items())


def links_of(text: str) -> tuple[str, ...]:
    """The targets of the Markdown links in a text."""
    return tuple(_LINK.findall(text))


def _days(topic: Topic) -> Iterator[tuple[str, date]]:
    for source in topic.sources:
        if source.seen_on:
            yield f"seen_on of {source.name}", source.seen_on
    for name, sign in (("clinical", topic.review.clinical), ("language", topic.review.language)):
        if sign:
            yield f"{name} review", sign.on


def _fault(
    topic: Topic, line: int, rule: str, problem: str, mend: str, *, is_grave: bool = True
) -> Fault:
    return Fault(
        path=topic.path, line=line, rule=rule, problem=problem, mend=mend, is_grave=is_grave
    )


def _at(
    topic: Topic, section: Section, rule: str, problem: str, mend: str, *, is_grave: bool = True
) -> Fault:
    return _fault(
        topic, section.line, rule, f"{{#{section.id}}} {problem}", mend, is_grave=is_grave
    )


PAGE_RULES: tuple[PageRule, ...] = (
    expected_sections,
    expected_parts,
    easy_block,
    asked_as,
    level_of_blocks,
    length_of_blocks,
    bullets_in_blocks,
    unfinished,
    warning_signs,
    dates,
    review_of_another_text,
    sources,
    no_claims,
    no_orders,
    no_markup,
    main_message_first,
    asked_once,
    teach_back_is_whole,
    words_are_explained,
    section_order,
    active_voice,
)
