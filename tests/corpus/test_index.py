"""The Chroma index: in step with the files, one writer, and made again when it is damaged."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.floor import Floor, Signals
from corpus.index import Index
from corpus.retriever import Retriever
from domain.errors import SettingsError
from domain.languages import CountryCode, LanguageTag, Level
from settings import ROOT
from tests.chains.pages import ASTHMA_EN, PAGES, write_pages
from tests.corpus.shelving import shelves_of
from tests.fakes import FakeEmbedder

EN = LanguageTag("en")
FLOOR = Floor(bias=-0.4, weights=Signals(top=1.0))
Open = Callable[..., Index]


def collections(index: Index) -> set[str]:
    client = index._client  # pyright: ignore[reportPrivateUsage]  # what lies on the disk
    return {collection.name for collection in client.list_collections()}


def stored(index: Index) -> set[str]:
    return {
        one
        for language in index.languages.values()
        for one in language.dense.get(include=[])["ids"]  # pyright: ignore[reportUnknownMemberType]
    }


def found(index: Index, text: str, country: str = "KR") -> list[str]:
    search = Retriever(index, FLOOR, 4).search(text, EN, CountryCode(country), Level.EASY)
    return [passage.id for passage in search.passages]


def test_pages_are_found(knowledge: Path, tmp_path: Path, open_index: Open) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    assert index.languages.keys() == {"en", "ko", "es"}
    assert found(index, "what is asthma")[0] == "asthma#what"
    assert found(index, "what does salt do")[0] == "eating-less-salt#what"


def test_nothing_is_in_the_index_that_is_not_in_the_files(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    shelves = shelves_of(knowledge)
    index.bring_in_step(shelves)
    for tag, language in index.languages.items():
        stored = language.dense.get()  # pyright: ignore[reportUnknownMemberType]
        leads = {lead.id: lead.text for lead in shelves[tag].leads}
        held = [metadata["lead"] for metadata in stored["metadatas"]]
        assert len(held) == len(set(held))
        assert dict(zip(held, stored["documents"], strict=True)) == leads
        pages = [p.read_text("utf-8") for p in (knowledge / "topics" / tag).glob("*.md")]
        own = [text.split(". ", 2)[-1].split(": ", 1)[-1] for text in leads.values()]
        lines = {line for text in own for line in text.splitlines()}
        assert not [line for line in lines if not any(line in page for page in pages)]


def test_an_edit_adds_and_takes_away_only_what_changed(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    before, held = collections(index), stored(index)
    write_pages(knowledge, {"en/asthma": ASTHMA_EN.replace("narrow", "tight")})
    index.bring_in_step(shelves_of(knowledge))
    assert collections(index) == before
    gone, new = held - stored(index), stored(index) - held
    assert {one.rpartition("|")[0] for one in gone} == {one.rpartition("|")[0] for one in new}
    assert 0 < len(new) < len(held) / 3
    assert found(index, "what is asthma")[0] == "asthma#what"


def test_a_search_that_began_before_an_edit_sees_its_own_pages_only(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    only_asthma = shelves_of(knowledge)
    index.bring_in_step(only_asthma)
    before = index.languages[EN]
    write_pages(knowledge, {"en/asthma-again": ASTHMA_EN})
    index.bring_in_step(shelves_of(knowledge))
    index.languages = {EN: before}
    assert {name.partition("#")[0] for name in found(index, "what is asthma")} <= {
        "asthma",
        "eating-less-salt",
    }


def test_a_collection_that_lost_much_is_built_anew_and_the_old_one_goes_at_the_swap_after(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    first = index.languages[EN].name
    words = iter(("tight", "close", "small", "slim", "thin"))
    while index.languages[EN].name == first:
        edited = ASTHMA_EN.replace("asthma", f"asthma {next(words)}")
        write_pages(knowledge, {"en/asthma": edited})
        index.bring_in_step(shelves_of(knowledge))
    assert index.languages[EN].name != first
    assert first in collections(index)  # a turn that began before still reads it
    index.bring_in_step(shelves_of(knowledge))
    assert len(collections(index)) == 3
    assert found(index, "what is asthma")[0] == "asthma#what"


def test_a_page_that_is_gone_is_no_longer_found(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    (knowledge / "topics" / "en" / "asthma.md").unlink()
    index.bring_in_step(shelves_of(knowledge))
    assert not any(name.startswith("asthma") for name in found(index, "what is asthma"))


def test_a_language_that_is_gone_is_no_longer_served(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    (knowledge / "topics" / "es" / "asthma.md").unlink()
    index.bring_in_step(shelves_of(knowledge))
    assert index.languages.keys() == {"en", "ko"}


def test_a_text_moved_to_another_level_is_another_index(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    moved = PAGES["en/eating-less-salt"].replace("### easy", "### standard")
    write_pages(knowledge, {"en/eating-less-salt": moved})
    index.bring_in_step(shelves_of(knowledge))
    assert found(index, "what does salt do")[0] == "eating-less-salt#what"


def test_the_same_pages_are_embedded_once(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    first = FakeEmbedder()
    index = open_index(tmp_path / "index", first)
    index.bring_in_step(shelves_of(knowledge))
    done = first.embedded
    index.bring_in_step(shelves_of(knowledge))
    assert first.embedded == done > 0


def test_another_embedder_gets_a_collection_of_its_own(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    names: list[set[str]] = []
    for model in ("endpoint-text-embedding-3-small", "endpoint-text-embedding-3-large", "e/5:x-"):
        index = open_index(tmp_path / "index", FakeEmbedder(name=model))
        index.bring_in_step(shelves_of(knowledge))
        names.append({language.dense._collection.name for language in index.languages.values()})  # pyright: ignore[reportPrivateUsage]
        index.close()
    assert not (names[0] & names[1] | names[1] & names[2])


def test_a_half_written_collection_is_made_whole(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    whole = stored(index)
    index.languages[EN].dense.delete([sorted(whole)[3]])
    index.bring_in_step(shelves_of(knowledge))
    assert stored(index) == whole


def test_a_collection_with_wrong_vectors_is_built_again(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    english = index.languages[EN]
    count = len(english.shelf.leads)
    ids = [lead.id for lead in english.shelf.leads]
    wrong = FakeEmbedder().passages(["zzz qqq"] * count).tolist()
    english.dense._collection.update(ids, embeddings=wrong, documents=["x"] * count)  # pyright: ignore[reportPrivateUsage]
    index.bring_in_step(shelves_of(knowledge))
    assert found(index, "what is asthma")[0] == "asthma#what"


SECOND = ROOT / "tests" / "corpus" / "second_server.py"


def run(script: str, *arguments: str) -> str:
    """Another process, as a restart is."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


BUILD = """
import sys, logging
from pathlib import Path
from corpus.embeddings import CachedEmbedder
from corpus.index import Index
from corpus.vectors import VectorStore
from tests.corpus.shelving import shelves_of
from tests.fakes import FakeEmbedder
index = Index(Path(sys.argv[1]), CachedEmbedder(FakeEmbedder(), VectorStore("fake", None)))
index.bring_in_step(shelves_of(Path(sys.argv[2])))
vector = FakeEmbedder().queries(["what is asthma"])[0].tolist()
hits = index.languages["en"].dense.similarity_search_by_vector(vector, k=1)
print("served", hits[0].metadata["section"])
index.close()
"""


HALF = -1
DAMAGES: dict[str, tuple[str, bytes | int | None]] = {
    # which files, and what becomes of them
    "the database": ("chroma.sqlite3", b"this is no database" * 100),
    "half the database": ("chroma.sqlite3", HALF),
    "an empty database": ("chroma.sqlite3", b""),
    "the vectors": ("*.bin", HALF),
    "the vectors gone": ("*.bin", None),
    "everything": ("*", b"\0" * 100),
}


def damage(directory: Path, kind: str) -> None:
    """What a full disk or a torn copy leaves behind."""
    pattern, left = DAMAGES[kind]
    for path in [path for path in directory.rglob(pattern) if path.is_file()]:
        if left is None:
            path.unlink()
        else:
            whole = path.read_bytes()
            path.write_bytes(left if isinstance(left, bytes) else whole[: len(whole) // 2])


@pytest.mark.slow
@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_directory_is_built_again_at_the_next_start(
    kind: str, knowledge: Path, tmp_path: Path
) -> None:
    directory = tmp_path / "index"
    assert "served asthma#what" in run(BUILD, str(directory), str(knowledge))
    damage(directory, kind)
    assert "served asthma#what" in run(BUILD, str(directory), str(knowledge))
    assert "served asthma#what" in run(BUILD, str(directory), str(knowledge))


def test_a_directory_with_no_database_in_it_is_built_again(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    path = tmp_path / "index" / "chroma" / "chroma.sqlite3"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database" * 100)
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    assert found(index, "what is asthma")[0] == "asthma#what"
    assert not path.exists()


def test_a_second_process_is_refused_in_one_line(tmp_path: Path, open_index: Open) -> None:
    open_index(tmp_path / "index")
    told = run(SECOND.read_text(encoding="utf-8"), str(tmp_path / "index"))
    assert told.startswith("refused: TEACHBACK_INDEX_DIR")
    assert "is in use by another Teachback" in told
    assert "\n" not in told.strip()


def test_a_second_index_in_the_same_process_is_refused_too(
    tmp_path: Path, open_index: Open
) -> None:
    first = open_index(tmp_path / "index")
    with pytest.raises(SettingsError, match="is in use by another Teachback"):
        open_index(tmp_path / "index")
    first.close()
    open_index(tmp_path / "index")


def test_sections_of_another_country_are_not_found(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    asked = "asthma checks where i live"
    assert "asthma#checks@KR" in found(index, asked, "KR")
    assert "asthma#checks@US" not in found(index, asked, "KR")
    assert found(index, asked, "US")[0] == "asthma#checks@US"
    assert not any("@" in name for name in found(index, asked, "MX"))


def test_a_search_reads_one_state_though_the_pages_change(
    knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    serving = dict(index.languages)
    retriever = Retriever(index, FLOOR, 4)
    index.languages = {tag: replace(one) for tag, one in serving.items()}
    assert retriever.search("what is asthma", EN, None, Level.EASY).passages


@pytest.mark.parametrize("text", ["", "   ", "zzyzx qqqq vvvv", "?!", "\ud800", "가나다라"])
def test_below_the_floor_there_is_no_page(
    text: str, knowledge: Path, tmp_path: Path, open_index: Open
) -> None:
    index = open_index(tmp_path / "index")
    index.bring_in_step(shelves_of(knowledge))
    assert found(index, text) == []


async def test_a_language_without_pages_gives_none(tmp_path: Path, open_index: Open) -> None:
    retriever = Retriever(open_index(tmp_path / "index"), FLOOR, 4)
    assert retriever.search("what", EN, None, Level.EASY).passages == ()
    assert retriever.again("asthma#what", EN, Level.EASY) == ()
    assert await retriever.elsewhere(EN, "what", EN, None, Level.EASY) is None
