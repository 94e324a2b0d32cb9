import importlib
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # what Chainlit imports warns about itself
    importlib.import_module("chainlit.server")  # first, so that no test meets the warnings

import pytest

from domain.languages import ENGLISH
from tests.fakes import FakeAssistant, FakeDoor, fake_languages
from tests.web.fake_browser import Browser
from web.conversation import Conversation
from web.doorway import Door, Doorway
from web.gate import Gate
from web.limiter import Limiter
from web.memory import Memory
from web.screen import Screen


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor(assistant=FakeAssistant(), languages=fake_languages())


@pytest.fixture
async def conversation(browser: Browser, door: FakeDoor) -> Conversation:
    doorway = Doorway()

    async def opening() -> Door:
        return door

    doorway.begin(opening)
    await doorway.opened()
    return Conversation(
        doorway=doorway,
        door=door,
        gate=Gate(door=door, limiter=Limiter(12)),
        screen=Screen(browser.emit, "Teachback"),
        memory=Memory.fresh(ENGLISH),
        session="s",
        address="a",
    )
