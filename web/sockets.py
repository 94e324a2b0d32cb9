"""What Chainlit does not offer a callback for: coming back, and stop in any language.

Chainlit keeps one handler for each socket event. Two of them are put in front
of its own here: after `connection_successful` the screen is sent again, and
`stop` stops our walk and says so in the patient's language, where Chainlit
would say "Task manually stopped." and cancel the record with the answer.
"""

from collections.abc import Awaitable, Callable
from typing import cast

from chainlit.context import init_ws_context
from chainlit.server import sio
from chainlit.session import WebsocketSession

from web.guarded import guarded
from web.sessions import conversation_of

Handler = Callable[[str], Awaitable[None]]


def take_over() -> None:
    """Put our handlers in front of Chainlit's. Doing it twice changes nothing."""
    handlers = cast("dict[str, Handler]", sio.handlers["/"])  # pyright: ignore[reportUnknownMemberType] untyped
    theirs = handlers["connection_successful"]
    if theirs.__module__ == __name__:
        return

    async def connection_successful(sid: str) -> None:
        await theirs(sid)
        await _back(sid)

    handlers["connection_successful"] = connection_successful
    handlers["stop"] = _stop


@guarded
async def _back(sid: str) -> None:
    session = WebsocketSession.get(sid)
    if session is not None and session.restored:
        init_ws_context(session)
        if conversation := conversation_of(session.id):
            await conversation.resend()


@guarded
async def _stop(sid: str) -> None:
    session = WebsocketSession.get(sid)
    if session is not None:
        init_ws_context(session)
        if conversation := conversation_of(session.id):
            await conversation.stop()
