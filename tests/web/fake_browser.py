from dataclasses import dataclass, field
from typing import cast


@dataclass
class Browser:
    """Plays the browser: shows what is emitted while it is connected."""

    connected: bool = True
    messages: dict[str, str] = field(default_factory=dict[str, str])
    cards: dict[str, dict[str, object]] = field(default_factory=dict[str, dict[str, object]])
    buttons: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    told: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    busy: bool = False

    async def emit(self, event: str, message: object) -> None:
        if self.connected:
            self._show(event, cast("dict[str, object]", message))

    def _show(self, event: str, message: dict[str, object]) -> None:
        if event in {"task_start", "task_end"}:
            self.busy = event == "task_start"
        elif event in {"element", "action", "remove_action", "window_message"}:
            self._show_extra(event, message)
        else:
            self._show_message(event, str(message["id"]), message)

    def _show_message(self, event: str, id_: str, message: dict[str, object]) -> None:
        match event:
            case "new_message" | "stream_start" | "update_message":
                self.messages[id_] = str(message["output"])
            case "stream_token":
                earlier = "" if message["isSequence"] else self.messages.get(id_, "")
                self.messages[id_] = earlier + str(message["token"])
            case "delete_message":
                self.messages.pop(id_, None)
            case _:
                raise AssertionError(event)

    def _show_extra(self, event: str, message: dict[str, object]) -> None:
        match event:
            case "element":
                self.cards[str(message["forId"])] = cast("dict[str, object]", message["props"])
            case "action":
                self.buttons.append(message)
            case "window_message":
                self.told.append(cast("dict[str, object]", message["teachback"]))
            case _:
                self.buttons = [one for one in self.buttons if one["id"] != message["id"]]

    @property
    def texts(self) -> list[str]:
        return list(self.messages.values())

    def under(self, message: str) -> list[str]:
        return [str(one["name"]) for one in self.buttons if one["forId"] == message]

    @property
    def newest(self) -> str:
        return list(self.messages)[-1]
