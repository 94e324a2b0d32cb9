"""Two ASGI layers before everything else: which paths are open, how much may come in."""

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 256 * 1024  # bytes of a request's body; the chat's own are a few hundred
ALLOWED = re.compile(
    r"/(?:$|health$|ready$|favicon$|logo$|user$|set-session-cookie$|auth/config$"
    r"|avatars/|assets/|public/|ws/socket\.io"
    r"|project/(?:translations|settings|action)$)"
)


class Paths:
    """Answers only what the chat needs; the rest of Chainlit's doors stay shut."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let known paths through."""
        if scope["type"] == "lifespan" or ALLOWED.match(scope["path"]):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse("Not found", 404)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


class SizeLimit:
    """Refuses a body above `LARGEST`, said or unsaid."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a request's bytes before anybody reads them."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        messages: list[Message] = []
        size = 0
        while size <= LARGEST:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if not message.get("more_body"):
                break
        if size > LARGEST:
            await PlainTextResponse("Too large", 413)(scope, receive, send)
            return
        waiting = iter(messages)

        async def again() -> Message:
            message = next(waiting, None)
            return message if message is not None else await receive()

        await self._app(scope, again, send)
