"""Lets a person in: waits for the door, finds their language, gives them a screen."""

import asyncio
from typing import Protocol, cast

from domain.languages import LanguageTag
from settings import Settings, load_settings
from web.conversation import Conversation
from web.doorway import Door, doorway
from web.gate import Gate
from web.limiter import Limiter
from web.locales import preferred
from web.memory import Memory
from web.screen import Emit, Screen
from web.words import Words

AUTHOR = "Teachback"

_limiters: dict[int, Limiter] = {}  # one for the process, made when the limit is known


class Session(Protocol):
    """The part of Chainlit's session that is needed here."""

    id: str
    environ: dict[str, object]
    emit: Emit


async def words_for(language: str | None) -> Words:
    """The chat's words for a browser's language tag."""
    await _door()
    return doorway.words(preferred(language, doorway.tags()))


async def enter(session: object) -> Conversation:
    """A new conversation for a Chainlit session."""
    door = await _door()
    known = cast("Session", session)
    limiter = _limiters.setdefault(0, Limiter(door.settings.chat.per_minute))
    return Conversation(
        doorway=doorway,
        door=door,
        gate=Gate(door=door, limiter=limiter),
        screen=Screen(_emitter(known), AUTHOR),
        memory=Memory.fresh(_tongue(known)),
        session=known.id,
        address=_address(known),
    )


async def open_door(settings: Settings | None = None) -> Door:
    """Build the whole house in a thread, so that the loop stays free to greet."""
    return await asyncio.to_thread(_build, settings)


def _build(settings: Settings | None) -> Door:
    from web.door import build_door  # noqa: PLC0415 seconds of imports: not before the page is up

    return build_door(settings or load_settings())


async def _door() -> Door:
    if not doorway.begun:
        doorway.begin(open_door)  # `chainlit run app.py`: no parent has done it
    return await doorway.opened()


def _emitter(session: Session) -> Emit:
    """The session's way to the browser; it changes when the person comes back."""

    async def emit(event: str, message: object) -> None:
        await session.emit(event, message)

    return emit


def _tongue(session: Session) -> LanguageTag:
    asked = session.environ.get("HTTP_ACCEPT_LANGUAGE")
    return preferred(asked if isinstance(asked, str) else None, doorway.tags())


def _address(session: Session) -> str:
    scope = cast("dict[str, object]", session.environ.get("asgi.scope") or {})
    client = cast("tuple[str, int] | None", scope.get("client"))
    return client[0] if client else "unknown"
