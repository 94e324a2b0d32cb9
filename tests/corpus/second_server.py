"""A second process that wants to serve from a directory: run with its path."""

import sys
from pathlib import Path

from corpus.embeddings import CachedEmbedder
from corpus.index import Index
from corpus.vectors import VectorStore
from domain.errors import SettingsError
from tests.fakes import FakeEmbedder

if __name__ == "__main__":
    try:
        Index(Path(sys.argv[1]), CachedEmbedder(FakeEmbedder(), VectorStore("fake", None)))
    except SettingsError as error:
        sys.stdout.write(f"refused: {error}")
    else:
        sys.stdout.write("opened")
