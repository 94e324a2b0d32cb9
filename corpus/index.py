"""The Chroma index: one collection a language, in step with the files, disposable.

The serving process is the only writer of a directory: two writers would corrupt it without a
word. A change adds what is new, swaps the reference, and takes away what is gone; a search knows
its own shelf's leads and passes over any others, so that it sees one state. A collection that has
lost much, or is damaged, is built anew beside the old one.
"""

import hashlib
import logging
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from filelock import FileLock, Timeout
from langchain_chroma import Chroma

from corpus.embeddings import CachedEmbedder
from corpus.langchain_embeddings import AsLangChain
from corpus.leads import Leads
from corpus.letters import Letters
from corpus.passages import Lead, Names, Shelf
from corpus.progress import steps
from corpus.subjects import Subjects
from corpus.vectors import text_key
from domain.errors import IndexUnusable, SettingsError
from domain.languages import LanguageTag

log = logging.getLogger(__name__)
_BATCH = 2000
MOST_GONE = 0.5
"""Share of a collection that may have been taken away: HNSW keeps what is deleted in its graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageIndex:
    """One language, ready to be searched."""

    shelf: Shelf
    dense: Chroma
    leads: Leads
    subjects: Subjects
    letters: Letters
    barred: frozenset[str] = frozenset()  # slugs of pages that staff withdrew

    @property
    def topics(self) -> frozenset[str]:
        """Slugs of the pages that are served."""
        return frozenset(t.slug for t, _ in self.shelf.sections.values()) - self.barred

    @property
    def name(self) -> str:
        """The collection's."""
        return self.dense._collection.name  # pyright: ignore[reportPrivateUsage]  # no public name


class Index:
    """All languages; `languages` is swapped whole, so a search sees one state."""

    def __init__(
        self,
        directory: Path,
        embedder: CachedEmbedder,
        subjects: Mapping[LanguageTag, Subjects] | None = None,
    ) -> None:
        self._subjects = subjects or {}
        self._directory = directory
        self._embedder = embedder
        self._lock = FileLock(directory / "serving.lock")
        self._retired: set[str] = set()
        self._gone: dict[str, int] = {}  # leads taken away, by collection
        self._withdrawn: frozenset[tuple[LanguageTag, str]] = frozenset()
        self.languages: Mapping[LanguageTag, LanguageIndex] = {}
        directory.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise SettingsError(
                f"TEACHBACK_INDEX_DIR {directory} is in use by another Teachback"
            ) from None
        self._client = self._opened()

    def bring_in_step(self, shelves: Mapping[LanguageTag, Shelf]) -> None:
        """Add what is new, swap, and take away what is gone."""
        fresh = {tag: self._language(shelf) for tag, shelf in shelves.items()}
        self._embedder.save()
        self.languages = fresh
        for language in fresh.values():
            self._take_away(language)
        wanted = {language.name for language in fresh.values()}
        existing = {collection.name for collection in self._client.list_collections()}
        for name in existing & self._retired - wanted:
            self._client.delete_collection(name)
        self._retired = existing - wanted

    def bar(self, withdrawn: frozenset[tuple[LanguageTag, str]]) -> None:
        """Give nothing of these pages from now on; building the index without them takes longer."""
        self._withdrawn = withdrawn
        self.languages = {
            tag: replace(one, barred=self.barred(tag)) for tag, one in self.languages.items()
        }

    def close(self) -> None:
        """Let another process serve from this directory."""
        self._lock.release()

    def barred(self, tag: LanguageTag) -> frozenset[str]:
        """Slugs of a language's pages that staff withdrew, whether or not any other is left."""
        return frozenset(slug for other, slug in self._withdrawn if other == tag)

    def _opened(self) -> ClientAPI:
        """The client; a directory it cannot open is thrown away, it can be made again.

        In another place: a process that failed to open a path can never open it again.
        """
        held = [path for path in sorted(self._directory.glob("chroma*")) if path.is_dir()]
        path = held[0] if held else self._directory / "chroma"
        try:
            return _client(path)
        except Exception as error:  # noqa: BLE001 - Chroma raises many kinds; all mean the same
            log.warning("the index cannot be opened (%s) and is built again", type(error).__name__)
            shutil.rmtree(path, ignore_errors=True)
            return _client(self._directory / f"chroma-{secrets.token_hex(4)}")

    def _language(self, shelf: Shelf) -> LanguageIndex:
        name = self._name(shelf)
        try:
            dense = self._filled(self._collection(name), shelf)
        except (IndexUnusable, ChromaError):
            self._client.delete_collection(name)
            dense = self._filled(self._collection(self._fresh_name(shelf)), shelf)
        before = self.languages.get(shelf.language)
        if before and before.shelf.leads == shelf.leads:  # what is learned from them is the same
            return replace(before, shelf=shelf, dense=dense, barred=self.barred(shelf.language))
        known = self._known(shelf)
        return LanguageIndex(
            shelf=shelf,
            dense=dense,
            leads=Leads(
                shelf,
                self._embedder.table([lead.text for lead in shelf.leads]),
                before.leads if before else None,
            ),
            subjects=known,
            letters=Letters(shelf.leads, known.known, before.letters if before else None),
            barred=self.barred(shelf.language),
        )

    def _known(self, shelf: Shelf) -> Subjects:
        """The known questions as far as they are about these pages or about none."""
        known = self._subjects.get(shelf.language)
        if known is None:
            return Subjects((), np.zeros((0, 1), dtype=np.float32))
        topics = {topic.slug: topic for topic, _ in shelf.sections.values()}
        of_its_own = Names.of(topic for slug, topic in topics.items() if slug not in known.taught)
        return known.served(topics, lambda text: bool(of_its_own.in_text(text)))

    def _name(self, shelf: Shelf) -> str:
        """The one that serves the language or did at the last start, unless too much is gone."""
        prefix = self._prefix(shelf)
        names = sorted(c.name for c in self._client.list_collections())
        serving = self.languages.get(shelf.language)
        held = [name for name in names if name.startswith(prefix) and name not in self._retired]
        name = serving.name if serving and serving.name in held else next(iter(held), "")
        if not name or self._gone.get(name, 0) > MOST_GONE * len(shelf.leads):
            name = self._fresh_name(shelf)
        return name

    def _prefix(self, shelf: Shelf) -> str:
        model = hashlib.sha256(self._embedder.name.encode()).hexdigest()[:8]
        return f"topics-{shelf.language}-{model}-"

    def _fresh_name(self, shelf: Shelf) -> str:
        return f"{self._prefix(shelf)}{secrets.token_hex(4)}"

    def _collection(self, name: str) -> Chroma:
        return Chroma(
            client=self._client,
            collection_name=name,
            embedding_function=AsLangChain(self._embedder),
            collection_metadata={"hnsw:space": "cosine", "hnsw:search_ef": 200},
        )

    def _filled(self, dense: Chroma, shelf: Shelf) -> Chroma:
        """With every lead of the shelf; those of an older one are still there.

        Raises:
            IndexUnusable: a damaged collection.
        """
        held = _held(dense)
        missing = [lead for lead in shelf.leads if _id(lead) not in held]
        if missing:
            self._embedder.passages([lead.text for lead in missing])
        for start in steps(range(0, len(missing), _BATCH), f"indexing pages: {shelf.language}"):
            leads = missing[start : start + _BATCH]
            dense.add_texts(  # pyright: ignore[reportUnknownMemberType]  # metadatas: list[dict]
                texts=[lead.text for lead in leads],
                metadatas=[{"section": lead.section, "lead": lead.id} for lead in leads],
                ids=[_id(lead) for lead in leads],
            )
        self._self_test(dense, shelf)
        return dense

    def _take_away(self, language: LanguageIndex) -> None:
        """What the collection holds and the shelf does not."""
        gone = sorted(_held(language.dense) - {_id(lead) for lead in language.shelf.leads})
        for start in range(0, len(gone), _BATCH):
            language.dense.delete(gone[start : start + _BATCH])
        if gone:
            self._gone[language.name] = self._gone.get(language.name, 0) + len(gone)

    def _self_test(self, dense: Chroma, shelf: Shelf) -> None:
        """A half-written or damaged collection is found here, not by a patient.

        Raises:
            IndexUnusable: leads are missing, or the first one does not find itself.
        """
        if not {_id(lead) for lead in shelf.leads} <= _held(dense):
            raise IndexUnusable("the collection does not hold every lead")
        vector = self._embedder.passages([shelf.leads[0].text])[0].tolist()
        found = dense.similarity_search_by_vector(vector, k=3)
        if shelf.leads[0].text not in {document.page_content for document in found}:
            raise IndexUnusable("the collection does not find its own first lead")


def _id(lead: Lead) -> str:
    """A changed text is another entry."""
    return f"{lead.id}|{text_key(lead.text)[:12]}"


def _held(dense: Chroma) -> set[str]:
    return set(dense.get(include=[])["ids"])  # pyright: ignore[reportUnknownMemberType]


def _client(path: Path) -> ClientAPI:
    settings = ChromaSettings(anonymized_telemetry=False)
    return chromadb.PersistentClient(path=str(path), settings=settings)
