"""The Chroma index: one collection a language, named by what is in it, disposable.

The serving process is the only writer of a directory: two writers would corrupt
it without a word. A changed shelf is built beside as a new collection, the
reference is swapped, and the old collection is dropped at the swap after.
"""

import hashlib
import logging
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import chromadb
from chromadb.api import ClientAPI
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from filelock import FileLock, Timeout
from langchain_chroma import Chroma

from corpus.embeddings import CachedEmbedder
from corpus.langchain_embeddings import AsLangChain
from corpus.lexical import LexicalIndex
from corpus.passages import Shelf
from domain.errors import IndexUnusable, SettingsError
from domain.languages import LanguageTag

log = logging.getLogger(__name__)
Told = Callable[[int], None]
_BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageIndex:
    """One language, ready to be searched."""

    shelf: Shelf
    dense: Chroma
    lexical: LexicalIndex
    places: dict[str, int]  # lead id -> its row in the lexical index
    barred: frozenset[str] = frozenset()  # slugs that were withdrawn since it was built


class Index:
    """All languages; `languages` is swapped whole, so a search sees one state."""

    def __init__(self, directory: Path, embedder: CachedEmbedder) -> None:
        self._directory = directory
        self._embedder = embedder
        self._lock = FileLock(directory / "serving.lock")
        self._retired: set[str] = set()
        self.languages: Mapping[LanguageTag, LanguageIndex] = {}
        directory.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise SettingsError(
                f"TEACHBACK_INDEX_DIR {directory} is in use by another Teachback"
            ) from None
        self._client = self._opened()

    def bring_in_step(self, shelves: Mapping[LanguageTag, Shelf], told: Told | None = None) -> None:
        """Build what changed, swap, and drop what the last swap retired."""
        fresh = {tag: self._language(shelf, told) for tag, shelf in shelves.items()}
        self._embedder.save()
        wanted = {self._name(shelf) for shelf in shelves.values()}
        existing = {collection.name for collection in self._client.list_collections()}
        self.languages = fresh
        for name in existing & self._retired - wanted:
            self._client.delete_collection(name)
        self._retired = existing - wanted

    def bar(self, withdrawn: frozenset[tuple[LanguageTag, str]]) -> None:
        """Give nothing of these pages from now on; building the index without them takes longer."""
        self.languages = {
            tag: replace(one, barred=frozenset(slug for other, slug in withdrawn if other == tag))
            for tag, one in self.languages.items()
        }

    def close(self) -> None:
        """Let another process serve from this directory."""
        self._lock.release()

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

    def _name(self, shelf: Shelf) -> str:
        model = hashlib.sha256(self._embedder.name.encode()).hexdigest()[:8]
        return f"topics-{shelf.language}-{shelf.hash}-{model}"

    def _language(self, shelf: Shelf, told: Told | None) -> LanguageIndex:
        name = self._name(shelf)
        try:
            dense = self._built(name, shelf, told)
        except (IndexUnusable, ChromaError):
            self._client.delete_collection(name)
            dense = self._built(name, shelf, told)
        return LanguageIndex(
            shelf=shelf,
            dense=dense,
            lexical=self._lexical(shelf),
            places={lead.id: row for row, lead in enumerate(shelf.leads)},
        )

    def _lexical(self, shelf: Shelf) -> LexicalIndex:
        """The one there is, while its leads stay the same."""
        known = self.languages.get(shelf.language)
        if known and known.shelf.leads == shelf.leads:
            return known.lexical
        return LexicalIndex([lead.text for lead in shelf.leads])

    def _built(self, name: str, shelf: Shelf, told: Told | None) -> Chroma:
        dense = Chroma(
            client=self._client,
            collection_name=name,
            embedding_function=AsLangChain(self._embedder),
            collection_metadata={"hnsw:space": "cosine", "hnsw:search_ef": 200},
        )
        if dense._collection.count() == 0:  # pyright: ignore[reportPrivateUsage]  # no public count
            self._fill(dense, shelf, told)
        self._self_test(dense, shelf)
        return dense

    def _fill(self, dense: Chroma, shelf: Shelf, told: Told | None) -> None:
        texts = [lead.text for lead in shelf.leads]
        self._embedder.passages(texts, told)
        for start in range(0, len(texts), _BATCH):
            leads = shelf.leads[start : start + _BATCH]
            dense.add_texts(  # pyright: ignore[reportUnknownMemberType]  # metadatas: list[dict]
                texts=[lead.text for lead in leads],
                metadatas=[{"section": lead.section, "lead": lead.id} for lead in leads],
                ids=[lead.id for lead in leads],
            )

    def _self_test(self, dense: Chroma, shelf: Shelf) -> None:
        """A half-written or damaged collection is found here, not by a patient.

        Raises:
            IndexUnusable: wrong size, or the first lead does not find itself.
        """
        if dense._collection.count() != len(shelf.leads):  # pyright: ignore[reportPrivateUsage]
            raise IndexUnusable("the collection does not hold every lead")
        vector = self._embedder.passages([shelf.leads[0].text])[0].tolist()
        found = dense.similarity_search_by_vector(vector, k=3)
        if shelf.leads[0].text not in {document.page_content for document in found}:
            raise IndexUnusable("the collection does not find its own first lead")


def _client(path: Path) -> ClientAPI:
    settings = ChromaSettings(anonymized_telemetry=False)
    return chromadb.PersistentClient(path=str(path), settings=settings)
