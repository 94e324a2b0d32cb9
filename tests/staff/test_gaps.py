"""Gaps: grouped by likeness, counted by conversation, few people's words never shown."""

import asyncio
from pathlib import Path

import pytest

from corpus.pages import read_page
from domain.languages import LanguageTag
from staff.gaps import begun_from, found_gaps, grouped

EN, KO = LanguageTag("en"), LanguageTag("ko")


def test_like_questions_are_one_group_and_few_people_are_not_shown() -> None:
    asked = [(EN, f"c{n}", "what is lupus") for n in range(4)]
    assert grouped(asked) == ()
    asked += [(EN, "c9", "lupus what is it?"), (EN, "c10", "What is LUPUS")]
    asked += [(EN, f"d{n}", "how to treat gout") for n in range(5)]
    asked += [(KO, f"k{n}", "루푸스가 뭐예요") for n in range(9)]
    gaps = grouped(asked)
    assert [(gap.language, gap.people) for gap in gaps] == [(KO, 9), (EN, 6), (EN, 5)]
    assert gaps[1].examples[0] == "what is lupus"


def test_one_persons_tries_count_once() -> None:
    assert grouped([(EN, "one", "what is lupus")] * 50) == ()


def test_what_was_asked_becomes_an_empty_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "topics").mkdir()
    monkeypatch.setenv("TEACHBACK_KNOWLEDGE_DIR", str(tmp_path))
    gaps = grouped([(EN, f"c{n}", "what is lupus") for n in range(5)])
    path = begun_from(gaps, 1, "lupus")
    page = read_page(path)
    asked = page.chapters[0].part("asked as")
    assert asked
    assert asked.bullets() == ("what is lupus",)
    standard = page.chapters[0].part("standard")
    assert standard
    assert standard.text == ""
    assert "…" in page.front.sources[0].url


def test_the_record_is_read_and_the_look_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from settings import load_settings  # noqa: PLC0415
    from staff.ask import Asker  # noqa: PLC0415
    from staff.forms import AskRow  # noqa: PLC0415
    from tests.chains.pages import write_pages  # noqa: PLC0415
    from wiring import assistant_beside  # noqa: PLC0415
    from wiring.recording import build_audit_store  # noqa: PLC0415

    monkeypatch.setenv("TEACHBACK_KNOWLEDGE_DIR", str(write_pages(tmp_path / "pages")))
    monkeypatch.setenv("TEACHBACK_AUDIT_URL", f"sqlite:///{tmp_path / 'audit.sqlite'}")
    monkeypatch.setenv("TEACHBACK_AUDIT_KEY", "a key of sixteen letters and more")
    with assistant_beside() as assistant:
        asker = Asker(assistant=assistant)
        for n in range(5):
            row = AskRow(
                id="1",
                text="how long does shingles last at home",
                conversation=f"c{n}",
                language="en",
            )
            assert asyncio.run(asker(row))["outcome"] == "NO_TOPIC"
    (gap,) = found_gaps("", EN)
    assert (gap.people, gap.examples) == (5, ("how long does shingles last at home",))
    store = build_audit_store(load_settings(), begin=False)
    with store.engine.connect() as connection:
        looks = connection.exec_driver_sql("select count(*) from entries where kind='looked'")
        assert looks.scalar_one() == 1
    store.close()
