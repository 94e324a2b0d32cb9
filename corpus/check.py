"""What is wrong with the pages and the data files: all rules, run."""

from collections.abc import Iterator
from pathlib import Path

from corpus.faults import Fault
from corpus.glossary_rules import glossary_faults
from corpus.house import homes_of, own_or
from corpus.number_rules import unchecked_numbers
from corpus.rules import page_faults
from corpus.topics import DRAFTS, read_topics, topic_files
from corpus.words import read_countries, read_languages, read_site
from domain.errors import KnowledgeError


def faults_of(
    knowledge: Path, package: Path, site_dir: Path | None, path: Path | None = None
) -> tuple[Fault, ...]:
    """Every fault, gravest first, by file and line.

    Args:
        knowledge: the folder that holds topics/.
        package: the package's own knowledge folder.
        site_dir: the site's directory, None where there is none.
        path: only this page or what is below this folder; None: everything.
    """
    homes = homes_of(knowledge, site_dir)
    folders = [home / "topics" for home in homes]
    if path is not None:  # a draft is read only when it is asked for
        folders += [drafts for home in homes if _holds(drafts := home / DRAFTS, path)]
    topics, broken = read_topics(topic_files(*folders))
    found = [Fault.of(error) for error in broken]
    found += _data_faults(knowledge, package, site_dir)
    asked = tuple(topic for topic in topics if path is None or _is_below(topic.path, path))
    found += page_faults(asked, topics)
    wanted = (fault for fault in found if path is None or _is_below(fault.path, path))
    return tuple(sorted(wanted, key=lambda f: (not f.is_grave, f.path, f.line, f.rule)))


def _data_faults(knowledge: Path, package: Path, site_dir: Path | None) -> Iterator[Fault]:
    """Languages, numbers, glossary and the site's files that cannot be used; stale numbers."""
    readers = (
        lambda: read_languages(own_or(knowledge, package, "languages")),
        lambda: read_site(site_dir),
    )
    for read in readers:
        try:
            read()
        except KnowledgeError as error:
            yield Fault.of(error)
    yield from _number_faults(own_or(knowledge, package, "numbers"))
    yield from glossary_faults(own_or(knowledge, package, "glossary"))


def _number_faults(folder: Path) -> Iterator[Fault]:
    """Numbers that cannot be used, or that should be checked again."""
    try:
        countries = read_countries(folder)
    except KnowledgeError as error:
        yield Fault.of(error)
        return
    for code, country in countries.items():
        yield from unchecked_numbers(folder / f"{code}.toml", country)


def _holds(folder: Path, path: Path) -> bool:
    """Whether a path lies in a folder, or is it."""
    return path.resolve().is_relative_to(folder.resolve())


def _is_below(file: str, path: Path) -> bool:
    return _holds(path, Path(file))
