"""The welcome, the settings, erasing: all that is said about the chat itself."""

from dataclasses import replace

from domain.conversation import Preferences
from domain.languages import LanguageTag, Level
from settings import Mode
from web.cards import welcome_card
from web.conversation import Conversation
from web.memory import Memory
from web.screen import Button, Props

AUTO = "auto"


async def greet(conversation: Conversation) -> None:
    """Show the welcome with its notice, or show it anew in another language."""
    card = welcome_card(
        conversation.words,
        languages=language_names(conversation),
        chosen=conversation.memory.preferences.language or AUTO,
        level=conversation.memory.preferences.level,
        code=conversation.memory.code,
    )
    text = notice(conversation)
    if conversation.welcome is None:
        conversation.welcome = await conversation.screen.say(text, card=card)
    else:
        await conversation.screen.settle(conversation.welcome, text)
        await conversation.screen.dress(conversation.welcome, card=card)
    await conversation.screen.tell(page_words(conversation))


def notice(conversation: Conversation) -> str:
    """What a person is told before the first word, as Markdown."""
    words = conversation.words
    lines = [
        words.notice_what,
        words.notice_who,
        words.notice_emergency,
        words.notice_kept,
    ]
    if conversation.door.settings.model.base_url:
        lines.append(words.model_notice)
    facts = "\n".join(f"- {conversation.phrase(line)}" for line in lines)
    return f"# {words.welcome}\n\n{words.tagline}\n\n## {words.notice_title}\n\n{facts}"


def page_words(conversation: Conversation) -> Props:
    """What the page's own script needs: language, banner, names for buttons."""
    words = conversation.words
    return {
        "lang": conversation.memory.tongue,
        "banner": words.demo if conversation.door.settings.mode is Mode.DEMO else "",
        "lost": conversation.phrase(words.lost),
        "back": words.back,
        "skip": words.skip,
        "placeholder": words.placeholder,
        "names": {
            "#chat-submit": words.send,
            "#stop-button": words.stop,
            "#chat-settings-open-modal": words.settings,
            "#new-chat-button": words.new_chat,
            "#theme-toggle": words.theme,
            "#chat-input": words.placeholder,
            "#side-view-title button": words.close,
        },
        "copy": words.copy_answer,
        "scrollDown": words.scroll_down,
    }


def language_names(conversation: Conversation) -> dict[str, str]:
    """`auto` and every language's tag, with the name to show."""
    languages = conversation.door.languages
    named = {tag: languages[tag].name for tag in conversation.tags()}
    return {AUTO: conversation.words.language_auto, **named}


async def choose(conversation: Conversation, language: str, level: str) -> None:
    """Take up a choice of language and level; unknown ones change nothing."""
    memory = conversation.memory
    tag = LanguageTag(language) if language in conversation.tags() else None
    if tag is None and language != AUTO:
        tag = memory.preferences.language
    wanted = Level(level) if level in set(Level) else memory.preferences.level
    preferences = Preferences(language=tag, level=wanted)
    conversation.memory = replace(memory, preferences=preferences, tongue=tag or memory.tongue)
    await greet(conversation)


async def ask_to_erase(conversation: Conversation) -> None:
    """Ask whether to erase, before anything is lost."""
    words = conversation.words
    yes = Button(name="erase_yes", label=words.erase_yes, icon="trash-2")
    no = Button(name="erase_no", label=words.erase_no, icon="undo-2")
    await conversation.screen.say(words.erase_ask, buttons=(yes, no))


async def erase(conversation: Conversation) -> None:
    """Erase the conversation: its key, the screen, what is remembered; start anew."""
    conversation.interrupt()
    await conversation.door.erase(conversation.memory.code)
    memory = conversation.memory
    await conversation.screen.clear()
    conversation.memory = Memory.fresh(memory.tongue, memory.preferences)
    conversation.welcome = None
    await greet(conversation)
    await conversation.screen.say(conversation.words.erased)
