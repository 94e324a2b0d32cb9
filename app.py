"""The patient's door: Chainlit's callbacks. It decides nothing; `web` does.

Started by `teachback serve`, which mounts it in the parent of `web.asgi`
(headers, limits, health). `chainlit run app.py` works for a look.
"""

# pyright: basic
# Chainlit is untyped where it meets us.

import chainlit as cl
from chainlit.context import context
from chainlit.input_widget import Select
from chainlit.types import Starter

from web import entrance, greeting, presses
from web.conversation import Conversation
from web.guarded import guarded
from web.sessions import KEY, conversation_of
from web.sockets import take_over

take_over()


@cl.set_starters  # pyright: ignore[reportArgumentType] its own type hints forget awaitables
async def starters(_user: object, language: str | None) -> list[Starter]:
    """First questions in the browser's language."""
    try:
        words = await entrance.words_for(language)
    except Exception:  # noqa: BLE001 the page comes without starters; the welcome tells why
        return []
    return [Starter(label=one.label, message=one.message) for one in words.starters]


@cl.on_chat_start
@guarded
async def start() -> None:
    """Greet, with the notice, before the first word."""
    conversation = await entrance.enter(context.session)
    cl.user_session.set(KEY, conversation)
    await greeting.greet(conversation)
    await _send_settings(conversation)


@cl.on_message
@guarded
async def hear(message: cl.Message) -> None:
    """Answer a message."""
    conversation = conversation_of(context.session.id)
    if conversation is None:
        await start()
        conversation = conversation_of(context.session.id)
    if conversation is not None:
        conversation.screen.theirs(message.id)
        if not await presses.take_feedback(conversation, message.content):
            await conversation.hear(message.content, conversation.admit(message.content))


@cl.on_settings_update
@guarded
async def choose(settings: dict[str, str | None]) -> None:
    """Take up the language and level chosen in the settings."""
    if conversation := conversation_of(context.session.id):
        chosen = (settings.get("language") or "", settings.get("level") or "")
        await greeting.choose(conversation, *chosen)
        await conversation.screen.say(conversation.words.settings_saved)
        await _send_settings(conversation)


@guarded
async def press(action: cl.Action) -> None:
    """A button was pressed."""
    if conversation := conversation_of(context.session.id):
        value = str(action.payload.get("value", ""))
        await presses.press(conversation, action.name, value, action.forId)
        if action.name in {"choose", "erase_yes"}:
            await _send_settings(conversation)


for name in presses.NAMES:
    cl.action_callback(name)(press)


async def _send_settings(conversation: Conversation) -> None:
    words, preferences = conversation.words, conversation.memory.preferences
    names = greeting.language_names(conversation)
    levels = {words.level(level): level.value for level in type(preferences.level)}
    await cl.ChatSettings(
        [
            Select(
                id="language",
                label=words.settings_language,
                items={label: tag for tag, label in names.items()},
                initial_value=preferences.language or greeting.AUTO,
            ),
            Select(
                id="level",
                label=words.settings_level,
                items=levels,
                initial_value=preferences.level.value,
            ),
        ]
    ).send()
