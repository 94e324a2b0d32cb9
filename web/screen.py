"""What one person's screen shows. It remembers, so that it can be shown again.

Chainlit loses whatever it emits while the connection is down. Everything
shown is kept here under the id it was sent with, and sent again as it is now
when the person comes back; the browser replaces what it already has.
"""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

Emit = Callable[[str, object], Awaitable[None]]
Props = dict[str, object]  # what a JSX element is given; the browser is the edge
LONGEST = 400  # messages that a screen remembers


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message. `name` is the callback's, `value` what it is given."""

    name: str
    label: str
    icon: str
    value: str = ""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


@dataclass(slots=True, kw_only=True)
class Shown:
    """One message as the screen shows it now."""

    id: str
    at: str
    text: str = ""
    streaming: bool = False
    card: tuple[str, Props] | None = None
    buttons: tuple[Button, ...] = ()


class Screen:
    """Sends messages to one browser and remembers them."""

    def __init__(self, emit: Emit, author: str) -> None:
        """Take the way to the browser, and the name that messages stand under."""
        self._emit = emit
        self._author = author
        self._shown: dict[str, Shown] = {}
        self._theirs: list[str] = []

    async def say(
        self, text: str, *, card: tuple[str, Props] | None = None, buttons: tuple[Button, ...] = ()
    ) -> str:
        """Show a whole message; gives its id."""
        shown = self._remember(Shown(id=str(uuid.uuid4()), at=_now(), text=text))
        await self._emit("new_message", self._step(shown))
        await self.dress(shown.id, card=card, buttons=buttons)
        return shown.id

    async def begin(self, text: str) -> str:
        """Start a message that grows; gives its id."""
        shown = self._remember(Shown(id=str(uuid.uuid4()), at=_now(), text=text, streaming=True))
        await self._emit("stream_start", self._step(shown))
        return shown.id

    async def add(self, id_: str, piece: str, *, fresh: bool = False) -> None:
        """Append to a growing message, or (`fresh`) put `piece` in place of all."""
        shown = self._shown[id_]
        shown.text = piece if fresh else shown.text + piece
        token = {"id": id_, "token": piece, "isSequence": fresh, "isInput": False}
        await self._emit("stream_token", token)

    async def settle(self, id_: str, text: str) -> None:
        """The message is whole and reads `text`."""
        shown = self._shown[id_]
        shown.text, shown.streaming = text, False
        await self._emit("update_message", self._step(shown))

    async def dress(
        self, id_: str, *, card: tuple[str, Props] | None = None, buttons: tuple[Button, ...] = ()
    ) -> None:
        """Give a message its card and its buttons; takes earlier buttons away."""
        shown = self._shown[id_]
        await self._undress(shown)
        shown.card, shown.buttons = card or shown.card, buttons
        await self._send_extras(shown)

    async def remove(self, id_: str) -> None:
        """Take a message off the screen, and forget it."""
        if shown := self._shown.pop(id_, None):
            await self._undress(shown)
            await self._emit("delete_message", {"id": id_})

    def theirs(self, id_: str) -> None:
        """Remember the id of a message the person wrote, so that it can be cleared."""
        self._theirs.append(id_)

    async def clear(self) -> None:
        """Take everything off the screen, their messages too, and forget it."""
        for id_ in tuple(self._shown):
            await self.remove(id_)
        for id_ in self._theirs:
            await self._emit("delete_message", {"id": id_})
        self._theirs = []

    async def tell(self, about: Props) -> None:
        """Tell the page's own script something (language, banner, labels)."""
        await self._emit("window_message", {"teachback": about})

    async def busy(self, busy: bool) -> None:
        """Show or hide the stop button."""
        await self._emit("task_start" if busy else "task_end", {})

    async def resend(self) -> None:
        """Show everything again as it is now; what the browser has is replaced."""
        for shown in tuple(self._shown.values()):
            await self._emit("new_message", self._step(shown))
            for button in shown.buttons:
                await self._emit("remove_action", _action(button, shown.id))
            await self._send_extras(shown)

    async def _send_extras(self, shown: Shown) -> None:
        if shown.card is not None:
            await self._emit("element", _element(shown.card, shown.id))
        for button in shown.buttons:
            await self._emit("action", _action(button, shown.id))

    async def _undress(self, shown: Shown) -> None:
        for button in shown.buttons:
            await self._emit("remove_action", _action(button, shown.id))

    def _remember(self, shown: Shown) -> Shown:
        self._shown[shown.id] = shown
        if len(self._shown) > LONGEST:
            self._shown.pop(next(iter(self._shown)))
        return shown

    def _step(self, shown: Shown) -> Props:
        return {
            "id": shown.id,
            "threadId": "",
            "createdAt": shown.at,
            "start": shown.at,
            "end": shown.at,
            "output": shown.text,
            "name": self._author,
            "type": "assistant_message",
            "streaming": shown.streaming,
            "isError": False,
            "waitForAnswer": False,
            "metadata": {},
        }


def _element(card: tuple[str, Props], message: str) -> Props:
    name, props = card
    return {
        "id": f"{message}-card",
        "type": "custom",
        "name": name,
        "display": "inline",
        "mime": "application/json",
        "forId": message,
        "props": props,
    }


def _action(button: Button, message: str) -> Props:
    return {
        "id": button.id,
        "name": button.name,
        "payload": {"value": button.value},
        "label": button.label,
        "tooltip": "",
        "icon": button.icon,
        "forId": message,
    }


def _now() -> str:
    return datetime.now(UTC).replace(tzinfo=None).isoformat() + "Z"
