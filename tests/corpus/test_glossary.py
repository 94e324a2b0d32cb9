"""The glossary: complete in three languages, findable, and harmless as it stands."""

from pathlib import Path

import pytest

from corpus.glossary import Glossary, read_glossary
from corpus.glossary_rules import glossary_faults
from domain.errors import KnowledgeError
from domain.glossary import Term, Wording
from domain.languages import LanguageTag
from settings import ROOT
from text.sentences import sentences

TERMS = read_glossary(ROOT / "knowledge" / "glossary")
FULL = tuple(LanguageTag(tag) for tag in ("en", "ko", "es"))
GLOSSARY = Glossary(terms=TERMS)


def test_there_are_500_terms_in_each_full_language() -> None:
    for language in FULL:
        assert sum(language in term.words for term in TERMS) >= 500


def test_no_id_stands_twice() -> None:
    assert len({term.id for term in TERMS}) == len(TERMS)


@pytest.mark.parametrize("language", FULL)
def test_there_are_300_names_besides_the_terms(language: LanguageTag) -> None:
    assert sum(len(term.words[language].aliases) for term in TERMS) >= 300


@pytest.mark.parametrize("language", FULL)
def test_every_meaning_is_one_sentence(language: LanguageTag) -> None:
    long = [
        term.words[language].meaning
        for term in TERMS
        if len([s for s in sentences(term.words[language].meaning, language) if s.strip()]) != 1
    ]
    assert not long


@pytest.mark.parametrize("language", FULL)
def test_what_stands_in_brackets_is_short(language: LanguageTag) -> None:
    most = 7 if language == "ko" else 9
    hard = [term.words[language].plain for term in TERMS if term.hard]
    assert hard
    assert [plain for plain in hard if len(plain.split()) > most or "(" in plain] == []


@pytest.mark.parametrize(
    ("asked", "language", "term_id"),
    [
        ("HbA1c", "en", "hba1c"),
        ("hb a1c", "ko", "hba1c"),
        ("객담", "en", "sputum"),
        ("마이신", "ko", "antibiotic"),
        ("피 묽게 하는 약", "ko", "anticoagulant"),
        ("혈당", "ko", "blood-glucose"),
        ("presión", "es", "blood-pressure"),
        ("CREATININA", "es", "creatinine"),
        ("no such word", "en", None),
    ],
)
def test_a_term_is_found_by_the_names_people_use(
    asked: str, language: str, term_id: str | None
) -> None:
    found = GLOSSARY.named(asked, LanguageTag(language))
    assert (found.id if found else None) == term_id


@pytest.mark.parametrize(
    ("asked", "language", "term_id"),
    [
        ("sputem", "en", "sputum"),
        ("creatinin", "en", "creatinine"),
        ("atrial fibrilation", "en", "atrial-fibrillation"),
        ("당하혈색소", "ko", "hba1c"),
        ("trigliseridos", "es", "triglycerides"),
        ("hipertencion", "es", "hypertension"),
        ("hypotenshion", "en", "hypotension"),
        ("xyzzy", "en", None),
        ("mesa", "es", None),
        ("학교", "ko", None),
    ],
)
def test_a_misspelled_name_is_guessed_only_where_one_term_is_near(
    asked: str, language: str, term_id: str | None
) -> None:
    found = GLOSSARY.like(asked, LanguageTag(language))
    assert (found.id if found else None) == term_id


def test_a_guess_between_two_terms_is_none() -> None:
    """As like one name as the other: naming either would be a coin's toss."""
    made = {
        name: Term(
            id=name,
            kind="medicine",
            hard=False,
            words={LanguageTag("en"): Wording(term=name, plain="", meaning="")},
        )
        for name in ("alphadine", "alphatine")
    }
    both = Glossary(terms=tuple(made.values()))
    assert both.like("alphadin", LanguageTag("en")) is made["alphadine"]
    assert both.like("alphagine", LanguageTag("en")) is None


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('[[terms]]\nid = "x"\nkind = "spell"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="kind"):
        read_glossary(tmp_path)


TERM = """[[terms]]
id = "{id}"
kind = "body"
hard = true
[terms.en]
term = "{en}"
plain = "{plain}"
meaning = "It is a part of the body."
[terms.ko]
term = "{en} 말"
plain = "몸"
meaning = "몸의 한 부분이에요."
"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (TERM.format(id="a", en="one", plain="x") * 2, "stands twice"),
        (
            TERM.format(id="a", en="one", plain="x") + TERM.format(id="b", en="One", plain="x"),
            "also a name of a",
        ),
        (TERM.format(id="a", en="one", plain="a (b)"), "into brackets"),
        (TERM.format(id="a", en="one", plain="w " * 11), "into brackets"),
        (
            TERM.format(id="a", en="one", plain="x")
            + '[terms.es]\nterm = "uno"\nplain = "x"\nmeaning = "Es una parte."\n'
            + TERM.format(id="b", en="two", plain="x"),
            "no [terms.es]",
        ),
        ("[[terms]]\nid = 3\n", "id"),
        ("[[terms]\n", "Expected"),
    ],
)
def test_check_names_what_is_wrong_with_a_term(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    found = list(glossary_faults(tmp_path))
    assert [fault for fault in found if problem in fault.problem]
    assert all(fault.path.endswith("a.toml") and fault.line >= 1 for fault in found)


def test_the_shipped_glossary_has_no_faults() -> None:
    assert list(glossary_faults(ROOT / "knowledge" / "glossary")) == []
