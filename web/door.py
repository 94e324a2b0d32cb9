"""The house as the chat sees it, put together from wiring."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from audit.store import AuditStore
from chains.assistant import Assistant
from corpus.house import House, in_step
from corpus.index import Index
from corpus.passages import shelves
from domain.answers import Sentence
from domain.languages import Language, LanguageTag
from guardrails.redaction import redact
from settings import AuditSettings, Settings
from wiring import (
    build_assistant,
    build_embedder,
    build_house,
    build_index,
    with_house,
)
from wiring.guarding import build_screening
from wiring.recording import build_audit_store

log = logging.getLogger(__name__)
WHO = "teachback serve"
"""Who purges, for the record."""


@dataclass(slots=True, kw_only=True)
class Door:
    """The house as the chat sees it (web.doorway.Door); `bring_in_step` swaps what is told."""

    assistant: Assistant
    house: House
    settings: Settings
    index: Index
    store: AuditStore

    def bring_in_step(self) -> bool:
        """Tell what is written now; whether anything had changed. For a thread of its own.

        An answer on its way ends with the house that it began with.
        """
        house = in_step(build_house(self.settings), self.house)
        if house == self.house:
            return False
        self.index.bar(house.withdrawn)  # at once, whatever becomes of the rest
        self.assistant = replace(self.assistant, is_closed=house.is_closed)
        for fault in house.faults:
            log.warning("not served as it stands: %s", fault)
        self.index.bring_in_step(shelves(house.topics))
        self.assistant = with_house(self.assistant, self.settings, house)
        self.house = house
        return True

    @property
    def languages(self) -> Mapping[LanguageTag, Language]:
        """Every language."""
        return self.house.languages

    @property
    def site(self) -> str:
        """The site's name; empty where none was set."""
        return self.house.site.name

    def emergency(self, language: LanguageTag) -> str:
        """The emergency number, or the words for "your local number"."""
        return self.assistant.emergency(language)

    def signpost(self, text: str) -> tuple[Sentence, ...]:
        """The fixed text for a danger in the raw words; empty where there is none."""
        return self.assistant.signpost(text)

    async def erase(self, conversation: str) -> None:
        """Destroy the conversation's key."""
        await self.store.erase(conversation)

    async def feedback(
        self, conversation: str, record_id: str | None, kind: str, text: str
    ) -> None:
        """Keep what a person said of an answer, redacted."""
        await self.store.feedback(conversation, record_id, kind, redact(text).text)

    async def state(self) -> Mapping[str, str]:
        """How index, record and model are."""
        pages = len(self.house.topics)
        return {
            "index": "ok" if pages else "no pages",
            "record": "ok" if await self.store.is_writable() else "cannot be written",
            "model": "ok",
            "faults": str(len(self.house.faults)),
            "chat": "closed" if self.house.is_closed else "open",
        }


async def keep_to_days(store: AuditStore, audit: AuditSettings) -> None:
    """Forget the words and purge the entries that are older than the site keeps them.

    What fails is logged by its type and tried again at the next start: people are
    answered meanwhile.
    """
    for name, work in (
        ("forgetting", lambda: store.forget_old_words(audit.text_days)),
        ("purging", lambda: store.purge_old_entries(audit.record_days, WHO)),
    ):
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - whatever it was, the door opens
            log.error("%s failed: %s", name, type(error).__name__)  # noqa: TRY400 - as above


def build_door(settings: Settings) -> Door:
    """All that the chat needs; brings the index and the record in step with pages and days.

    Called in a thread without a running loop.
    """
    house = build_house(settings)
    for fault in house.faults:
        log.warning("not served: %s", fault)
    embedder = build_embedder(settings, settings.index_dir)
    screening = build_screening(settings, house, embedder)
    screening.warm_up()
    store = build_audit_store(settings)
    index = build_index(house, embedder, settings.index_dir)
    asyncio.run(keep_to_days(store, settings.audit))
    assistant = build_assistant(settings, house, screening, index, store)
    return Door(assistant=assistant, house=house, settings=settings, index=index, store=store)
