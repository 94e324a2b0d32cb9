import re

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

LOUD = "<img src=x onerror=\"document.title='taken'\"> **loud** [click](https://example.org)"


@pytest.mark.parametrize("locale", ["ko-KR"])
def test_a_korean_question_is_answered_with_sources_that_open(visit: Visit) -> None:
    page = visit.page
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("#tb-banner")).to_contain_text("의료진이 검토하지 않은")
    visit.say("고혈압이 뭐예요?")
    visit.answered()
    expect(page.locator(".tb-level")).to_have_text("글 수준: 쉬운 글")
    page.click('a[href="#source-1"] >> nth=0')
    expect(page.locator("#side-view-title")).to_contain_text("출처 1")
    expect(page.locator(".tb-passage")).to_contain_text("의료진이 검토하지 않았어요")
    expect(page.locator(".tb-passage img")).to_have_count(0)


def test_no_other_host_is_ever_asked(visit: Visit, site: str) -> None:
    visit.say("What is high blood pressure?")
    visit.answered()
    visit.page.click(".tb-source >> nth=0")
    visit.page.wait_for_selector(".tb-passage")
    assert visit.asked
    assert [url for url in visit.asked if not url.startswith((site, "data:", "blob:"))] == []


def test_more_detail_and_simpler_explain_again(visit: Visit) -> None:
    page = visit.page
    visit.say("What is high blood pressure?")
    visit.answered()
    page.get_by_role("button", name="More detail").click()
    visit.answered(2)
    expect(page.locator(".tb-level").nth(1)).to_have_text("Reading level: Standard")
    page.get_by_role("button", name="Simpler").nth(1).click()
    visit.answered(3)
    expect(page.locator(".tb-level").nth(2)).to_have_text("Reading level: Easy to read")


def test_danger_shows_a_number_to_press(visit: Visit) -> None:
    visit.say("I have chest pain")
    call = visit.page.get_by_role("link", name="Call 119")
    expect(call).to_have_attribute("href", "tel:119")
    expect(call).to_be_in_viewport()


def test_a_second_message_while_answering_is_answered_after(visit: Visit) -> None:
    page = visit.page
    page.locator("#starter-1").click()
    page.locator("#starter-2").click()
    expect(page.get_by_text("One moment, please.")).to_be_visible()
    visit.answered(2)
    expect(page.get_by_text("One moment, please.")).to_have_count(0)


def test_what_a_person_writes_does_nothing(visit: Visit) -> None:
    visit.say(LOUD)
    visit.answered()
    mine = visit.page.locator('[data-step-type="user_message"]')
    expect(mine).to_contain_text(LOUD)
    expect(mine.locator("img, strong, a, b")).to_have_count(0)
    expect(visit.page).to_have_title("Teachback")


def test_a_lost_connection_comes_back_with_the_whole_answer(chromium: Browser, site: str) -> None:
    page = chromium.new_page(locale="en-US")
    sockets = _breakable_sockets(page)
    page.goto(site)
    page.wait_for_selector(".tb-welcome")
    page.fill("#chat-input", "What is high blood pressure?")
    page.click("#chat-submit")
    page.get_by_text("High blood pressure (hypertension)").wait_for()
    sockets[-1].close(code=1001)
    page.locator(".tb-answer").wait_for(timeout=15_000)
    expect(page.get_by_text("You can ask your clinic")).to_have_count(1)
    expect(page.get_by_role("button", name="More detail")).to_have_count(1)
    assert len(sockets) > 1
    page.close()


def test_stop_ends_the_answer_in_the_persons_language(visit: Visit) -> None:
    page = visit.page
    visit.say("What is high blood pressure?")
    page.get_by_text("High blood pressure (hypertension)").wait_for()
    page.click("#stop-button")
    expect(page.get_by_text("Stopped. You can ask again at any time.")).to_be_visible()
    expect(page.get_by_text("manually stopped")).to_have_count(0)
    visit.say("What is high blood pressure?")
    visit.answered()


def test_the_settings_change_language_and_level(visit: Visit) -> None:
    page = visit.page
    page.click("#chat-settings-open-modal")
    page.locator("#chat-settings").get_by_role("combobox").nth(0).click()
    page.get_by_role("option", name="한국어").click()
    page.locator("#chat-settings").get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name="Standard").click()
    page.click("#confirm")
    expect(page.get_by_role("heading", name="안녕하세요")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    visit.say("What is high blood pressure?")
    visit.answered()
    expect(page.locator(".tb-level")).to_have_text("글 수준: 보통 글")
    expect(page.get_by_text("고혈압은 피가")).to_be_visible()


def test_erasing_clears_the_screen_and_gives_a_new_code(visit: Visit) -> None:
    page = visit.page
    visit.say("What is high blood pressure?")
    visit.answered()
    code = page.locator(".tb-welcome .tb-foot span").inner_text()
    page.locator(".tb-answer .tb-plain").click()
    page.get_by_role("button", name="Yes, erase it").click()
    expect(page.get_by_text("Your conversation is erased.")).to_be_visible()
    expect(page.get_by_text("What is high blood pressure?", exact=True)).to_have_count(1)
    expect(page.locator(".tb-answer")).to_have_count(0)
    expect(page.locator(".tb-welcome .tb-foot span")).not_to_have_text(code)


def test_every_button_has_a_name_and_answers_are_announced(visit: Visit) -> None:
    page = visit.page
    visit.say("What is high blood pressure?")
    visit.answered()
    expect(page.locator('[role="log"][aria-live="polite"]')).to_have_count(1)
    for button in page.get_by_role("button").all():
        name = button.get_attribute("aria-label") or button.inner_text()
        assert re.search(r"\w", name), button.evaluate("button => button.outerHTML")


def test_nothing_is_wider_than_a_small_phone(chromium: Browser, site: str) -> None:
    page = chromium.new_page(locale="es-MX", viewport={"width": 360, "height": 640})
    page.goto(site)
    page.wait_for_selector(".tb-welcome")
    page.fill("#chat-input", "¿Qué es la presión alta?")
    page.click("#chat-submit")
    page.wait_for_selector(".tb-answer")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    wide = "[...document.querySelectorAll('.tb-answer, .message-content, .tb-welcome')]"
    assert page.evaluate(f"Math.max(...{wide}.map(e => e.getBoundingClientRect().right))") <= 360
    page.close()


def _breakable_sockets(page: Page) -> list[WebSocketRoute]:
    """Every socket the page opens, so that the newest can be cut."""
    sockets: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket(re.compile("/ws/socket.io/"), through)
    return sockets
