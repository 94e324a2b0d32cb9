"""Drafts, publishing by a second person, withdrawing, and what stays in the history."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.desk import Desk
from corpus.front_matter import SignFields
from corpus.house import in_step, read_house
from corpus.pages import page_of, page_text
from corpus.topics import topic_files, topic_of
from domain.errors import Conflict, NotAllowed
from domain.languages import LanguageTag
from settings import ROOT
from tests.chains.pages import ASTHMA_EN, FRONT, write_pages
from tests.corpus.test_check import SOUND

EN = LanguageTag("en")
PACKAGE = ROOT / "knowledge"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "home", {"en/asthma": SOUND})


@pytest.fixture
def desk(home: Path) -> Desk:
    return Desk(home)


def saved(desk: Desk, text: str, who: str = "Ann") -> str:
    return desk.save(EN, "asthma", text, based_on=desk.work(EN, "asthma").hash, who=who).hash


EDITED = SOUND.replace("Good care helps a lot.", "Good care helps very much.")


def test_a_draft_is_not_served_until_a_second_person_publishes_it(home: Path, desk: Desk) -> None:
    seen = saved(desk, EDITED)
    assert (home / "topics/en/asthma.md").read_text("utf-8") == SOUND
    with pytest.raises(NotAllowed, match="second person"):
        desk.publish(EN, "asthma", seen=seen, who="Ann")
    desk.publish(EN, "asthma", seen=seen, who="Bo")
    assert (home / "topics/en/asthma.md").read_text("utf-8") == EDITED
    assert [deed.did for deed in desk.history(EN, "asthma")] == ["published", "saved"]
    assert desk.text_of(desk.history(EN, "asthma")[0].text) == EDITED


def test_what_was_saved_after_the_look_does_not_go_out(home: Path, desk: Desk) -> None:
    seen = saved(desk, EDITED)
    saved(desk, EDITED.replace("very much", "a bit"), "Cy")
    with pytest.raises(Conflict):
        desk.publish(EN, "asthma", seen=seen, who="Bo")
    assert (home / "topics/en/asthma.md").read_text("utf-8") == SOUND


def test_a_grave_fault_keeps_a_draft_in(desk: Desk) -> None:
    seen = saved(desk, SOUND.replace("Asthma can get worse.", "You have asthma."))
    with pytest.raises(NotAllowed, match="faults"):
        desk.publish(EN, "asthma", seen=seen, who="Bo")


def test_two_people_who_save_at_once_lose_nothing(desk: Desk) -> None:
    begun = desk.work(EN, "asthma").hash

    def save(who: str) -> str:
        try:
            desk.save(EN, "asthma", EDITED + f"\n<!-- {who} -->", based_on=begun, who=who)
        except Conflict:
            return "conflict"
        return who

    with ThreadPoolExecutor(4) as pool:
        ends = list(pool.map(save, ["Ann", "Bo", "Cy", "Di"]))
    assert ends.count("conflict") == 3
    winner = next(end for end in ends if end != "conflict")
    assert winner in desk.work(EN, "asthma").text


@pytest.mark.parametrize("slug", ["../../etc/passwd", "", "a/b", "A", "x" * 99])
def test_a_name_never_leads_out_of_the_folder(desk: Desk, slug: str) -> None:
    with pytest.raises(NotAllowed):
        desk.draft(EN, slug)


def test_a_withdrawn_page_is_served_to_nobody_and_can_come_back(home: Path, desk: Desk) -> None:
    desk.withdraw(EN, "asthma", who="Bo", reason="a wrong figure")
    house = read_house(home, PACKAGE, None, reviewed_only=False)
    assert house.topics == ()
    assert desk.entries()[0].is_withdrawn
    desk.restore(EN, "asthma", who="Bo")
    assert len(read_house(home, PACKAGE, None, reviewed_only=False).topics) == 1
    assert {deed.did for deed in desk.history(EN, "asthma")} == {"withdrawn", "restored"}


def test_a_packages_page_can_be_withdrawn_by_a_site(home: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    Desk(site, home).withdraw(EN, "asthma", who="Bo", reason="not here")
    assert read_house(home, PACKAGE, site, reviewed_only=False).topics == ()
    assert not (home / "withdrawn").exists()


def test_a_page_edited_by_hand_is_as_good_as_another(home: Path, desk: Desk) -> None:
    path = home / "topics/en/asthma.md"
    path.write_text(EDITED, encoding="utf-8")
    assert desk.work(EN, "asthma").text == EDITED


def test_a_review_is_bound_to_the_text_and_an_edit_voids_it(desk: Desk) -> None:
    both = desk_signed(SOUND)
    saved(desk, both)
    assert desk.entries()[0].topic.is_reviewed  # pyright: ignore[reportOptionalMemberAccess]
    saved(desk, both.replace("Good care helps a lot.", "Good care helps."))
    assert not desk.entries()[0].topic.is_reviewed  # pyright: ignore[reportOptionalMemberAccess]


def test_who_wrote_a_page_does_not_review_it_and_reviewed_sites_publish_reviewed_pages(
    home: Path,
) -> None:
    desk = Desk(home, reviewed_only=True)
    seen = saved(desk, EDITED)
    signing = {"based_on": seen, "deed": "reviewed (clinical)"}
    with pytest.raises(NotAllowed, match="reviewed by somebody else"):
        desk.sign(EN, "asthma", EDITED, who="Ann", **signing)
    desk.sign(EN, "asthma", EDITED, who="Bo", **signing)
    with pytest.raises(NotAllowed, match="both reviewers"):
        desk.publish(EN, "asthma", seen=seen, who="Bo")


def test_an_edit_that_voids_the_review_leaves_the_reviewed_text_served(home: Path) -> None:
    path = home / "topics/en/asthma.md"
    text = desk_signed(SOUND)
    path.write_text(text, encoding="utf-8")
    before = read_house(home, PACKAGE, None, reviewed_only=True)
    assert len(before.topics) == 1
    path.write_text(text.replace("Good care helps a lot.", "Good care helps."), encoding="utf-8")
    fresh = read_house(home, PACKAGE, None, reviewed_only=True)
    assert fresh.topics == ()
    assert in_step(fresh, before).topics == before.topics
    path.unlink()
    assert in_step(read_house(home, PACKAGE, None, reviewed_only=True), before).topics == ()


def desk_signed(text: str) -> str:
    """The page with both reviews of its text."""
    digest = topic_of(text, Path("en/asthma.md")).text_hash
    fields = {"by": "Bo", "role": "doctor", "on": "2026-11-01", "text": digest}
    sign = SignFields.model_validate(fields)
    return page_text(page_of("asthma", text).signed("clinical", sign).signed("language", sign))


def test_a_draft_that_is_broken_is_named_and_the_rest_listed(home: Path, desk: Desk) -> None:
    (home / "drafts/en").mkdir(parents=True)
    (home / "drafts/en/broken.md").write_bytes(b"\xff\xfe\x00 not a page")
    entries = {entry.slug: entry for entry in desk.entries()}
    assert entries["broken"].topic is None
    assert "UTF-8" in entries["broken"].problem
    assert entries["asthma"].topic


@pytest.mark.parametrize(
    "path", topic_files(PACKAGE / "topics"), ids=lambda p: f"{p.parent.name}/{p.stem}"
)
def test_a_page_is_written_as_it_was_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    page = page_of(str(path), text)
    assert page_text(page) == text


def test_what_is_published_is_committed_where_git_keeps_the_folder(home: Path, desk: Desk) -> None:
    git = shutil.which("git")
    assert git
    subprocess.run([git, "init", "-q", str(home)], check=True)  # noqa: S603
    desk.publish(EN, "asthma", seen=saved(desk, EDITED), who="Bo")
    log = subprocess.run(  # noqa: S603
        [git, "-C", str(home), "log", "--format=%an %s"], capture_output=True, text=True, check=True
    )
    assert log.stdout == "Bo Page en/asthma published by Bo\n"


def test_a_page_that_an_edit_broke_is_served_as_it_last_was_good(home: Path) -> None:
    write_pages(home, {"en/salt": ASTHMA_EN.replace("Asthma", "Salt").replace("wheezing", "salty")})
    before = read_house(home, PACKAGE, None, reviewed_only=False)
    path = home / "topics/en/asthma.md"
    path.write_text("broken", encoding="utf-8")
    house = in_step(read_house(home, PACKAGE, None, reviewed_only=False), before)
    assert {topic.slug for topic in house.topics} == {"asthma", "salt"}
    assert [fault.path for fault in house.faults] == [str(path)]
    path.write_text(SOUND.replace("Asthma can get worse.", "You have asthma."), encoding="utf-8")
    house = in_step(read_house(home, PACKAGE, None, reviewed_only=False), before)
    assert next(t for t in house.topics if t.slug == "asthma") == before.topics[0]
    path.write_text(FRONT.format(title="Asthma", alias="x").replace("2099", "2001"), "utf-8")
    path.write_text(SOUND.replace("2099-01-01", "2001-01-01"), encoding="utf-8")
    house = in_step(read_house(home, PACKAGE, None, reviewed_only=False), before)
    assert {topic.slug for topic in house.topics} == {"salt"}
