"""The words of the chat, read from a language's `[chat]` table."""

from pydantic import BaseModel, ConfigDict, Field

from domain.languages import Language, Level, Starter


class Words(BaseModel):
    """Every word that the chat itself shows, in one language.

    `{emergency}`, `{site}`, `{days}`, `{code}`, `{limit}`, `{topic}`, `{number}`,
    `{date}` and `{country}` are filled in with `str.format`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str
    welcome: str
    tagline: str
    notice_title: str
    notice_what: str
    notice_who: str
    notice_emergency: str
    notice_kept: str
    model_notice: str
    demo: str
    code_line: str
    code_hint: str
    site_default: str
    placeholder: str
    send: str
    stop: str
    settings: str
    settings_language: str
    settings_level: str
    language_auto: str
    level_easy: str
    level_standard: str
    level_detailed: str
    level_line: str
    settings_saved: str
    starters_title: str
    simpler: str
    simplest: str
    more: str
    most: str
    visit: str
    visit_message: str
    different: str
    different_reply: str
    different_ask: str
    different_skip: str
    different_thanks: str
    helpful: str
    not_helpful: str
    feedback_thanks: str
    feedback_failed: str
    sources: str
    source_open: str
    source_number: str
    reviewed_on: str
    not_reviewed: str
    country_only: str
    close: str
    call: str
    leave: str
    urgent: str
    erase: str
    erase_ask: str
    erase_yes: str
    erase_no: str
    erased: str
    erase_failed: str
    busy: str
    too_long: str
    too_fast: str
    empty: str
    only_emoji: str
    stopped: str
    lost: str
    back: str
    starting: str
    error: str
    working: str
    skip: str
    new_chat: str
    theme: str
    copy_answer: str = Field(alias="copy")  # `copy` is a method of every model
    scroll_down: str
    starters: tuple[Starter, ...]

    @classmethod
    def of(cls, language: Language) -> "Words":
        """A language's words.

        Raises:
            ValidationError: a word is missing.
        """
        return cls.model_validate({**language.chat, "starters": language.starters})

    def level(self, level: Level) -> str:
        """A reading level in words; people never see a school grade."""
        names = {
            Level.EASY: self.level_easy,
            Level.STANDARD: self.level_standard,
            Level.DETAILED: self.level_detailed,
        }
        return names[level]
