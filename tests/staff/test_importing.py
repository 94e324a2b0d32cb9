"""A document becomes a draft that holds all its words; what was lost is listed."""

from pathlib import Path

import pytest

from corpus.pages import read_page
from domain.errors import NotAllowed
from domain.languages import LanguageTag
from staff.importing import imported, taken

EN = LanguageTag("en")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "knowledge"
    (folder / "topics" / "en").mkdir(parents=True)
    monkeypatch.setenv("TEACHBACK_KNOWLEDGE_DIR", str(folder))
    return folder


HTML = (
    "<h1>Gout</h1><p>Gout is a kind of <b>arthritis</b>.</p><img src='x.png' alt='toe'>"
    "<h2>Care</h2><p>See <a href='https://example.org/'>this site</a>.</p>"
    "<table><tr><th>Food</th><th>Salt</th></tr><tr><td>Soup</td><td>high</td></tr></table>"
)


def test_a_web_page_becomes_a_draft(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "Gout leaflet.html"
    file.write_text(HTML, encoding="utf-8")
    found = imported(file, EN, "")
    page = read_page(found.path)
    assert found.path == home / "drafts" / "en" / "gout-leaflet.md"
    assert page.front.title == "Gout"
    text = found.path.read_text(encoding="utf-8")
    assert "Gout is a kind of arthritis." in text
    assert "Soup: high" in text
    lost = " ".join(found.lost)
    assert "1 pictures" in lost
    assert "https://example.org/" in lost
    assert "1 tables" in lost


def test_a_word_document_becomes_a_draft(home: Path, tmp_path: Path) -> None:
    from zipfile import ZipFile  # noqa: PLC0415

    body = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>통풍은 관절이 아픈 병이에요.</w:t>'
        "</w:r></w:p></w:body></w:document>"
    )
    rels = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="'
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    file = tmp_path / "gout.docx"
    with ZipFile(file, "w") as packed:
        packed.writestr("[Content_Types].xml", types)
        packed.writestr("_rels/.rels", rels)
        packed.writestr("word/document.xml", body)
    found = imported(file, LanguageTag("ko"), "gout")
    assert "통풍은 관절이 아픈 병이에요." in found.path.read_text(encoding="utf-8")
    assert home in found.path.parents


@pytest.mark.parametrize("name", ["a.exe", "missing.md", "broken.docx", "broken.pdf", "empty.html"])
def test_what_cannot_be_read_is_named(name: str, home: Path, tmp_path: Path) -> None:
    file = tmp_path / name
    if name.startswith(("a.", "broken")):
        file.write_bytes(b"MZ\x00\xff nothing of the kind")
    if name.startswith("empty"):
        file.write_text("<p></p>", encoding="utf-8")
    with pytest.raises(NotAllowed, match=name.replace(".", r"\.")):
        imported(file, EN, "page")
    assert not (home / "drafts").exists()


def test_a_page_that_exists_is_never_overwritten(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "gout.md"
    file.write_text("# Gout\nText.", encoding="utf-8")
    path = imported(file, EN, "gout").path
    kept = path.read_text(encoding="utf-8")
    with pytest.raises(NotAllowed, match="exists already"):
        imported(file, EN, "gout")
    assert path.read_text(encoding="utf-8") == kept
    assert home in path.parents


def test_no_heading_of_the_document_breaks_the_page(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "odd.md"
    file.write_text("intro\n# A {#x}\ntext\n#### deep\n###nospace\n---\nend", encoding="utf-8")
    page = read_page(imported(file, EN, "odd").path)
    assert home.is_dir()
    assert [c.title for c in page.chapters[:3]] == ["…", "A #x", "deep"]


def test_plain_text_loses_nothing() -> None:
    assert taken("Just words.") == ("Just words.", ())
