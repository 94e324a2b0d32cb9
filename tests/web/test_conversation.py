import asyncio
from dataclasses import replace

from domain.languages import KOREAN, Level
from domain.verdicts import Route
from tests.fakes import FakeDoor
from tests.web.fake_browser import Browser
from web import greeting, presses
from web.conversation import Conversation


async def say(conversation: Conversation, text: str) -> None:
    if not await presses.take_feedback(conversation, text):
        await conversation.hear(text, conversation.admit(text))


async def until_shown(browser: Browser, words: str) -> None:
    async with asyncio.timeout(5):
        while not any(words in text for text in browser.texts):  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_the_notice_comes_before_the_first_word(
    conversation: Conversation, browser: Browser
) -> None:
    await greeting.greet(conversation)
    notice = browser.texts[0]
    for promise in ("automated", "Nobody reads along", "119", "180 days", "erase"):
        assert promise in notice
    assert browser.told[-1]["banner"] == conversation.words.demo
    assert "outside" not in notice


async def test_an_answer_is_shown_with_sources_level_and_buttons(
    conversation: Conversation, browser: Browser
) -> None:
    await say(conversation, "What is high blood pressure?")
    assert "High blood pressure (hypertension)" in browser.texts[-1]
    assert "[[1]](#source-1)" in browser.texts[-1]
    card = browser.cards[browser.newest]
    assert card["level"] == "Reading level: Easy to read"
    assert card["demo"] == conversation.words.demo
    names = ["beside", "simpler", "more", "visit", "different", "helpful", "not_helpful"]
    assert browser.under(browser.newest) == names


async def test_the_chat_speaks_the_language_of_the_answer(
    conversation: Conversation, browser: Browser
) -> None:
    await say(conversation, "고혈압이 뭐예요?")
    assert browser.cards[browser.newest]["level"] == "글 수준: 쉬운 글"
    await say(conversation, "😀")
    assert browser.texts[-1].startswith("그림 글자만으로는")


async def test_turns_follow_each_other_and_at_most_eight_are_kept(
    conversation: Conversation, door: FakeDoor
) -> None:
    for number in range(10):
        await say(conversation, f"question {number}")
    assert [question.number for question in door.assistant.asked] == list(range(1, 11))
    assert [turn.text for turn in door.assistant.asked[-1].turns] == [
        f"question {number}" for number in range(1, 9)
    ]


async def test_more_detail_asks_the_same_question_at_the_next_level(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    await say(conversation, "what is asthma")
    await presses.press(conversation, "more", "", browser.newest)
    first, second = door.assistant.asked
    assert (second.text, second.turns) == (first.text, first.turns)
    assert second.preferences.level is Level.STANDARD
    assert conversation.memory.preferences.level is Level.EASY
    await presses.press(conversation, "simpler", "", browser.newest)
    assert door.assistant.asked[-1].preferences.level is Level.EASY


async def test_an_older_answer_told_again_is_asked_under_the_danger_that_stands_now(
    conversation: Conversation, door: FakeDoor
) -> None:
    await say(conversation, "what is asthma")
    (asked,) = conversation.memory.asked
    turn = replace(asked.answer.turn, standing=Route.SELF_HARM)
    conversation.memory = replace(conversation.memory, turns=(*conversation.memory.turns, turn))
    assert conversation.memory.again(asked, Level.STANDARD).standing is Route.SELF_HARM


async def test_at_the_easiest_level_simpler_asks_for_the_hard_word(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    await say(conversation, "what is asthma")
    await presses.press(conversation, "simpler", "", browser.newest)
    assert browser.texts[-1] == conversation.words.simplest
    assert len(door.assistant.asked) == 1


async def test_a_section_named_under_an_answer_is_told_in_the_answers_language(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    await say(conversation, "what is asthma")
    (offered,) = [one for one in browser.buttons if one["name"] == "beside"]
    assert offered["payload"] == {"value": "asthma#care"}
    await presses.press(conversation, "beside", "asthma#care", browser.newest)
    asked = door.assistant.asked[-1]
    assert (asked.text, asked.passage, asked.preferences.language) == (
        offered["label"],
        "asthma#care",
        "en",
    )
    assert conversation.memory.preferences.language is None


async def test_a_section_that_was_not_offered_is_not_told(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    await say(conversation, "what is asthma")
    await presses.press(conversation, "beside", "secret#page", browser.newest)
    assert len(door.assistant.asked) == 1


async def test_questions_for_the_visit_are_asked_about_the_page(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    await say(conversation, "what is high blood pressure")
    await presses.press(conversation, "visit", "", browser.newest)
    asked = door.assistant.asked[-1].text
    assert asked == "What questions can I ask at my visit about High blood pressure?"


async def test_a_second_question_waits_and_is_answered(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    door.assistant.pause = 0.01
    first = asyncio.create_task(say(conversation, "first question"))
    await until_shown(browser, "High blood pressure")
    second = asyncio.create_task(say(conversation, "second question"))
    await until_shown(browser, conversation.words.busy)
    assert len(door.assistant.asked) == 1
    await asyncio.gather(first, second)
    assert [question.text for question in door.assistant.asked] == [
        "first question",
        "second question",
    ]
    assert conversation.words.busy not in browser.texts
    assert door.assistant.asked[1].turns[0].text == "first question"


async def test_danger_does_not_wait_its_turn(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    door.assistant.pause = 0.05
    first = asyncio.create_task(say(conversation, "first question"))
    await until_shown(browser, "High blood pressure")
    door.assistant.pause = 0
    await say(conversation, "I have chest pain")
    assert "Call 119 now" in browser.texts[-1]
    assert browser.cards[browser.newest]["calls"] == [{"label": "Call 119", "href": "tel:119"}]
    assert browser.under(browser.newest) == []
    await first
    assert door.assistant.stopped == 1


async def test_stop_keeps_what_was_shown_and_says_so(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    door.assistant.pause = 0.02
    asking = asyncio.create_task(say(conversation, "first question"))
    await until_shown(browser, "High blood pressure")
    await conversation.stop()
    await asking
    assert browser.texts[-1] == conversation.words.stopped
    assert browser.texts[0].startswith("High blood pressure")
    assert "Ask your clinic" not in browser.texts[0]
    assert door.assistant.stopped == 1


async def test_what_was_missed_while_away_is_shown_on_return(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    door.assistant.pause = 0.01
    asking = asyncio.create_task(say(conversation, "first question"))
    await until_shown(browser, "High blood pressure")
    browser.connected = False
    await asking
    assert "You can ask your clinic" not in browser.texts[-1]
    browser.connected = True
    await conversation.resend()
    await conversation.resend()
    assert "You can ask your clinic" in browser.texts[-1]
    assert len(browser.under(browser.newest)) == 7
    assert browser.cards[browser.newest]["sources"]


async def test_erasing_asks_first_then_clears_everything(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    await greeting.greet(conversation)
    await say(conversation, "what is asthma")
    code = conversation.memory.code
    await presses.press(conversation, "erase", "", browser.newest)
    assert door.erased == []
    await presses.press(conversation, "erase_yes", "", browser.newest)
    assert door.erased == [code]
    assert conversation.memory.code != code
    assert conversation.memory.turns == ()
    assert len(browser.texts) == 2
    assert browser.texts[-1] == conversation.words.erased


async def test_a_failed_erasure_is_said(conversation: Conversation, browser: Browser) -> None:
    class Stubborn(FakeDoor):
        async def erase(self, conversation: str) -> None:
            raise OSError(conversation)

    conversation.door = Stubborn(languages=conversation.door.languages)
    await presses.press(conversation, "erase", "", None)
    await presses.press(conversation, "erase_yes", "", browser.newest)
    assert conversation.memory.code in browser.texts[-1]


async def test_told_something_different_is_kept_with_the_persons_words(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    await say(conversation, "what is asthma")
    code = conversation.memory.code
    await presses.press(conversation, "different", "", browser.newest)
    await say(conversation, "the nurse said twice a day")
    assert door.told == [
        (code, "r1", "different", ""),
        (code, "r1", "different", "the nurse said twice a day"),
    ]
    assert browser.texts[-1] == conversation.words.different_thanks
    await say(conversation, "and what is asthma")
    assert len(door.told) == 2


async def test_danger_in_feedback_is_answered_as_danger(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    await say(conversation, "what is asthma")
    await presses.press(conversation, "different", "", browser.newest)
    await say(conversation, "they sent me home but I have chest pain")
    assert "Call 119 now" in browser.texts[-1]
    assert len(door.told) == 1


async def test_choosing_a_language_changes_the_welcome_and_the_answers(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    await greeting.greet(conversation)
    await presses.press(conversation, "choose", "ko/standard", browser.newest)
    assert len(browser.texts) == 1
    assert browser.texts[0].startswith("# 안녕하세요")
    assert browser.told[-1]["lang"] == "ko"
    await say(conversation, "what is asthma")
    assert door.assistant.asked[-1].preferences.language == KOREAN
    assert door.assistant.asked[-1].preferences.level is Level.STANDARD


async def test_an_unknown_choice_changes_nothing(conversation: Conversation) -> None:
    before = conversation.memory.preferences
    await presses.press(conversation, "choose", "xx/impossible", None)
    assert conversation.memory.preferences == before


async def test_an_answer_that_never_closes_is_an_honest_error(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    door.assistant.silent = True
    await say(conversation, "what is asthma")
    assert browser.texts[-1] == conversation.phrase(conversation.words.error)
    assert "119" in browser.texts[-1]


async def test_after_an_answer_the_buttons_can_be_pressed_again(
    conversation: Conversation, browser: Browser
) -> None:
    await say(conversation, "what is asthma")
    await presses.press(conversation, "more", "", browser.newest)
    assert not browser.busy
