import logging

import pytest

from tests.fakes import FakeDoor
from tests.web.fake_browser import Browser
from web.conversation import Conversation
from web.guarded import guarded


async def test_no_failure_leaves_its_callback_and_no_words_reach_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    @guarded
    async def fails() -> None:
        raise ValueError("my name is Kim")

    with caplog.at_level(logging.ERROR):
        await fails()
    assert "ValueError" in caplog.text
    assert "Kim" not in caplog.text


async def test_a_broken_assistant_leaves_the_next_question_free(
    conversation: Conversation, browser: Browser, door: FakeDoor
) -> None:
    door.assistant.breaks = True
    with pytest.raises(ValueError, match="secret"):
        await conversation.hear("what is asthma", conversation.admit("what is asthma"))
    door.assistant.breaks = False
    await conversation.hear("what is asthma", conversation.admit("what is asthma"))
    assert "High blood pressure" in browser.texts[-1]
    assert not browser.busy
