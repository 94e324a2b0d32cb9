"""Two ASGI layers around Chainlit's answers: the headers, and the one page."""

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from settings import Mode
from web.doorway import Doorway
from web.locales import preferred
from web.page import Dress, rewritten

_HOST = re.compile(r"[\w.-]+(?::\d{1,5})?|\[[0-9a-fA-F:]+\](?::\d{1,5})?")


class SecurityHeaders:
    """Puts the headers on every answer; the page gets a nonce for its own scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers as the answer starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        policy = content_policy(nonce, Headers(scope=scope).get("host", ""))

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, dressed)


class PageRewriting:
    """Rewrites the one HTML page on its way out; leaves everything else alone."""

    def __init__(self, app: ASGIApp, doorway: Doorway) -> None:
        self._app = app
        self._doorway = doorway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the page back until it is whole, then send it rewritten."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope).get("accept-language")
        dress = self._dress(asked, scope["state"]["nonce"])
        start: list[Message] = []
        body = bytearray()

        async def held(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.append(message)
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                page = rewritten(body.decode(), dress).encode()
                headers = MutableHeaders(scope=start[0])
                headers["Content-Length"] = str(len(page))
                headers["Content-Language"] = dress.language
                headers["Vary"] = "Accept-Language"
                headers["Cache-Control"] = "no-store"
                await send(start[0])
                await send({"type": "http.response.body", "body": page})

        await self._app(_uncompressed(scope), receive, held)

    def _dress(self, asked: str | None, nonce: str) -> Dress:
        door = self._doorway.door
        if door is None:  # still opening: the welcome will bring banner and language
            return Dress(language="en", banner="", skip="", nonce=nonce)
        language = preferred(asked, self._doorway.tags())
        words = self._doorway.words(language)
        banner = words.demo if door.settings.mode is Mode.DEMO else ""
        return Dress(language=language, banner=banner, skip=words.skip, nonce=nonce)


def content_policy(nonce: str, host: str) -> str:
    """The Content-Security-Policy: this host alone.

    `unsafe-eval` is what Chainlit's JSX elements are compiled with, inline
    styles are React's. Older Safari does not count `ws:` as `self`, so the
    host is named once more.
    """
    named = _HOST.fullmatch(host) is not None
    socket = f" ws://{host} wss://{host}" if named else ""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{socket}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def _uncompressed(scope: Scope) -> Scope:
    """The scope without `Accept-Encoding`, so that the page can be read here."""
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
