"""Languages, countries and the site: complete, strict, and named by line where they are not."""

import re
import tomllib
from pathlib import Path

import pytest

from corpus.words import read_countries, read_languages, read_site
from domain.errors import KnowledgeError
from domain.languages import Texts, Tier
from domain.verdicts import Action, Route
from settings import ROOT

KNOWLEDGE = ROOT / "knowledge"
FILES = sorted((KNOWLEDGE / "languages").glob("*.toml"))
LANGUAGES = read_languages(KNOWLEDGE / "languages")
FILLED = frozenset(
    ["emergency", "crisis", "poison", "abuse", "child", "medical_advice", "migrant", "topics",
     "language", "name", "phone", "hours", "term", "plain", "meaning"]
)  # fmt: skip


def test_the_three_languages_are_there_and_full() -> None:
    assert {"en", "ko", "es"} <= LANGUAGES.keys()
    assert all(LANGUAGES[tag].tier is Tier.FULL for tag in LANGUAGES if tag in {"en", "ko", "es"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_language_file_says_everything(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    english = tomllib.loads((path.parent / "en.toml").read_text(encoding="utf-8"))
    for part in ("texts", "chat"):
        assert table[part].keys() == english[part].keys()
        empty = [key for key, value in table[part].items() if not value and english[part][key]]
        assert empty == []
    assert table["phrases"].keys() == english["phrases"].keys()
    assert [rule["name"] for rule in table["danger"]["rules"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_placeholder_is_one_that_is_filled(path: Path) -> None:
    texts = tomllib.loads(path.read_text(encoding="utf-8"))["texts"]
    used = set(re.findall(r"\{([a-z_]+)\}", str(texts)))
    assert used <= FILLED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_help_always_names_the_emergency_number(path: Path) -> None:
    texts = tomllib.loads(path.read_text(encoding="utf-8"))["texts"]
    needed = (
        "emergency", "emergency_inside", "emergency_still", "emergency_over", "overdose_first",
        "self_harm", "self_harm_still", "abuse", "error", "closed", "too_long", "warning_now",
        "show_someone",
    )  # fmt: skip
    assert [key for key in needed if "{emergency}" not in str(texts[key])] == []
    assert "{crisis}" in str(texts["self_harm"])
    assert "{abuse}" in str(texts["abuse"])


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_pattern_compiles_and_every_rule_leads_to_a_danger(tag: str) -> None:
    language = LANGUAGES[tag]  # pyright: ignore[reportArgumentType]  # its own keys
    phrases = language.phrases
    for name in Texts.__dataclass_fields__:
        assert getattr(language.texts, name) is not None
    for patterns in (phrases.simpler, phrases.over, phrases.taken, phrases.method):
        assert all(re.compile(pattern) for pattern in patterns)
    names = [rule.name for rule in language.danger.rules]
    assert len(names) == len(set(names))
    assert {Route(rule.route) for rule in language.danger.rules} <= {
        Route.EMERGENCY, Route.SELF_HARM, Route.ABUSE,
    }  # fmt: skip


def copied(tmp_path: Path, old: str, new: str) -> Path:
    """The English file with one change."""
    folder = tmp_path / "languages"
    folder.mkdir()
    text = (KNOWLEDGE / "languages" / "en.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / "en.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("self_harm_still = [", "self_harm_stil = [", "texts.self_harm_still: Field required"),
        ('name = "English"', 'name = "English"\ncolour = "red"', "colour: Unexpected keyword"),
        ('tier = "full"', 'tier = "half"', "tier"),
        ('name = "English"', "name = English", "line"),
        ("within = 45", 'within = "near"', "danger.rules.0.within"),
    ],
)
def test_a_language_file_that_is_incomplete_is_refused_by_name(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    folder = copied(tmp_path, old, new)
    with pytest.raises(KnowledgeError) as raised:
        read_languages(folder)
    assert raised.value.path == str(folder / "en.toml")
    assert words in raised.value.problem
    assert raised.value.line >= 1


def test_a_language_that_lacks_a_word_of_the_chat_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path, 'name = "English"', 'name = "English"')
    text = (folder / "en.toml").read_text(encoding="utf-8")
    (folder / "xx.toml").write_text(text.replace('\nsend = "Send"', ""), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"xx\.toml.*chat\.send: Field required"):
        read_languages(folder)


def test_every_country_of_the_standards_is_there() -> None:
    countries = read_countries(KNOWLEDGE / "numbers")
    phones = {code: c.lines for code, c in countries.items()}
    expected = {
        "KR": ("119", "109"), "US": ("911", "988"), "CA": ("911", "988"), "ES": ("112", "024"),
        "GB": ("999", "116 123"), "CN": ("120", "12356"), "MX": ("911", "800 911 2000"),
        "AU": ("000", "13 11 14"),
    }  # fmt: skip
    for code, numbers in expected.items():
        held = {line.phone for line in phones[code]}  # pyright: ignore[reportArgumentType]
        assert set(numbers) <= held


SITE = """name = "Test hospital"
country = "KR"
time_zone = "Asia/Seoul"

[[contacts]]
name = {en = "Nurse line"}
phone = "02-123-4567"
hours = [{days = [0, 1], opens = 09:00:00, closes = 17:00:00}]
"""
POLICY = """[[rules]]
guardrail = "link"
action = "note"
author = "A. Nurse"
reason = "we tried it"
"""


def site(tmp_path: Path, text: str = SITE, policy: str = "") -> Path:
    (tmp_path / "site.toml").write_text(text, encoding="utf-8")
    if policy:
        (tmp_path / "policy.toml").write_text(policy, encoding="utf-8")
    return tmp_path


def test_a_site_is_read(tmp_path: Path) -> None:
    read = read_site(site(tmp_path))
    assert (read.name, read.country, read.time_zone) == ("Test hospital", "KR", "Asia/Seoul")
    assert read.contacts[0].hours[0].days == (0, 1)


def test_without_a_folder_or_a_file_there_is_a_site_without_contacts(tmp_path: Path) -> None:
    assert read_site(None) == read_site(tmp_path)
    assert read_site(None).contacts == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "Test', 'nmae = "x"\nname = "Test', "nmae"),
        ("Asia/Seoul", "Asia/Soul", "there is no zone Asia/Soul"),
        ("Asia/Seoul", "../../etc/passwd", "there is no zone"),
        ("[0, 1]", "[7]", "contacts.hours.days"),
        ("[0, 1]", "[]", "contacts.hours.days"),
        ('{en = "Nurse line"}', "{}", "contacts.name is empty"),
        ("09:00:00", '"nine"', "opens"),
        ("country", "country = = ", "line 2"),
    ],
)
def test_a_site_that_cannot_be_used_is_refused_when_it_is_read(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    with pytest.raises(KnowledgeError) as raised:
        read_site(site(tmp_path, SITE.replace(old, new, 1)))
    assert words in raised.value.problem
    assert raised.value.path.endswith("site.toml")


@pytest.mark.parametrize(
    ("written", "action"),
    [
        ('action = "note"', Action.NOTE),
        ('action = "revise"', Action.REVISE),
        ('action = "redirect"', Action.REDIRECT),
        ('action = "decline"', Action.DECLINE),
        ('action = "block"', Action.BLOCK),
        ('action = "off"', None),
        ("", None),
    ],
)
def test_a_policy_is_read(tmp_path: Path, written: str, action: Action | None) -> None:
    policy = POLICY.replace('action = "note"', written)
    (rule,) = read_site(site(tmp_path, policy=policy)).policy
    assert (rule.guardrail, rule.action, rule.author) == ("link", action, "A. Nurse")


@pytest.mark.parametrize(
    "written", ['action = "nothing"', "action = 1", 'action = ""', 'action = "signpost"']
)
def test_an_action_that_is_none_is_refused_with_those_there_are(
    tmp_path: Path, written: str
) -> None:
    with pytest.raises(
        KnowledgeError, match=r"policy\.toml:3 .*'off', 'note', 'revise', 'redirect'"
    ):
        read_site(site(tmp_path, policy=POLICY.replace('action = "note"', written)))


@pytest.mark.parametrize("missing", ["author", "reason", "guardrail"])
def test_a_policy_without_an_author_and_a_reason_is_refused(tmp_path: Path, missing: str) -> None:
    policy = "\n".join(line for line in POLICY.splitlines() if not line.startswith(missing))
    with pytest.raises(KnowledgeError, match=f"{missing}: Field required"):
        read_site(site(tmp_path, policy=policy))
