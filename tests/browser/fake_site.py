"""The real web door around a canned assistant: `-m tests.browser.fake_site PORT PAUSE`."""

import sys

import uvicorn

from tests.fakes import FakeAssistant, FakeDoor, fake_languages
from web.asgi import build_app
from web.doorway import Door


async def opening() -> Door:
    assistant = FakeAssistant(pause=float(sys.argv[2]))
    return FakeDoor(assistant=assistant, languages=fake_languages())


if __name__ == "__main__":
    uvicorn.run(build_app(opening), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
