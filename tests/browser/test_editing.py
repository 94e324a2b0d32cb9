"""A nurse writes a page in Korean from an empty form; a second person publishes it."""

import os
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corpus.topics import read_topic
from settings import ROOT
from staff.editing.people import People, Role
from tests.browser.conftest import _free_port as free_port  # pyright: ignore[reportPrivateUsage]
from tests.browser.conftest import _wait_for as wait_for  # pyright: ignore[reportPrivateUsage]
from tests.chains.pages import write_pages

pytestmark = pytest.mark.browser
WORD = "a long password"
EASY = (
    "코피는 코 안의 작은 핏줄이 터져서 나는 피예요. "
    "그래서 갑자기 피가 나도 대부분 곧 멎어요. "
    "날씨가 건조하면 코피가 더 잘 나요."
)
STANDARD = (
    "코피는 코 안쪽의 작은 핏줄이 터져서 나는 피예요. "
    "이 핏줄은 얇아서 건조한 날씨나 감기에도 쉽게 터져요. "
    "대부분은 코 앞쪽에서 나고 곧 멎어요."
)
SECTIONS = ("what", "signs", "why", "care", "self")


@dataclass
class Site:
    address: str
    home: Path


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Generator[Site]:
    home = tmp_path_factory.mktemp("site")
    write_pages(home)
    people = People(home / "people.toml")
    people.add("Kim Nari", "간호사", (Role.AUTHOR,), WORD)
    people.add("Lee Sora", "의사", (Role.PUBLISHER, Role.CLINICAL), WORD)
    port = free_port()
    env = os.environ | {
        "TEACHBACK_KNOWLEDGE_DIR": str(home),
        "TEACHBACK_STAFF_PEOPLE": str(home / "people.toml"),
        "TEACHBACK_STAFF_PORT": str(port),
        "TEACHBACK_INDEX_DIR": str(home / "index"),
    }
    command = [sys.executable, "-m", "cli", "staff", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=env) as server:  # noqa: S603 - our own
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/sign-in")
        yield Site(address, home)
        server.terminate()


def signed_in(chromium: Browser, editing: Site, name: str, locale: str = "ko-KR") -> Page:
    context = chromium.new_context(locale=locale, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(editing.address)
    page.fill('input[name="name"]', name)
    page.fill('input[name="password"]', WORD)
    page.click("button.main")
    page.wait_for_selector("table")
    return page


def shoot(page: Page, name: str) -> None:
    """A picture for who asks for one: TEACHBACK_SHOTS is no setting of ours, so SHOTS."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=False)


def write_page(page: Page) -> None:
    page.fill('input[name="slug"]', "nosebleed")
    page.select_option('select[name="language"]', "ko")
    page.click("form.card button.main")
    page.wait_for_selector("#page")
    page.fill('input[name="title"]', "코피")
    page.fill('input[name="purpose"]', "코피가 왜 나는지와 멎게 하는 법을 알려 드려요.")
    page.fill('input[name="owner"]', "이비인후과")
    page.fill('textarea[name="aliases"]', "코에서 피\n코피남")
    page.fill('input[name="s0.name"]', "질병관리청 국가건강정보포털")
    page.fill('input[name="s0.url"]', "https://health.kdca.go.kr/")
    page.fill('input[name="s0.facts"]', "원인, 집에서 할 일")
    for name in SECTIONS:
        box = page.locator(f"fieldset#{name}")
        box.locator("textarea").nth(0).fill(EASY)
        box.locator("textarea").nth(1).fill(STANDARD)
        box.locator("textarea").nth(3).fill("\n".join(f"코피 {name} {n}번 물음" for n in "123"))
    parts = page.locator("fieldset#help textarea")
    parts.nth(0).fill("15분 넘게 눌러도 피가 멎지 않아요.")
    parts.nth(1).fill("코피가 하루에 여러 번 나요.")
    parts.nth(2).fill("코피가 자주 나요.")
    parts.nth(3).fill("코피 언제 병원 가요\n코피 안 멎어요\n코피 응급실 가야 하나")
    page.locator("fieldset#visit textarea").fill("코피가 왜 자주 나나요?")
    page.locator("fieldset#teach-back textarea").nth(0).fill("코피가 나면 무엇을 하시겠어요?")
    page.locator("fieldset#teach-back textarea").nth(1).fill("코를 누른다 | also: 눌러요")
    page.locator("fieldset#words textarea").fill("점막: 코 안을 덮은 얇은 살")


def test_a_page_is_written_mended_and_published_by_a_second_person(
    chromium: Browser, editing: Site
) -> None:
    page = signed_in(chromium, editing, "Kim Nari")
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    shoot(page, "list")
    write_page(page)
    box = page.locator("fieldset#what textarea").nth(0)
    box.fill(EASY + " 환자분은 고혈압이 있습니다.")
    page.click('button[value="save"]')
    page.wait_for_selector(".faults li.grave")
    shoot(page, "faults")
    expect(page.locator(".faults")).to_contain_text("고혈압이 있")
    page.locator("fieldset#what textarea").nth(0).fill(EASY)
    expect(page.locator(".faults li.grave")).to_have_count(0, timeout=15_000)
    expect(page.locator("fieldset#what .measure").nth(0)).to_contain_text("✓")
    page.click('button[value="save"]')
    page.wait_for_load_state()
    page.goto(f"{editing.address}/pages/ko/nosebleed/answers")
    shoot(page, "answers")
    expect(page.locator("main")).to_contain_text("코 안의 작은 핏줄")
    assert not (editing.home / "topics" / "ko" / "nosebleed.md").exists()

    page.goto(f"{editing.address}/pages/ko/nosebleed/changes")
    expect(page.get_by_role("button", name="내보내기", exact=True)).to_have_count(0)
    second = signed_in(chromium, editing, "Lee Sora")
    second.goto(f"{editing.address}/pages/ko/nosebleed/changes")
    shoot(second, "publish")
    second.on("dialog", lambda dialog: dialog.accept())
    second.get_by_role("button", name="이 글의 사실을 검토했어요").click()
    expect(second.locator("main")).to_contain_text("Lee Sora")
    second.get_by_role("button", name="내보내기", exact=True).click()
    second.wait_for_selector("table")
    served = read_topic(editing.home / "topics" / "ko" / "nosebleed.md")
    assert served.title == "코피"
    assert served.review.clinical
    assert served.review.clinical.text == served.text_hash
    assert not (editing.home / "drafts" / "ko" / "nosebleed.md").exists()


def test_of_two_people_at_one_page_the_second_is_told_and_loses_no_word(
    chromium: Browser, editing: Site
) -> None:
    first = signed_in(chromium, editing, "Kim Nari", "en-US")
    other = signed_in(chromium, editing, "Kim Nari", "en-US")
    for page in (first, other):
        page.goto(f"{editing.address}/pages/en/asthma")
    first.locator("fieldset#what textarea").nth(0).fill("Asthma makes breathing hard. First.")
    first.click('button[value="save"]')
    first.wait_for_load_state()
    other.locator("fieldset#what textarea").nth(0).fill("Asthma makes breathing hard. Second.")
    other.click('button[value="save"]')
    expect(other.locator('[role="alert"]')).to_contain_text("saved by somebody else")
    expect(other.locator("fieldset#what textarea").nth(0)).to_have_value(
        "Asthma makes breathing hard. Second."
    )


def test_a_page_is_withdrawn_and_the_chat_closed_at_once(chromium: Browser, editing: Site) -> None:
    page = signed_in(chromium, editing, "Lee Sora", "es-MX")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{editing.address}/pages/es/asthma/changes")
    page.locator("summary").click()
    page.fill('input[name="reason"]', "una cifra equivocada")
    page.locator("details button.danger").click()
    page.wait_for_selector("table")
    shoot(page, "withdrawn")
    assert (editing.home / "withdrawn" / "es" / "asthma").is_file()
    page.get_by_role("button", name="Cerrar el chat").click()
    expect(page.locator("main")).to_contain_text("El chat está cerrado.")
    assert (editing.home / "closed").is_file()
    page.get_by_role("button", name="Abrir el chat otra vez").click()
    expect(page.get_by_role("button", name="Cerrar el chat")).to_be_visible()


def test_no_other_host_is_asked_by_the_editing_app(chromium: Browser, editing: Site) -> None:
    asked: list[str] = []
    context = chromium.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(editing.address)
    assert asked
    assert all(url.startswith(editing.address) for url in asked)
