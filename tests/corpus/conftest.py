"""A folder of pages, and indexes of it with a fake embedder."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from corpus.embeddings import CachedEmbedder
from corpus.index import Index
from corpus.vectors import VectorStore
from tests.chains.pages import write_pages
from tests.fakes import FakeEmbedder


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "knowledge")


@pytest.fixture
def open_index() -> Iterator[Callable[..., Index]]:
    """Opens indexes; closes them in the end."""
    with ExitStack() as stack:

        def opened(directory: Path, embedder: FakeEmbedder | None = None) -> Index:
            inner = embedder or FakeEmbedder()
            index = Index(directory, CachedEmbedder(inner, VectorStore(inner.name, None)))
            stack.callback(index.close)
            return index

        yield opened
