"""Shelves of a folder of pages."""

from pathlib import Path

from corpus.passages import Shelf, shelves
from corpus.topics import read_topics, topic_files
from domain.languages import LanguageTag


def shelves_of(knowledge: Path) -> dict[LanguageTag, Shelf]:
    """What an index is built from."""
    topics, faults = read_topics(topic_files(knowledge / "topics"))
    assert faults == ()
    return shelves(topics)
