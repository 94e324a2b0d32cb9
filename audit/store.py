"""The record as the walk and the doors know it: async outside, one thread inside."""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Engine, exists, select
from sqlalchemy.exc import SQLAlchemyError

from audit import entries as said
from audit.database import keys_url, open_database, sqlite_path
from audit.keys import Keys
from audit.lease import AdvisoryLeases, FileLeases
from audit.tables import entries
from audit.writer import Writer
from domain.answers import Answer, Sentence
from domain.corpus import Citation
from domain.errors import RecordFailed
from domain.records import EntryKind, Opening, TurnRecord
from domain.verdicts import Finding

T = TypeVar("T")


class AuditStore:
    """Opens turns, takes feedback, erases. Implements domain.records.Recorder."""

    def __init__(self, url: str, secret: str) -> None:
        """Open the record and take a chain of its own.

        Raises:
            RecordFailed: the database cannot be opened.
            SettingsError: the key is not the one the record was made with.
        """
        try:
            self.engine: Engine = open_database(url, "entries")
            self.keys = Keys(open_database(keys_url(url), "keys"), secret)
            path = sqlite_path(url)
            self._leases = (
                FileLeases(path.with_suffix(".writers")) if path else AdvisoryLeases(self.engine)
            )
        except (SQLAlchemyError, OSError) as error:
            raise RecordFailed(f"the record cannot be opened: {type(error).__name__}") from None
        self._writer: Writer | None = None
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="audit")

    def begin(self) -> int:
        """Start a chain, and mark the turns that dead writers left open.

        Returns:
            How many turns were marked as abandoned.

        Raises:
            RecordFailed: the record cannot be written.
        """
        writer = Writer(self.engine, self.keys)
        self._leases.take(writer.name)
        writer.anchor()
        self._writer = writer
        open_turns = self._left_open()
        for turn, conversation, left_by in open_turns:
            writer.append(EntryKind.ABANDONED, turn, conversation, said.plain(left_by=left_by))
        return len(open_turns)

    async def open(self, opening: Opening) -> TurnRecord:
        """See domain.records.Recorder."""
        turn = _Turn(self, secrets.token_hex(8), opening.question.conversation)
        await self.write(EntryKind.OPENED, turn.id, turn.conversation, said.opened(opening))
        return turn

    async def feedback(
        self, conversation: str, record_id: str | None, kind: str, text: str
    ) -> None:
        """Keep what a person said of an answer; `text` is redacted already."""
        await self.write(
            EntryKind.FEEDBACK, record_id or "", conversation, said.feedback(record_id, kind, text)
        )

    async def erase(self, conversation: str) -> bool:
        """Destroy the conversation's key; its words can never be read again."""
        gone = await self._in_thread(lambda: self.keys.erase(conversation))
        await self.write(EntryKind.ERASED, "", conversation, said.plain(had_key=gone))
        return gone

    async def forget_old_words(self, days: int) -> int:
        """Erase every conversation older than `days`; returns how many."""
        moment = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
        old = await self._in_thread(lambda: self.keys.older_than(moment))
        for conversation in old:
            await self.erase(conversation)
        return len(old)

    async def is_writable(self) -> bool:
        """Whether an entry could be written now."""
        try:
            await self._in_thread(self._touch)
        except RecordFailed:
            return False
        return self._writer is not None

    async def looked(self, turn: str, who: str) -> None:
        """Note that somebody read a turn."""
        await self.write(EntryKind.LOOKED, turn, "", said.plain(by=who))

    async def write(self, kind: EntryKind, turn: str, conversation: str, what: said.Said) -> None:
        """Append one entry.

        Raises:
            RecordFailed: it was not written.
        """
        writer = self._begun()
        await self._in_thread(lambda: writer.append(kind, turn, conversation, what))

    def close(self) -> None:
        """End the chain's lease."""
        self._executor.shutdown(wait=True)
        self._leases.end()
        self.engine.dispose()

    def _touch(self) -> None:
        with self.engine.begin() as connection:
            connection.execute(select(entries.c.seq).limit(1))

    def _begun(self) -> Writer:
        if self._writer is None:
            raise RecordFailed("the record has not begun")
        return self._writer

    async def _in_thread(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._executor, work)
        except (SQLAlchemyError, OSError) as error:
            raise RecordFailed(type(error).__name__) from None

    def _left_open(self) -> list[tuple[str, str, str]]:
        """(turn, conversation, writer) of turns that no living writer will close."""
        ended = entries.alias()
        query = select(entries.c.turn, entries.c.conversation, entries.c.writer).where(
            entries.c.kind == EntryKind.OPENED,
            ~exists().where(
                ended.c.turn == entries.c.turn,
                ended.c.kind.in_([EntryKind.CLOSED, EntryKind.ABANDONED]),
            ),
        )
        with self.engine.begin() as connection:
            rows = connection.execute(query).all()
        living = {name for name in {row.writer for row in rows} if self._is_alive(name)}
        return [(r.turn, r.conversation, r.writer) for r in rows if r.writer not in living]

    def _is_alive(self, writer: str) -> bool:
        return writer == self._begun().name or self._leases.is_alive(writer)


class _Turn:
    """One open turn."""

    def __init__(self, store: AuditStore, turn: str, conversation: str) -> None:
        self._store = store
        self.id = turn
        self.conversation = conversation

    async def release(
        self, sentence: Sentence, citations: tuple[Citation, ...], findings: tuple[Finding, ...]
    ) -> None:
        """See domain.records.TurnRecord."""
        what = said.released(sentence, citations, findings)
        await self._store.write(EntryKind.RELEASED, self.id, self.conversation, what)

    async def close(self, answer: Answer) -> None:
        """See domain.records.TurnRecord."""
        what = said.closed(answer)
        await self._store.write(EntryKind.CLOSED, self.id, self.conversation, what)
