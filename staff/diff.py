"""Which patient answers an edit changes, and which of the changes are dangerous."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from corpus.differences import Change, differences
from corpus.house import House, homes_of
from corpus.topics import DRAFTS, read_topics, topic_files, topic_of
from domain.corpus import Topic
from domain.errors import KnowledgeError, NotAllowed
from domain.languages import CountryCode, LanguageTag
from settings import Settings, load_settings
from staff.golden import Answered, Replayer
from wiring import build_embedder, build_house

_Key = tuple[LanguageTag, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diffed:
    """Changes by page, and the questions whose answer changes."""

    pages: tuple[tuple[str, tuple[Change, ...]], ...]
    answers: tuple[Answered, ...]

    @property
    def dangers(self) -> Iterator[str]:
        """Every danger."""
        for _, changes in self.pages:
            for change in changes:
                yield from change.dangers


def diffed(rev: str, *, replay: bool) -> Diffed:
    """The drafts against what is served; with a revision, the pages against that revision.

    Raises:
        NotAllowed: no git checkout, or no such revision.
    """
    settings = load_settings()
    house = build_house(settings)
    served = {(topic.language, topic.slug): topic for topic in _served(settings)}
    before, after = (
        (_at(rev, settings, served), served) if rev else (served, _drafts(settings, served))
    )
    keys = sorted({*before, *after})
    today = datetime.now(UTC).date()
    changed = [key for key in keys if before.get(key) != after.get(key)]
    pages = (
        ("/".join(key), differences(before.get(key), after.get(key), today)) for key in changed
    )
    return Diffed(
        pages=tuple((name, changes) for name, changes in pages if changes),
        answers=_replayed(settings, house, before, after) if replay and changed else (),
    )


def _served(settings: Settings) -> tuple[Topic, ...]:
    homes = homes_of(settings.knowledge_dir, settings.site_dir)
    topics, _ = read_topics(topic_files(*(home / "topics" for home in homes)))
    return topics


def _drafts(settings: Settings, served: dict[_Key, Topic]) -> dict[_Key, Topic]:
    """What would be served if every draft were published."""
    homes = homes_of(settings.knowledge_dir, settings.site_dir)
    drafts, _ = read_topics(topic_files(*(home / DRAFTS for home in homes)))
    return served | {(topic.language, topic.slug): topic for topic in drafts}


def _at(rev: str, settings: Settings, served: dict[_Key, Topic]) -> dict[_Key, Topic]:
    """The pages as they were at a revision; those outside git as they are."""
    home = settings.site_dir or settings.knowledge_dir
    if rev.startswith("-"):
        raise NotAllowed(f"{rev} is not a revision")
    names = _git(home, "ls-tree", "-r", "--name-only", rev, "--", "topics").splitlines()
    before = {key: topic for key, topic in served.items() if not _lies_in(topic, home)}
    for name in names:
        path = home / name
        try:
            topic = topic_of(_git(home, "show", f"{rev}:./{name}"), path)
        except KnowledgeError:
            continue  # it was not served then
        before[topic.language, topic.slug] = topic
    return before


def _lies_in(topic: Topic, home: Path) -> bool:
    return Path(topic.path).resolve().is_relative_to(home.resolve())


def _git(folder: Path, *order: str) -> str:
    git = shutil.which("git")
    if git is None:
        raise NotAllowed("git is not installed: leave the revision out")
    done = subprocess.run(  # noqa: S603 - our own words, and a revision that is no option
        [git, "-C", str(folder), *order], capture_output=True, text=True, timeout=60, check=False
    )
    if done.returncode:
        raise NotAllowed(f"no such revision, or no git checkout: {folder}")
    return done.stdout


def _replayed(
    settings: Settings, house: House, before: dict[_Key, Topic], after: dict[_Key, Topic]
) -> tuple[Answered, ...]:
    country = settings.country or house.site.country
    replayer = Replayer(
        house=house,
        embedder=build_embedder(settings, settings.index_dir),
        country=CountryCode(country) if country else None,
        homes=homes_of(settings.knowledge_dir, settings.site_dir),
    )
    return replayer.compared(
        replace(house, topics=tuple(before.values())), replace(house, topics=tuple(after.values()))
    )


def print_diff(console: Console, found: Diffed) -> None:
    """For people."""
    for name, changes in found.pages:
        console.print(f"\n{name}", style="bold", markup=False)
        for change in changes:
            style = "red" if change.dangers else "default"
            said = "; ".join((*change.dangers, *change.notes))
            console.print(f"{change.where}: {said or 'reworded'}", style=style, markup=False)
            console.print(f"- {change.before or '(nothing)'}", style="dim", markup=False)
            console.print(f"+ {change.after or '(nothing)'}", markup=False)
    for one in found.answers:
        console.print(f"\n“{one.question}”", style="bold", markup=False)
        notes = "; ".join((*one.change.dangers, *one.change.notes))
        console.print(f"{one.passage_before} → {one.passage_after} {notes}", markup=False)
    dangers = len(list(found.dangers))
    console.print(
        f"\n{len(found.pages)} pages changed, {dangers} dangers, "
        f"{len(found.answers)} questions answered otherwise"
    )
