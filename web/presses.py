"""What the buttons under an answer do."""

import logging
from dataclasses import replace

from domain.languages import Level
from web import greeting
from web.conversation import Conversation
from web.gate import Entry
from web.memory import Asked, Memory
from web.screen import Button

NAMES = (
    "beside", "simpler", "more", "visit", "different", "different_skip", "helpful", "not_helpful",
    "erase", "erase_yes", "erase_no", "choose",
)  # fmt: skip

logger = logging.getLogger(__name__)


async def press(conversation: Conversation, name: str, value: str, message: str | None) -> None:
    """Do what a button says. An unknown button does nothing.

    Args:
        conversation: whose button it is.
        name: the button's name, one of `NAMES`.
        value: what the button carries; `language/level` for `choose`.
        message: the id of the message the button stands under.
    """
    match name:
        case "erase":
            await greeting.ask_to_erase(conversation)
        case "erase_yes":
            await _erase(conversation, message)
        case "erase_no" | "different_skip":
            await _never_mind(conversation, message)
        case "choose":
            language, _, level = value.partition("/")
            await greeting.choose(conversation, language, level)
        case _:
            if asked := conversation.memory.under(message):
                await _press_under_answer(conversation, asked, name, value)


async def take_feedback(conversation: Conversation, text: str) -> bool:
    """Take the message as "I was told something different", if that was asked for.

    Danger in it goes first: then it is a message like any other.
    """
    asked = conversation.memory.feedback_on
    if asked is None:
        return False
    conversation.memory = _awaiting(conversation, None)
    entry = conversation.admit(text).entry
    if entry in {Entry.URGENT, Entry.SIGNPOST}:
        return False
    await _feedback(conversation, asked, "different", text, conversation.words.different_thanks)
    return True


async def _press_under_answer(
    conversation: Conversation, asked: Asked, name: str, value: str
) -> None:
    words = conversation.words
    match name:
        case "beside":
            await _beside(conversation, asked, value)
        case "simpler":
            await _at_level(conversation, asked, asked.answer.level.simpler(), words.simplest)
        case "more":
            await _at_level(conversation, asked, asked.answer.level.harder(), words.most)
        case "visit":
            text = words.visit_message.format(topic=asked.topic)
            await conversation.hear(text, conversation.admit(text))
        case "different":
            await _told_something_different(conversation, asked)
        case "helpful" | "not_helpful":
            await _feedback(conversation, asked, name, "", words.feedback_thanks)
        case _:
            pass


async def _beside(conversation: Conversation, asked: Asked, passage: str) -> None:
    chosen = next((one for one in asked.answer.beside if one.passage == passage), None)
    if chosen is None:
        return
    admission = conversation.admit(chosen.label)
    if admission.entry in {Entry.ASK, Entry.URGENT}:  # a heading that sounds like danger is none
        await conversation.ask(lambda: conversation.memory.beside(asked, chosen))
    else:
        await conversation.hear(chosen.label, admission)


async def _at_level(conversation: Conversation, asked: Asked, level: Level, end: str) -> None:
    if level is asked.answer.level:
        await conversation.screen.say(end)
        return
    admission = conversation.admit(asked.question.text)
    if admission.entry in {Entry.ASK, Entry.URGENT}:
        await conversation.ask(lambda: conversation.memory.again(asked, level))
    else:
        await conversation.hear(asked.question.text, admission)


async def _told_something_different(conversation: Conversation, asked: Asked) -> None:
    words = conversation.words
    skip = Button(name="different_skip", label=words.different_skip, icon="x")
    await conversation.screen.say(
        f"{words.different_reply}\n\n{words.different_ask}", buttons=(skip,)
    )
    conversation.memory = _awaiting(conversation, asked)
    await _store(conversation, asked, "different", "")


async def _feedback(
    conversation: Conversation, asked: Asked, kind: str, text: str, thanks: str
) -> None:
    kept = await _store(conversation, asked, kind, text)
    await conversation.screen.say(thanks if kept else conversation.words.feedback_failed)


async def _store(conversation: Conversation, asked: Asked, kind: str, text: str) -> bool:
    code, record = conversation.memory.code, asked.answer.record_id
    try:
        await conversation.door.feedback(code, record, kind, text)
    except Exception as error:  # noqa: BLE001 thanks must not be given for what was lost
        logger.error("feedback was not stored: %s", type(error).__name__)  # noqa: TRY400 no text
        return False
    return True


async def _erase(conversation: Conversation, message: str | None) -> None:
    try:
        await greeting.erase(conversation)
    except Exception as error:  # noqa: BLE001 the person must know that it is still there
        logger.error("a conversation was not erased: %s", type(error).__name__)  # noqa: TRY400
        if message:
            await conversation.screen.remove(message)
        await conversation.screen.say(conversation.phrase(conversation.words.erase_failed))


async def _never_mind(conversation: Conversation, message: str | None) -> None:
    conversation.memory = _awaiting(conversation, None)
    if message:
        await conversation.screen.remove(message)


def _awaiting(conversation: Conversation, asked: Asked | None) -> Memory:
    return replace(conversation.memory, feedback_on=asked)
