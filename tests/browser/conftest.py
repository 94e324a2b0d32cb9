import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from settings import ROOT

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAUSE = "0.15"  # seconds between the fake's sentences: time enough to interrupt


@dataclass
class Visit:
    """One page at one site, with every address it asked for."""

    page: Page
    asked: list[str] = field(default_factory=list[str])

    def listen(self, request: Request) -> None:
        self.asked.append(request.url)

    def say(self, text: str) -> None:
        self.page.fill("#chat-input", text)
        self.page.click("#chat-submit")

    def answered(self, number: int = 1) -> None:
        self.page.locator(".tb-answer").nth(number - 1).wait_for(timeout=15_000)


@pytest.fixture(scope="session")
def site() -> Generator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "tests.browser.fake_site", str(port), PAUSE]
    with subprocess.Popen(command, cwd=ROOT, env=dict(os.environ)) as server:  # noqa: S603 our own
        address = f"http://localhost:{port}"
        _wait_for(f"{address}/ready")
        yield address
        server.terminate()


@pytest.fixture(scope="session")
def chromium() -> Generator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def locale() -> str:
    return "en-US"


@pytest.fixture
def visit(chromium: Browser, site: str, locale: str) -> Generator[Visit]:
    # A person's browser asks for its language everywhere; a context's locale leaves sockets out.
    own = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"), args=[*ARGS, f"--accept-lang={locale}"]
    )
    context = own.new_context(locale=locale, viewport={"width": 390, "height": 844})
    visit = Visit(context.new_page())
    visit.page.on("request", visit.listen)
    visit.page.goto(site)
    visit.page.wait_for_selector(".tb-welcome")
    yield visit
    context.close()
    own.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError), urlopen(address) as answer:  # noqa: S310
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(address)
