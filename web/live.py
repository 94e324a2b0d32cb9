"""Watches the pages, so that what staff publish or withdraw is told at once."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol, runtime_checkable

from watchfiles import Change, awatch  # pyright: ignore[reportUnknownVariableType]  # anyio

from settings import Settings

log = logging.getLogger(__name__)
HOUR_MS = 3_600_000
"""How long nothing may have changed before the dates are looked at again: pages expire."""
_TOLD = frozenset({"topics", "withdrawn", "glossary", "closed"})


@runtime_checkable
class InStep(Protocol):
    """What can be brought in step with the files."""

    @property
    def settings(self) -> Settings:
        """Where the files are."""
        ...

    def bring_in_step(self) -> bool:
        """Read them again; whether anything had changed."""
        ...


async def keep_in_step(door: InStep) -> None:
    """Bring the door in step at every change, for as long as the server runs."""
    async for _ in _changes(door.settings):
        try:
            await asyncio.to_thread(door.bring_in_step)
        except Exception as error:  # noqa: BLE001 - the last good pages are told on
            log.error("the pages were not brought in step: %s", error)  # noqa: TRY400 - as above


async def _changes(settings: Settings) -> AsyncIterator[object]:
    homes = [home for home in (settings.knowledge_dir, settings.site_dir) if home]
    filters = _Told(homes)
    async for changes in awatch(
        *homes, watch_filter=filters, rust_timeout=HOUR_MS, yield_on_timeout=True, debounce=400
    ):
        yield changes


class _Told:
    """Whether a file is one that patients are told from: not a draft, not the history."""

    def __init__(self, homes: list[Path]) -> None:
        self._homes = [home.resolve() for home in homes]

    def __call__(self, _: Change, path: str) -> bool:
        file = Path(path)
        below = (file.relative_to(home) for home in self._homes if file.is_relative_to(home))
        return file.suffix != ".part" and any(
            one.parts[:1] and one.parts[0] in _TOLD for one in below
        )
