"""Topic files: what can be served, and what is wrong with the others, by file and line."""

from datetime import date
from pathlib import Path

import pytest

from corpus.house import read_house
from corpus.passages import served
from corpus.topics import read_topic, read_topics, topic_files
from domain.errors import KnowledgeError
from domain.languages import CountryCode, Level
from settings import ROOT
from tests.chains.pages import ASTHMA_EN, SALT_EN

Change = tuple[str, str]

BROKEN: dict[str, tuple[str, str, int, str]] = {
    # what is changed, into what; the line that is named, and the words
    "broken YAML": ("title: Asthma", "title: Asthma: more", 2, "broken YAML"),
    "YAML that is no mapping": ("title: Asthma\n", "- a\n", 3, "broken YAML"),
    "an unknown key": ("title: Asthma", "titel: Asthma", 1, "title: Field required"),
    "a key too many": ("title: Asthma\n", "title: Asthma\ncolour: red\n", 3, "colour: Extra"),
    "a wrong date": ("2099-01-01", "soon", 7, "review_by"),
    "a date that is none": ("2099-01-01", "2099-13-45", 1, "broken YAML: month"),
    "no source": ("sources:\n  - ", "sources: []\nnotes:\n  - ", 5, "sources"),
    "a source that is no address": ("https://example.org/", "example", 5, "sources.0.url"),
    "a control character": ("title: Asthma", "title: As\x07thma", 2, "control character"),
    "a thousand brackets": ("title: Asthma", "title: " + "[" * 3000, 1, "broken YAML"),
    "no help": ("{#help}", "{#helpful}", 1, "no section {#help}"),
    "a heading without id": ("## What asthma is {#what}", "## What asthma is", 12, "without an id"),
    "an id in capitals": ("{#what}", "{#What}", 12, "without an id"),
    "a section twice": ("{#care}", "{#what}", 21, "section what stands twice"),
    "a heading too high": ("## What asthma is {#what}", "# Asthma\n## A {#what}", 12, "unexpected"),
    "a heading too deep": ("### standard", "#### standard", 15, "unexpected heading"),
    "a part before any section": ("## What asthma is {#what}\n", "", 12, "unexpected heading"),
    "no front matter": ("---\ntitle", "title", 1, "no front matter"),
    "front matter without end": ("codes: {icd10: [J45]}\n---", "codes: {}", 1, "no end"),
}


def written(folder: Path, text: str | bytes, name: str = "en/asthma") -> Path:
    path = folder / "topics" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_page_is_named_with_file_line_and_mend(kind: str, tmp_path: Path) -> None:
    old, new, line, words = BROKEN[kind]
    assert old in ASTHMA_EN
    path = written(tmp_path, ASTHMA_EN.replace(old, new, 1))
    with pytest.raises(KnowledgeError) as raised:
        read_topic(path)
    assert raised.value.path == str(path)
    assert words in raised.value.problem
    assert raised.value.line == line
    assert raised.value.mend


BYTES = {
    "binary": (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "is not UTF-8 text (byte 0)"),
    "another encoding": (ASTHMA_EN.replace("hard", "härd").encode("latin-1"), "is not UTF-8"),
    "UTF-16": (ASTHMA_EN.encode("utf-16"), "is not UTF-8 text"),
    "five megabytes": (ASTHMA_EN.encode() + b"x" * 5_000_000, "is larger than 200 KB"),
    "nothing": (b"", "no front matter"),
    "zeros": (b"\0" * 100, "no front matter"),
}


@pytest.mark.parametrize("kind", BYTES)
def test_what_is_no_page_at_all_is_named(kind: str, tmp_path: Path) -> None:
    content, words = BYTES[kind]
    with pytest.raises(KnowledgeError, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_topic(written(tmp_path, content))


def test_a_folder_named_like_a_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / "topics" / "en" / "asthma.md"
    path.mkdir(parents=True)
    with pytest.raises(KnowledgeError, match="cannot be read"):
        read_topic(path)


@pytest.mark.parametrize(
    "text",
    [
        ASTHMA_EN.replace("\n", "\r\n"),
        ASTHMA_EN.replace("\n", "\r"),
        "\ufeff" + ASTHMA_EN,
        "\ufeff" + ASTHMA_EN.replace("\n", "\r\n"),
    ],
    ids=["CRLF", "CR", "BOM", "BOM and CRLF"],
)
def test_what_editors_do_to_a_file_does_not_matter(text: str, tmp_path: Path) -> None:
    plain = read_topic(written(tmp_path / "plain", ASTHMA_EN))
    edited = read_topic(written(tmp_path / "edited", text))
    assert edited.sections == plain.sections
    assert edited.text_hash == plain.text_hash


@pytest.mark.parametrize("sign", ["\u2028", "\x0c", "\x85", "\x0b"])
def test_a_pasted_separator_moves_no_text_into_another_part(sign: str, tmp_path: Path) -> None:
    pasted = ASTHMA_EN.replace("Then breathing", f"Then{sign} breathing")
    topic = read_topic(written(tmp_path, pasted))
    what = topic.section("what")
    assert what is not None
    assert what.blocks[Level.STANDARD].startswith("Asthma is a long-term illness")
    assert what.asked_as[0] == "what is asthma"


def test_the_other_pages_stay_served(tmp_path: Path) -> None:
    written(tmp_path, ASTHMA_EN.replace("{#help}", "{#x}"))
    written(tmp_path, SALT_EN, "en/eating-less-salt")
    written(tmp_path, b"\xff\xfe", "ko/asthma")
    house = read_house(tmp_path, ROOT / "knowledge", None, reviewed_only=False)
    assert [topic.slug for topic in house.topics] == ["eating-less-salt"]
    assert {Path(fault.path).parent.name for fault in house.faults} == {"en", "ko"}


def test_a_page_is_read_whole(tmp_path: Path) -> None:
    topic = read_topic(written(tmp_path, ASTHMA_EN))
    assert (topic.slug, topic.language, topic.title) == ("asthma", "en", "Asthma")
    assert topic.aliases == ("wheezing illness",)
    assert topic.codes == ("J45",)
    assert [s.country for s in topic.sections if s.id == "checks"] == ["KR", "US"]
    assert topic.warning_signs.now[1] == "The lips look blue or gray."
    assert topic.visit_questions == (
        "Which inhaler is for every day?",
        "Can I have a written plan?",
    )
    assert topic.review_by == date(2099, 1, 1)
    what = topic.section("what")
    assert what is not None
    assert what.line == 12
    assert what.block(Level.DETAILED) == what.blocks[Level.STANDARD]


TEACH_BACK = """## Check {#teach-back}
### question
What does an inhaler do?
### points
- It opens the tubes | also: opens airways, helps to breathe
### dangerous ideas
- "I can stop when I feel fine" | say: Feeling fine can mean that it works.
### question
When do people call for help?
### points
- When they cannot speak
## Words {#words}
- wheeze: a whistling sound: high
"""


def test_teach_back_and_words_are_read(tmp_path: Path) -> None:
    topic = read_topic(written(tmp_path, ASTHMA_EN + TEACH_BACK))
    first, second = topic.teach_back
    assert first.points[0].also == ("opens airways", "helps to breathe")
    assert first.dangerous[0].idea == "I can stop when I feel fine"
    assert second.question == "When do people call for help?"
    assert [point.text for point in second.points] == ["When they cannot speak"]
    assert [(word.term, word.meaning) for word in topic.words] == [
        ("wheeze", "a whistling sound: high")
    ]


def test_a_dangerous_idea_without_an_answer_is_named(tmp_path: Path) -> None:
    text = ASTHMA_EN + TEACH_BACK.replace("| say:", "say:")
    with pytest.raises(KnowledgeError, match="without"):
        read_topic(written(tmp_path, text))


def test_a_sites_page_lies_over_the_shipped_one(tmp_path: Path) -> None:
    shipped = written(tmp_path / "shipped", ASTHMA_EN)
    other = written(tmp_path / "shipped", SALT_EN, "en/eating-less-salt")
    own = written(tmp_path / "site", ASTHMA_EN)
    folders = (tmp_path / "shipped" / "topics", tmp_path / "site" / "topics")
    assert topic_files(*folders) == (own, other)
    assert shipped not in topic_files(*folders)
    assert topic_files(tmp_path / "nowhere") == ()


SIGNED = "{{by: A, role: doctor, on: 2026-01-01, text: {hash}}}"


def test_only_what_is_reviewed_as_it_stands_is_served_where_that_is_asked(tmp_path: Path) -> None:
    text_hash = read_topic(written(tmp_path, ASTHMA_EN)).text_hash
    sign = SIGNED.format(hash=text_hash)
    both = f"review: {{clinical: {sign}, language: {sign}}}"
    unsigned = "review: {clinical: none, language: none}"
    signed = ASTHMA_EN.replace(unsigned, both)
    cases = {
        "reviewed": signed,
        "unreviewed": ASTHMA_EN,
        "one-review": signed.replace(f"language: {sign}", "language: none"),
        "edited": signed.replace("hard work", "very hard work"),
        "expired": signed.replace("2099-01-01", "2026-01-02"),
    }
    paths = [written(tmp_path, text, f"en/{name}") for name, text in cases.items()]
    topics, faults = read_topics(paths)
    assert faults == ()
    today = date(2026, 11, 23)
    strict = served(topics, reviewed_only=True, today=today)
    demo = served(topics, reviewed_only=False, today=today)
    assert [topic.slug for topic in strict] == ["reviewed"]
    assert {topic.slug for topic in demo} == cases.keys() - {"expired"}
    assert CountryCode("KR") in {section.country for section in strict[0].sections}
