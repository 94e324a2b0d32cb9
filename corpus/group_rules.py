"""Rules that look at pages together: the same topic in other languages, and links."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.faults import LEVELS, Fault, page_fault, section_fault
from corpus.lexical import folded
from domain.corpus import Section, Topic
from domain.languages import LanguageTag
from domain.phrases import phrase
from text.locked import compare
from text.sentences import sentences
from text.tokens import Kind

GroupRule = Callable[[tuple[Topic, ...]], Iterable[Fault]]
BetweenRule = Callable[[tuple[Topic, ...], tuple[Topic, ...]], Iterable[Fault]]
_LINK = re.compile(r"\]\(([^)]*)\)")
FEW_WORDS = 20
"""Different words of a block from which its repetition counts."""
ALIKE = 0.8
"""Share of two sentences' words from which they are taken to say the same."""
FIGURES = frozenset({Kind.QUANTITY, Kind.RATIO, Kind.COMPARISON, Kind.DURATION})


def same_sections(topics: tuple[Topic, ...]) -> Iterator[Fault]:
    """The same section ids, countries included, in every language."""
    for first, other in _pairs(topics):
        ids, others = _ids(first), _ids(other)
        for lacking, having, gap in ((other, first, ids - others), (first, other, others - ids)):
            for section in sorted(gap):
                problem = phrase(
                    "no section {section}, which {language} has",
                    section=section, language=having.language,
                )  # fmt: skip
                yield page_fault(lacking, 1, "languages-sections", problem, phrase("write it"))


def same_warning_signs(topics: tuple[Topic, ...]) -> Iterator[Fault]:
    """As many warning signs, now and today, in every language."""
    for first, other in _pairs(topics):
        for name in (phrase("now"), phrase("today"), phrase("next_visit")):
            here = len(getattr(first.warning_signs, name))
            there = len(getattr(other.warning_signs, name))
            if here != there:
                problem = phrase(
                    "help {name}: {there} signs, {language} has {here}",
                    name=name, there=there, language=first.language, here=here,
                )  # fmt: skip
                mend = phrase("bring them in step")
                yield page_fault(other, 1, "languages-warnings", problem, mend)


def same_figures(topics: tuple[Topic, ...]) -> Iterator[Fault]:
    """The same numbers, units and times in the same section of every language."""
    for first, other in _pairs(topics):
        theirs = {(s.id, s.country): s for s in other.sections}
        for section in first.sections:
            match = theirs.get((section.id, section.country))
            if match:
                yield from _figures(first, section, other, match)


def translations_are_fresh(topics: tuple[Topic, ...]) -> Iterator[Fault]:
    """An edit makes the other languages' versions stale, until somebody compares them again."""
    texts = {(topic.slug, str(topic.language)): topic.text_hash for topic in topics}
    for topic in topics:
        for language, digest in topic.compared:
            now = texts.get((topic.slug, language))
            if now and now != digest:
                problem = phrase(
                    "{language} was edited since this version was compared with it",
                    language=language,
                )
                mend = phrase("compare them again")
                yield page_fault(topic, 1, "stale-translation", problem, mend, is_grave=False)


def links_lead_somewhere(topics: tuple[Topic, ...]) -> Iterator[Fault]:
    """A link between topics leads to a section that exists in the language."""
    known = {
        (topic.language, f"topic:{topic.slug}#{section.id}")
        for topic in topics
        for section in topic.sections
    }
    for topic in topics:
        for section in topic.sections:
            for block in section.blocks.values():
                for target in _LINK.findall(block):
                    if (topic.language, target) not in known:
                        problem = phrase("leads nowhere: {target}", target=target)
                        mend = phrase("link topic:slug#section")
                        yield section_fault(topic, section, "link", problem, mend)


def aliases_are_unique(topics: tuple[Topic, ...]) -> Iterator[Fault]:
    """One word leads to one page."""
    owners: dict[tuple[LanguageTag, str], Topic] = {}
    for topic in topics:
        for alias in topic.aliases:
            owner = owners.setdefault((topic.language, alias.casefold()), topic)
            if owner is not topic:
                problem = phrase("“{alias}” also leads to {page}", alias=alias, page=owner.slug)
                yield page_fault(topic, 1, "alias", problem, phrase("keep it in one page"))


def _figures(first: Topic, section: Section, other: Topic, match: Section) -> Iterator[Fault]:
    for level in section.blocks.keys() & match.blocks.keys():
        gap = compare(section.blocks[level], match.blocks[level], first.language, other.language)
        for lost, topic, there in ((gap.missing, other, match), (gap.added, first, section)):
            values = sorted(token.value for token in lost if token.kind in FIGURES)
            if values:
                problem = phrase(
                    "{level}: lacks {values}", level=LEVELS[level], values=", ".join(values)
                )
                mend = phrase("compare the languages")
                yield section_fault(
                    topic, there, "languages-figures", problem, mend, is_grave=False
                )


def _pairs(topics: tuple[Topic, ...]) -> Iterator[tuple[Topic, Topic]]:
    """English beside each other language of the same topic."""
    english = {topic.slug: topic for topic in topics if topic.language == "en"}
    for topic in topics:
        if topic.language != "en" and topic.slug in english:
            yield english[topic.slug], topic


def _ids(topic: Topic) -> frozenset[str]:
    return frozenset(s.id + (f"@{s.country}" if s.country else "") for s in topic.sections)


def pages_agree(asked: tuple[Topic, ...], topics: tuple[Topic, ...]) -> Iterator[Fault]:
    """Two pages that say almost the same sentence say it with the same figures."""
    for one, other in _alike(asked, topics):
        gap = compare(one.text, other.text, one.topic.language, one.topic.language)
        lost = sorted(token.value for token in gap.missing | gap.added if token.kind in FIGURES)
        if lost:
            problem = phrase(
                "“{sentence}” and {where} differ in {values}",
                sentence=one.text[:60], where=f"{other.topic.slug}#{other.section.id}",
                values=", ".join(lost),
            )  # fmt: skip
            mend = phrase("find out which is right")
            yield section_fault(
                one.topic, one.section, "contradiction", problem, mend, is_grave=False
            )


def nothing_is_told_twice(topics: tuple[Topic, ...]) -> Iterator[Fault]:
    """A section that repeats another page's is better a link: one of them will grow old."""
    seen: dict[tuple[LanguageTag, frozenset[str]], tuple[Topic, Section]] = {}
    for topic in topics:
        for section in topic.sections:
            for block in section.blocks.values():
                words = frozenset(folded(block).split())
                if len(words) < FEW_WORDS or section.id == "help":
                    continue
                owner, first = seen.setdefault((topic.language, words), (topic, section))
                if owner is not topic:
                    problem = phrase("says the same as {where}", where=f"{owner.slug}#{first.id}")
                    mend = phrase("link to it instead")
                    yield section_fault(
                        topic, section, "near-duplicate", problem, mend, is_grave=False
                    )


MOST_SPLIT = 1_000
_SPLIT: dict[tuple[str, str], tuple["_Said", ...]] = {}
"""Pages' sentences by path and text: a desk asks for all pages at every pause in typing."""


@dataclass(frozen=True, slots=True)
class _Said:
    topic: Topic
    section: Section
    text: str
    words: frozenset[str]


def _alike(asked: tuple[Topic, ...], topics: tuple[Topic, ...]) -> Iterator[tuple[_Said, _Said]]:
    """Sentences with figures of the pages asked for, and those of other pages that say the same.

    Each pair once: the page that comes later is the first of it, or the one that was asked for.
    """
    names = {topic.path for topic in asked}
    for place, topic in enumerate(topics):
        if topic.path not in names:
            continue
        others = [t for n, t in enumerate(topics) if n < place or t.path not in names]
        known = [one for t in others if t.language == topic.language for one in _with_figures(t)]
        yield from (
            (one, other)
            for one in _with_figures(topic)
            for other in known
            if _says_the_same(one, other)
        )


def _says_the_same(one: _Said, other: _Said) -> bool:
    apart = one.section.country == other.section.country
    return apart and len(one.words & other.words) >= ALIKE * len(one.words | other.words)


def _with_figures(topic: Topic) -> tuple[_Said, ...]:
    """The sentences that name a figure; lists apart (warning signs are graded on purpose)."""
    key = (topic.path, topic.text_hash)
    if key not in _SPLIT:
        if len(_SPLIT) > MOST_SPLIT:
            _SPLIT.clear()
        _SPLIT[key] = tuple(_split(topic))
    return _SPLIT[key]


def _split(topic: Topic) -> Iterator[_Said]:
    for section in topic.sections:
        blocks = "\n".join(section.blocks.values()) if section.id != "help" else ""
        for sentence in sentences(blocks, topic.language):
            words = frozenset(w for w in folded(sentence).split() if not w[0].isdigit())
            if len(words) >= FEW_WORDS // 4 and any(char.isdigit() for char in sentence):
                yield _Said(topic, section, sentence, words)


LANGUAGE_RULES: tuple[GroupRule, ...] = (
    same_sections,
    same_warning_signs,
    same_figures,
    translations_are_fresh,
)
"""Read the versions of one topic."""

GROUP_RULES: tuple[GroupRule, ...] = (
    links_lead_somewhere,
    aliases_are_unique,
    nothing_is_told_twice,
)
"""Read all pages."""

BETWEEN_RULES: tuple[BetweenRule, ...] = (pages_agree,)
"""Compare the pages asked for with all others: too slow for every pair at every keystroke."""
