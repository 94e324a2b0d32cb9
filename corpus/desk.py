"""The staff's desk: drafts beside the served pages, published by a second person, with history.

All of it is files: `topics/` is served, `drafts/` is being worked on, `withdrawn/` is taken
out, `history/` holds who did what and every text there was. A page edited by hand is as good as
one edited here. Where the folder is a git checkout, what is published is committed, too.
"""

import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from corpus import refusals
from corpus.entries import Entry
from corpus.faults import Fault
from corpus.history import Deed, History
from corpus.rules import page_faults
from corpus.switches import WITHDRAWN, withdrawn
from corpus.topics import DRAFTS, file_text, is_name, read_topics, topic_files, topic_of
from domain.errors import Conflict, KnowledgeError, NotAllowed
from domain.languages import LanguageTag


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A text at hand, and the hash that says whether somebody else has saved since."""

    text: str
    hash: str


class Desk:
    """Reads the pages of all folders; writes into its own."""

    def __init__(self, home: Path, *others: Path, reviewed_only: bool = False) -> None:
        """Work in `home`; `others` hold pages that are served too, those of home lie over them.

        Args:
            home: where drafts and published pages are written.
            others: folders that are read as well.
            reviewed_only: the site serves reviewed pages only: others cannot be published.
        """
        self._reviewed_only = reviewed_only
        self._home = home
        self._folders = (*others, home)
        self._history = History(home)

    def entries(self) -> tuple[Entry, ...]:
        """Every page and draft, by slug and language."""
        drafts, published = self._files(DRAFTS), self._files("topics")
        return tuple(self._entry(key, drafts, published) for key in sorted(drafts | published))

    def _files(self, name: str) -> dict[tuple[str, str], Path]:
        folders = (folder / name for folder in self._folders)
        return {(path.stem, path.parent.name): path for path in topic_files(*folders)}

    def _entry(
        self,
        key: tuple[str, str],
        drafts: dict[tuple[str, str], Path],
        published: dict[tuple[str, str], Path],
    ) -> Entry:
        slug, language = key[0], LanguageTag(key[1])
        topic, problem = None, ""
        try:
            path = drafts.get(key) or published[key]
            topic = topic_of(file_text(path), path)
        except KnowledgeError as error:
            problem = str(error)
        return Entry(
            language=language,
            slug=slug,
            topic=topic,
            problem=problem,
            has_draft=key in drafts,
            is_published=key in published,
            is_withdrawn=(language, slug) in withdrawn(*self._folders),
        )

    def work(self, language: LanguageTag, slug: str) -> Work:
        """The draft, else the served page, else nothing yet."""
        path = self.draft(language, slug)
        text = file_text(path) if path.is_file() else self.published(language, slug)
        return Work(text=text, hash=_hash(text))

    def text_hashes(self, slug: str) -> dict[str, str]:
        """The text hash of each language's version as it is worked on; without broken ones."""
        found = (entry for entry in self.entries() if entry.slug == slug and entry.topic)
        return {str(entry.language): entry.topic.text_hash for entry in found if entry.topic}

    def published(self, language: LanguageTag, slug: str) -> str:
        """The served page's text; empty where there is none."""
        path = self._files("topics").get((slug, language))
        return file_text(path) if path else ""

    def save(self, language: LanguageTag, slug: str, text: str, *, based_on: str, who: str) -> Work:
        """Keep a draft.

        Raises:
            Conflict: somebody saved since the person began; nothing is lost, theirs stays.
            NotAllowed: language or slug cannot be a file's name.
        """
        with self._alone():
            self._unchanged(language, slug, based_on)
            _write(self.draft(language, slug), text)
            self._history.add(language, slug, Deed.of("saved", who, text), text)
        return Work(text=text, hash=_hash(text))

    def sign(
        self, language: LanguageTag, slug: str, text: str, *, based_on: str, who: str, deed: str
    ) -> None:
        """Keep a draft that now carries the name of somebody who has not written it.

        Raises:
            Conflict: somebody saved meanwhile.
            NotAllowed: who signs saved this draft last.
        """
        with self._alone():
            if self._last_author(language, slug) == who:
                raise NotAllowed(refusals.OWN_REVIEW)
            self._unchanged(language, slug, based_on)
            _write(self.draft(language, slug), text)
            self._history.add(language, slug, Deed.of(deed, who, text), text)

    def _unchanged(self, language: LanguageTag, slug: str, based_on: str) -> None:
        if self.work(language, slug).hash != based_on:
            raise Conflict(refusals.saved_meanwhile(language, slug))

    def faults(self, language: LanguageTag, slug: str, text: str) -> tuple[Fault, ...]:
        """What `check` says of a text, if it stood among the pages.

        Raises:
            KnowledgeError: it has not the form of a topic.
        """
        topic = topic_of(text, self.draft(language, slug))
        others, _ = read_topics(topic_files(*(folder / "topics" for folder in self._folders)))
        apart = tuple(t for t in others if (t.language, t.slug) != (language, slug))
        found = page_faults((topic,), (*apart, topic))
        return tuple(fault for fault in found if fault.path == topic.path)

    def publish(self, language: LanguageTag, slug: str, *, seen: str, who: str) -> None:
        """Serve the draft that a second person has seen (`seen` is the hash of its text).

        Raises:
            NotAllowed: no draft, its own author, or grave faults; the served page stays.
            Conflict: it was saved again after it had been seen.
            KnowledgeError: it has not the form of a topic.
        """
        with self._alone():
            draft = self.draft(language, slug)
            if not draft.is_file():
                raise NotAllowed(refusals.no_draft(language, slug))
            text = file_text(draft)
            if _hash(text) != seen:
                raise Conflict(refusals.saved_again(language, slug))
            if self._last_author(language, slug) == who:
                raise NotAllowed(refusals.OWN_PUBLISHING)
            if self._reviewed_only and not topic_of(text, draft).is_reviewed:
                raise NotAllowed(refusals.UNSIGNED)
            grave = [fault for fault in self.faults(language, slug, text) if fault.is_grave]
            if grave:
                raise NotAllowed(refusals.faults_left(len(grave)))
            _write(self._served(language, slug), text)
            draft.unlink()
            self._history.add(language, slug, Deed.of("published", who, text), text)
            self._history.commit([self._served(language, slug)], f"{language}/{slug}", who)

    def discard(self, language: LanguageTag, slug: str, *, who: str) -> None:
        """Drop the draft; its text stays in the history."""
        with self._alone():
            draft = self.draft(language, slug)
            if draft.is_file():
                text = file_text(draft)
                draft.unlink()
                self._history.add(language, slug, Deed.of("discarded", who, text), text)

    def withdraw(self, language: LanguageTag, slug: str, *, who: str, reason: str) -> None:
        """Take a page out of every answer, at once."""
        text = f"{datetime.now(UTC).isoformat(timespec='seconds')} {who}: {reason}\n"
        with self._alone():
            _write(self._mark(language, slug), text)
            self._history.add(language, slug, Deed.of("withdrawn", who, "", reason), "")

    def restore(self, language: LanguageTag, slug: str, *, who: str) -> None:
        """Serve a withdrawn page again."""
        with self._alone():
            self._mark(language, slug).unlink(missing_ok=True)
            self._history.add(language, slug, Deed.of("restored", who, ""), "")

    def history(self, language: LanguageTag, slug: str) -> tuple[Deed, ...]:
        """What was done to a page, newest first."""
        return self._history.deeds(language, slug)

    def text_of(self, digest: str) -> str:
        """A text as it once was; empty where it was never kept."""
        return self._history.text(digest)

    def _last_author(self, language: LanguageTag, slug: str) -> str:
        deeds = self._history.deeds(language, slug)
        return next((deed.who for deed in deeds if deed.did == "saved"), "")

    def draft(self, language: LanguageTag, slug: str) -> Path:
        """Where a page's draft lies, or would lie.

        Raises:
            NotAllowed: language or slug cannot be a file's name.
        """
        return self._place(DRAFTS, language, f"{slug}.md", slug)

    def _served(self, language: LanguageTag, slug: str) -> Path:
        return self._place("topics", language, f"{slug}.md", slug)

    def _mark(self, language: LanguageTag, slug: str) -> Path:
        return self._place(WITHDRAWN, language, slug, slug)

    def _place(self, folder: str, language: LanguageTag, file: str, slug: str) -> Path:
        if not (is_name(slug) and is_name(language)):
            raise NotAllowed(refusals.ODD_NAME)
        return self._home / folder / language / file

    @contextmanager
    def _alone(self) -> Generator[None]:
        with FileLock(self._home / ".desk.lock", timeout=10):
            yield


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _write(path: Path, text: str) -> None:
    """All of it or nothing: who reads meanwhile sees the old text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
