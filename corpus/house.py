"""All that people write, read once: languages, countries, the site, the topics."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from corpus.faults import Fault
from corpus.glossary import folded, read_glossary
from corpus.passages import served
from corpus.rules import page_faults
from corpus.switches import is_closed, withdrawn
from corpus.topics import read_topics, topic_files
from corpus.words import read_countries, read_languages, read_site
from domain.corpus import Topic
from domain.errors import KnowledgeError
from domain.glossary import Term
from domain.languages import Country, CountryCode, Language, LanguageTag
from domain.sites import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What was read, and what was wrong with the files that are not served."""

    languages: dict[LanguageTag, Language]
    countries: dict[CountryCode, Country]
    site: Site
    topics: tuple[Topic, ...]
    terms: tuple[Term, ...]
    faults: tuple[KnowledgeError, ...]
    is_closed: bool = False
    withdrawn: frozenset[tuple[LanguageTag, str]] = frozenset()
    unreviewed: frozenset[str] = frozenset()  # paths of pages that only wait for their review

    @property
    def hash(self) -> str:
        """The version of the served pages and of the glossary, for the record."""
        rows = sorted(f"{t.language}/{t.slug}/{t.text_hash}" for t in self.topics)
        rows += [repr(term) for term in self.terms]
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]

    def names(self) -> frozenset[str]:
        """What the served topics are called, in every language, folded."""
        return frozenset(folded(name) for t in self.topics for name in (t.title, *t.aliases))

    def titles(self) -> dict[LanguageTag, tuple[str, ...]]:
        """The served topics' titles by language."""
        return {
            tag: tuple(topic.title for topic in self.topics if topic.language == tag)
            for tag in {topic.language for topic in self.topics}
        }


def read_house(
    knowledge: Path, package: Path, site_dir: Path | None, *, reviewed_only: bool
) -> House:
    """Read everything.

    Args:
        knowledge: the folder with topics/; languages, numbers and glossary too, or
            else they come from the package's.
        package: the package's own knowledge folder.
        site_dir: the site's directory, laid over both; None where there is none.
        reviewed_only: serve only topics whose reviews are bound to their text.

    Raises:
        KnowledgeError: languages, numbers or the site's own files cannot be used. (A
            broken topic is a fault of the house, not the end of it.)
    """
    homes = homes_of(knowledge, site_dir)
    topics, faults = read_topics(topic_files(*(home / "topics" for home in homes)))
    out = withdrawn(*homes)
    topics = tuple(topic for topic in topics if (topic.language, topic.slug) not in out)
    today = datetime.now(UTC).date()
    return House(
        languages=read_languages(own_or(knowledge, package, "languages")),
        countries=read_countries(own_or(knowledge, package, "numbers")),
        site=read_site(site_dir),
        topics=served(topics, reviewed_only=reviewed_only, today=today),
        terms=read_glossary(own_or(knowledge, package, "glossary")),
        faults=faults,
        is_closed=is_closed(*homes),
        withdrawn=out,
        unreviewed=frozenset(t.path for t in topics if reviewed_only and not t.is_reviewed),
    )


def homes_of(knowledge: Path, site_dir: Path | None) -> tuple[Path, ...]:
    """The folders that hold pages; what stands in the last lies over the others."""
    return (knowledge, *((site_dir,) if site_dir else ()))


def in_step(fresh: House, before: House) -> House:
    """The house as it is to be served after an edit.

    A page that can no longer be read, in which the edit made a new grave fault, or whose edit
    voided the review that the site's mode asks for, is served as it last was good; one that is
    withdrawn, expired or gone is not.
    """
    last = {topic.path: topic for topic in before.topics}
    broken = {fault.path for fault in fresh.faults}
    changed = tuple(topic for topic in fresh.topics if last.get(topic.path) != topic)
    found = _grave(changed, fresh.topics)
    was = tuple(last[fault.path] for fault in found if fault.path in last)
    known = {(fault.path, fault.rule) for fault in _grave(was, before.topics)} if was else ()
    grave = {fault.path: fault for fault in found if (fault.path, fault.rule) not in known}
    topics = tuple(topic for topic in fresh.topics if topic.path not in grave)
    today = datetime.now(UTC).date()
    kept = tuple(
        last[path]
        for path in sorted(broken | grave.keys() | fresh.unreviewed)
        if path in last and _may_stay(last[path], fresh, today)
    )
    faults = tuple(
        KnowledgeError(one.path, one.line, one.problem, one.mend) for one in grave.values()
    )
    ordered = sorted((*topics, *kept), key=lambda topic: topic.path)
    return replace(fresh, topics=tuple(ordered), faults=(*fresh.faults, *faults))


def _grave(pages: tuple[Topic, ...], topics: tuple[Topic, ...]) -> tuple[Fault, ...]:
    paths = {page.path for page in pages}
    found = page_faults(pages, topics)
    return tuple(fault for fault in found if fault.is_grave and fault.path in paths)


def _may_stay(topic: Topic, house: House, today: date) -> bool:
    is_out = (topic.language, topic.slug) in house.withdrawn
    return not is_out and topic.review_by >= today and Path(topic.path).is_file()


def own_or(knowledge: Path, package: Path, name: str) -> Path:
    """The folder `name` of the given knowledge folder, else the package's."""
    return knowledge / name if (knowledge / name).is_dir() else package / name
