import functools
import re
import warnings
from collections.abc import AsyncGenerator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from settings import ROOT
from tests.fakes import FakeDoor, fake_languages
from web.doors import LARGEST
from web.doorway import Door, doorway
from web.shell import content_policy

PUBLIC = ROOT / "public"
OURS = sorted(path for path in PUBLIC.rglob("*") if path.suffix in {".js", ".jsx", ".css", ".json"})
OUTSIDE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]{2,}", re.IGNORECASE)


@functools.cache
def the_app() -> FastAPI:
    """Chainlit can be mounted only once in a process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Chainlit's own imports warn; ours do not
        from web.asgi import build_app  # noqa: PLC0415 see above

        return build_app()


@pytest.fixture
async def client() -> AsyncGenerator[httpx.AsyncClient]:
    async def opening() -> Door:
        return FakeDoor(languages=fake_languages())

    app = the_app()
    doorway.begin(opening)
    await doorway.opened()
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://chat.test") as client:
        yield client


async def test_the_page_is_korean_for_a_korean_browser(client: httpx.AsyncClient) -> None:
    page = await client.get("/", headers={"accept-language": "ko-KR,ko;q=0.9"})
    assert page.status_code == 200
    assert '<html lang="ko">' in page.text
    assert "의료진이 검토하지 않은" in page.text


async def test_the_page_asks_nothing_of_another_host(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert OUTSIDE.findall(page.text) == []


async def test_every_answer_carries_the_security_headers(client: httpx.AsyncClient) -> None:
    for path in ("/", "/health", "/public/teachback.css", "/nothing/here"):
        headers = (await client.get(path)).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


async def test_the_nonce_is_new_each_time_and_stands_in_the_page(client: httpx.AsyncClient) -> None:
    first, second = await client.get("/"), await client.get("/")
    nonce = re.search(r"'nonce-([^']+)'", first.headers["content-security-policy"])
    assert nonce is not None
    assert f'nonce="{nonce.group(1)}"' in first.text
    assert nonce.group(1) not in second.text


async def test_health_and_readiness(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health")).json() == {"status": "ok"}
    ready = await client.get("/ready")
    assert ready.status_code == 200
    assert ready.json()["mode"] == "demo"


@pytest.mark.parametrize(
    "path", ["/docs", "/mcp", "/project/threads", "/project/file", "/login", "/copilot/x"]
)
async def test_doors_the_chat_does_not_need_stay_shut(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404
    assert (await client.post(path, json={})).status_code == 404


async def test_a_large_body_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post("/project/action", content=b"x" * (LARGEST + 1))
    assert answer.status_code == 413


async def test_a_large_body_of_unsaid_size_is_refused(client: httpx.AsyncClient) -> None:
    async def drip() -> AsyncGenerator[bytes]:
        for _ in range(LARGEST // 1024 + 2):
            yield b"x" * 1024

    assert (await client.post("/project/action", content=drip())).status_code == 413


async def test_starters_come_in_the_browsers_language(client: httpx.AsyncClient) -> None:
    settings = (await client.get("/project/settings", params={"language": "ko-KR"})).json()
    labels = [starter["label"] for starter in settings["starters"]]
    assert "고혈압이 뭐예요?" in labels


@pytest.mark.parametrize("tag", ["en-US", "ko", "ko-KR", "es", "es-ES", "es-MX", "es-US"])
async def test_the_about_page_is_ours_in_every_language(
    client: httpx.AsyncClient, tag: str
) -> None:
    settings = (await client.get("/project/settings", params={"language": tag})).json()
    word = {"en": "About", "ko": "서비스", "es": "servicio"}[tag[:2]]
    assert word in settings["markdown"].splitlines()[0]


async def test_uploads_html_and_editing_are_off(client: httpx.AsyncClient) -> None:
    features = (await client.get("/project/settings")).json()["features"]
    assert features["spontaneous_file_upload"]["enabled"] is False
    for name in ("unsafe_allow_html", "latex", "edit_message", "user_message_markdown"):
        assert features[name] is False, name


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_files_name_no_outside_host(path: Path) -> None:
    assert OUTSIDE.findall(path.read_text(encoding="utf-8")) == []


def test_a_strange_host_header_does_not_enter_the_policy() -> None:
    assert "evil" not in content_policy("n", "evil.test; script-src *")
    assert "wss://chat.test:8000" in content_policy("n", "chat.test:8000")
