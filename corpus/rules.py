"""All rules of pages, run."""

from collections.abc import Iterator

from corpus.faults import Fault
from corpus.group_rules import BETWEEN_RULES, GROUP_RULES, LANGUAGE_RULES
from corpus.page_rules import PAGE_RULES
from corpus.progress import steps
from corpus.wording_rules import WORDING_RULES
from domain.corpus import Topic


def page_faults(asked: tuple[Topic, ...], topics: tuple[Topic, ...]) -> Iterator[Fault]:
    """What is wrong with some pages, and between them and all the others."""
    slugs = {topic.slug for topic in asked}
    kin = tuple(topic for topic in topics if topic.slug in slugs)
    yield from (
        fault
        for topic in steps(asked, "checking pages")
        for rule in (*PAGE_RULES, *WORDING_RULES)
        for fault in rule(topic)
    )
    yield from (fault for rule in LANGUAGE_RULES for fault in rule(kin))
    yield from (fault for rule in GROUP_RULES for fault in rule(topics))
    yield from (fault for rule in BETWEEN_RULES for fault in rule(asked, topics))
