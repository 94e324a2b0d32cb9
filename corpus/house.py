"""All that people write, read once: languages, countries, the site, the topics."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from corpus.glossary import folded, read_glossary
from corpus.passages import served
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
    folders = (knowledge / "topics", *((site_dir / "topics",) if site_dir else ()))
    topics, faults = read_topics(topic_files(*folders))
    today = datetime.now(UTC).date()
    return House(
        languages=read_languages(own_or(knowledge, package, "languages")),
        countries=read_countries(own_or(knowledge, package, "numbers")),
        site=read_site(site_dir),
        topics=served(topics, reviewed_only=reviewed_only, today=today),
        terms=read_glossary(own_or(knowledge, package, "glossary")),
        faults=faults,
    )


def own_or(knowledge: Path, package: Path, name: str) -> Path:
    """The folder `name` of the given knowledge folder, else the package's."""
    return knowledge / name if (knowledge / name).is_dir() else package / name
