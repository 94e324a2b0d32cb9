"""Rules of one page's wording: levels, length, what it must not say."""

import re
from collections.abc import Iterator

from corpus.faults import LEVELS, Fault, section_fault
from corpus.page_rules import PageRule, ordinary
from domain.corpus import Section, Topic
from domain.languages import Level
from domain.phrases import phrase
from text.claims import diagnosis_claims, reassurances
from text.injections import injections
from text.passive import is_passive
from text.readability import measure, met, targets
from text.sentences import sentences

LONGEST = {"ko": 110}
LONGEST_ELSEWHERE = 150
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]{0,80}>|!\[")


def level_of_blocks(topic: Topic) -> Iterator[Fault]:
    """Each block meets its level."""
    for section, level, block in blocks(topic):
        found = measure(block, topic.language)
        if met(found, level) is False:
            target = targets(topic.language, level)
            goal = target.value if target else "?"
            problem = phrase(
                "{level}: {measure} {value}, longest {longest}",
                level=LEVELS[level], measure=found.measure, value=found.value,
                longest=found.longest,
            )  # fmt: skip
            mend = phrase(
                "goal {goal}; shorten sentences, explain or replace: {hard}",
                goal=goal, hard=", ".join(found.hard_terms[:5]),
            )  # fmt: skip
            yield section_fault(topic, section, "level", problem, mend, is_grave=False)


def length_of_blocks(topic: Topic) -> Iterator[Fault]:
    """No block is longer than an answer may be."""
    most = LONGEST.get(topic.language, LONGEST_ELSEWHERE)
    for section, level, block in blocks(topic):
        words = len(block.split())
        if words > most:
            problem = phrase("{level}: {words} words", level=LEVELS[level], words=words)
            mend = phrase("at most {most}", most=most)
            yield section_fault(topic, section, "too-long", problem, mend)


def bullets_in_blocks(topic: Topic) -> Iterator[Fault]:
    """At most five bullets in a block."""
    for section, level, block in blocks(topic):
        count = sum(line.lstrip().startswith("- ") for line in block.splitlines())
        if count > 5:
            problem = phrase("{level}: {count} bullets", level=LEVELS[level], count=count)
            yield section_fault(topic, section, "bullets", problem, phrase("at most five"))


def no_claims(topic: Topic) -> Iterator[Fault]:
    """A page never says what the reader has, nor that all is well."""
    for section, level, block in all_blocks(topic):
        for sentence in sentences(block, topic.language):
            claims = diagnosis_claims(sentence, topic.language)
            soothing = reassurances(sentence, topic.language)
            for words in (*claims, *soothing):
                problem = phrase("{level}: “{words}”", level=LEVELS[level], words=words)
                mend = phrase("speak of people in general")
                yield section_fault(topic, section, "claim", problem, mend)


def no_orders(topic: Topic) -> Iterator[Fault]:
    """No instruction to a machine hides in the text."""
    for section, _, block in all_blocks(topic):
        for words in injections(block):
            problem = phrase("“{words}”", words=words[:60])
            yield section_fault(topic, section, "hidden-instruction", problem, phrase("remove it"))


def no_markup(topic: Topic) -> Iterator[Fault]:
    """No HTML, no images."""
    for section, level, block in all_blocks(topic):
        if _MARKUP.search(block):
            problem = phrase("{level}: HTML or an image", level=LEVELS[level])
            yield section_fault(topic, section, "markup", problem, phrase("use plain text"))


def main_message_first(topic: Topic) -> Iterator[Fault]:
    """A block stands alone: it does not begin with a pronoun."""
    for section, level, block in blocks(topic):
        first = block.split(maxsplit=1)[0].casefold().strip('*_“"') if block else ""
        if first in {"it", "they", "this", "these", "그것은", "이것은", "esto", "eso", "ello"}:
            problem = phrase("{level} begins with “{first}”", level=LEVELS[level], first=first)
            yield section_fault(topic, section, "stands-alone", problem, phrase("name it"))


def active_voice(topic: Topic) -> Iterator[Fault]:
    """Few sentences of an easy block hide who does something (PEMAT)."""
    for section, level, block in blocks(topic):
        if level is not Level.EASY:
            continue
        said = sentences(block, topic.language)
        hidden = [sentence for sentence in said if is_passive(sentence, topic.language)]
        if len(said) >= 4 and len(hidden) > len(said) / 2:
            problem = phrase(
                "{level}: {hidden} of {all} sentences are passive",
                level=LEVELS[level], hidden=len(hidden), all=len(said),
            )  # fmt: skip
            yield section_fault(
                topic, section, "passive", problem, phrase("say who does it"), is_grave=False
            )


def blocks(topic: Topic) -> Iterator[tuple[Section, Level, str]]:
    """Every block that has a level."""
    for section in ordinary(topic):
        for level, block in section.blocks.items():
            yield section, level, block


def all_blocks(topic: Topic) -> Iterator[tuple[Section, Level, str]]:
    """When to get help too: its signs are shown like any other text."""
    return ((s, level, block) for s in topic.sections for level, block in s.blocks.items())


WORDING_RULES: tuple[PageRule, ...] = (
    level_of_blocks,
    length_of_blocks,
    bullets_in_blocks,
    no_claims,
    no_orders,
    no_markup,
    main_message_first,
    active_voice,
)
