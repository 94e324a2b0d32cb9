"""How near a question is to each section."""

from typing import Any, cast

import numpy as np
import pytest

from corpus.leads import Leads
from corpus.passages import Lead, Shelf
from corpus.vectors import Rounded, Table
from domain.languages import ENGLISH

LEADS = (
    Lead(id="asthma#what|asked0", text="what is asthma", section="asthma#what"),
    Lead(id="asthma#what|easy", text="airways get tight", section="asthma#what", is_block=True),
    Lead(id="asthma#care|asked0", text="how is it treated", section="asthma#care"),
    Lead(id="asthma#care|easy", text="inhalers open airways", section="asthma#care", is_block=True),
    Lead(id="salt#what|asked0", text="how much salt", section="salt#what"),
)
"""The last section has no text of its own yet."""
SECTIONS = ("asthma#what", "asthma#care", "salt#what")
AXES = np.eye(len(LEADS), dtype=np.float32)


def _leads(leads: tuple[Lead, ...] = LEADS, before: Leads | None = None) -> Leads:
    """Each lead points along an axis of its own."""
    places = cast("Any", dict.fromkeys(SECTIONS))  # what a section says is not asked here
    shelf = Shelf(language=ENGLISH, leads=leads, sections=places)
    return Leads(shelf, Table([Rounded.of(axis) for axis in AXES]), before)


def test_the_nearest_lead_of_each_kind_counts_by_meaning() -> None:
    leads = _leads()
    towards_its_text = AXES[3]
    found = leads.compared(SECTIONS, towards_its_text, leads.words("")).sections
    care = found["asthma#care"]
    assert care.told > care.asked
    assert all(care.told > near.told for one, near in found.items() if one != "asthma#care")


def test_a_sections_own_words_count_by_letters() -> None:
    leads = _leads()
    found = leads.compared(SECTIONS, AXES[0], leads.words("inhalers")).sections
    assert found["asthma#care"].words > found["asthma#what"].words


def test_cosines_are_told_by_topic_the_highest_first() -> None:
    leads = _leads()
    cosines = leads.compared(SECTIONS, AXES[1], leads.words("")).cosines
    assert cosines["asthma"].tolist() == pytest.approx([1.0, 0.0, 0.0, 0.0], abs=0.01)
    assert cosines["salt"].tolist() == pytest.approx([0.0], abs=0.01)


def test_only_the_sections_asked_for_are_compared() -> None:
    leads = _leads()
    found = leads.compared(["salt#what"], AXES[0], leads.words("salt"))
    assert found.sections.keys() == {"salt#what"}
    assert found.cosines.keys() == {"salt"}


def test_where_nothing_tells_leads_apart_none_stands_out() -> None:
    leads = _leads()
    same = np.full(len(LEADS), 1 / np.sqrt(len(LEADS)), dtype=np.float32)
    found = leads.compared(SECTIONS, same, leads.words("zzz")).sections
    assert {value for near in found.values() for value in (near.told, near.words)} == {0.0}


def test_a_section_without_a_text_of_its_own_is_compared_by_what_leads_to_it() -> None:
    leads = _leads()
    near = leads.compared(SECTIONS, AXES[4], leads.words("salt")).sections["salt#what"]
    assert near.asked > 0
    assert (near.told, near.words) == (0.0, 0.0)


def test_the_nearest_by_letters_come_first_and_share_some() -> None:
    leads = _leads()
    assert next(iter(leads.nearest(leads.words("salt"), 5))) == "salt#what"
    assert list(leads.nearest(leads.words("zzz"), 5)) == []


def test_a_lead_that_is_gone_leads_nowhere() -> None:
    assert _leads().section("gout#what|asked0") is None


def test_after_an_edit_the_words_are_those_of_a_new_start() -> None:
    edited = (*LEADS[:-1], Lead(id="x", text="salt in bread", section="salt#what"))
    anew, fresh = _leads(edited, _leads()), _leads(edited)
    for query in ("salt", "bread", "how much", "airways"):
        assert anew.words(query) == pytest.approx(fresh.words(query), abs=1e-5)
