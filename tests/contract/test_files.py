"""A topic file, a site directory and the settings, as docs/contracts.md shows them."""

import re
from datetime import date, time
from pathlib import Path

import pytest

from corpus.check import faults_of
from corpus.topics import read_topic
from corpus.words import read_site
from domain.errors import KnowledgeError, SettingsError
from domain.languages import Level
from domain.verdicts import Action
from settings import ROOT, load_settings, setting_names
from tests.contract.documented import example


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    """The documented page, where a page belongs."""
    file = tmp_path / "topics" / "en" / "high-blood-pressure.md"
    file.parent.mkdir(parents=True)
    file.write_text(example("topic"), encoding="utf-8")
    return file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("site.toml", "policy.toml"):
        (tmp_path / name).write_text(example(name), encoding="utf-8")
    return tmp_path


def test_a_topic_file(topic: Path) -> None:
    page = read_topic(topic)
    assert (page.slug, page.language, page.title) == (
        "high-blood-pressure", "en", "High blood pressure",
    )  # fmt: skip
    assert page.review_by == date(2027, 11, 20)
    assert (page.review.clinical, page.review.language) == (None, None)
    assert page.sources[0].seen_on == date(2026, 11, 20)
    assert page.aliases == ("hypertension", "high BP")
    assert page.codes == ("I10",)
    sections = {section.id: section for section in page.sections}
    assert sections["what"].blocks.keys() == set(Level)
    assert sections["what"].asked_as[0] == "why is my pressure high if i feel fine"
    assert (sections["what"].country, sections["checks"].country) == (None, "KR")
    checks = sections["checks"]
    assert checks.block(Level.EASY) == checks.block(Level.STANDARD)
    assert page.warning_signs.now == ("Chest pain or trouble speaking",)
    assert page.warning_signs.today == ("A reading above what your care team named",)
    assert page.warning_signs.next_visit == ("Readings that go up from week to week",)
    assert page.visit_questions == ("What should my numbers be?",)
    (asked,) = page.teach_back
    assert asked.points[0].also == ("no signs", "quiet damage")
    assert asked.dangerous[0].idea == "I can stop when I feel fine"
    assert asked.dangerous[0].say.startswith("Feeling fine")
    assert page.words[0].term == "artery"


def test_an_edit_changes_the_hash_that_reviews_are_bound_to(topic: Path) -> None:
    before = read_topic(topic).text_hash
    topic.write_text(example("topic").replace("hurt the heart", "harm the heart"))
    assert read_topic(topic).text_hash != before


@pytest.mark.parametrize("key", ["title", "sources", "review_by", "review", "aliases"])
def test_a_missing_key_is_named_with_its_file(topic: Path, key: str) -> None:
    text = re.sub(rf"^{key}:.*\n(  - .*\n)?", "", example("topic"), flags=re.MULTILINE)
    topic.write_text(text)
    with pytest.raises(KnowledgeError, match=key) as error:
        read_topic(topic)
    assert error.value.path == str(topic)


def test_an_unknown_key_is_refused_with_its_line(topic: Path) -> None:
    topic.write_text(example("topic").replace("owner:", "slug: x\nowner:"))
    with pytest.raises(KnowledgeError, match="slug") as error:
        read_topic(topic)
    assert error.value.line == 4


def test_a_section_without_an_easy_text_is_told_by_check(topic: Path) -> None:
    found = faults_of(topic.parents[2], ROOT / "knowledge", None)
    assert any("easy" in f"{fault.rule} {fault.problem}" for fault in found)
    assert any(fault.path == str(topic) for fault in found)


def test_a_site_directory(site: Path) -> None:
    read = read_site(site)
    assert (read.name, read.country, read.clinic_language) == ("Riverside Hospital", "US", "en")
    assert read.languages == ("en", "ko", "es")
    (contact,) = read.contacts
    assert contact.name["ko"] == "간호 상담 전화"
    assert (contact.hours[0].days, contact.hours[0].opens) == ((0, 1, 2, 3, 4), time(8))
    (rule,) = read.policy
    assert (rule.guardrail, rule.action) == ("off-topic", Action.NOTE)
    assert rule.author
    assert rule.reason


@pytest.mark.parametrize("name", ["site.toml", "policy.toml"])
def test_an_unknown_key_of_a_site_is_named_with_its_line(site: Path, name: str) -> None:
    file = site / name
    file.write_text(example(name).rstrip() + "\nwhatever = 1\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="whatever") as error:
        read_site(site)
    assert error.value.path == str(file)
    assert error.value.line == len(example(name).rstrip().splitlines()) + 1


def test_every_setting_is_listed_and_none_that_is_not_there() -> None:
    assert set(example("settings").split()) == setting_names()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEACHBACK_MODE", "production"),
        ("TEACHBACK_SITE_DIR", "/no/such/folder"),
        ("TEACHBACK_KNOWLEDGE_DIR", "/no/such/folder"),
        ("TEACHBACK_COUNTRY", "Korea"),
        ("TEACHBACK_AUDIT_URL", "mysql://x/y"),
        ("TEACHBACK_AUDIT_TEXT_DAYS", "none"),
        ("TEACHBACK_CHAT_PER_MINUTE", "0"),
        ("TEACHBACK_RETRIEVAL_LIMIT", "99"),
        ("TEACHBACK_MODEL_TIMEOUT", "-1"),
        ("TEACHBACK_EMBEDING_NAME", "a misspelled setting"),
        ("PORT", "http"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert str(error.value).startswith(f"{name} ")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("mode", ["pilot", "live"])
def test_a_key_is_asked_for_where_patients_are(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, mode: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TEACHBACK_AUDIT_KEY", raising=False)
    monkeypatch.setenv("TEACHBACK_MODE", mode)
    with pytest.raises(SettingsError, match=r"^TEACHBACK_AUDIT_KEY must be set"):
        load_settings()
