"""The record as the walk and the doors know it: async outside, one thread inside."""

import asyncio
import hashlib
import re
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Engine, insert

from audit import entries as said
from audit.database import keys_url, named_failures, open_database, sqlite_path
from audit.keys import Keys
from audit.lease import AdvisoryLeases, FileLeases, Leases
from audit.left_open import left_open
from audit.retention import Purge, plan_purge, purge_entries_before
from audit.tables import entries
from audit.writer import Writer
from domain.answers import Answer, Sentence
from domain.corpus import Citation
from domain.errors import RecordFailed
from domain.records import EntryKind, Opening, TurnRecord
from domain.verdicts import Finding

T = TypeVar("T")
_NAME = re.compile(r"[A-Za-z0-9_-]{0,32}")


class AuditStore:
    """Opens turns, takes feedback, erases. Implements domain.records.Recorder."""

    def __init__(self, url: str, secret: str) -> None:
        """Open the record.

        Raises:
            RecordFailed: the database cannot be opened.
            SettingsError: the key is not the one the record was made with.
        """
        with named_failures(), ExitStack() as undo:
            self.engine: Engine = open_database(url, "entries")
            undo.callback(self.engine.dispose)
            keys_engine = open_database(keys_url(url), "keys")
            undo.callback(keys_engine.dispose)
            self.keys = Keys(keys_engine, secret)
            self._leases = _leases(url, self.engine)
            undo.pop_all()
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
        with named_failures():
            self._leases.take(writer.name)
            writer.begin()
            self._writer = writer
            open_turns = left_open(self.engine, writer.name, self._leases)
        for left in open_turns:
            what = said.plain(left_by=left.writer)
            writer.append(EntryKind.ABANDONED, left.turn, left.conversation, what)
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
        of = _name(record_id or "")
        await self.write(EntryKind.FEEDBACK, of, conversation, said.feedback(of, _name(kind), text))

    async def erase(self, conversation: str) -> bool:
        """Destroy the conversation's key; its words can never be read again."""
        gone = await self._in_thread(lambda: self.keys.erase(_name(conversation)))
        await self.write(EntryKind.ERASED, "", conversation, said.plain(had_key=gone))
        return gone

    async def forget_old_words(self, days: int) -> int:
        """Erase every conversation older than `days`; returns how many."""
        moment = _days_ago(days)
        old = await self._in_thread(lambda: self.keys.older_than(moment))
        for conversation in old:
            await self.erase(conversation)
        return len(old)

    async def purge_old_entries(self, days: int, who: str) -> Purge:
        """Purge every entry older than `days`, after noting that it will be done.

        Raises:
            RecordTampered: the record is not whole; a purge would hide it.
        """
        moment = _days_ago(days)
        plan = await self._in_thread(lambda: plan_purge(self.engine, self.keys, moment))
        if plan.chains:
            note = said.plain(by=who, before=moment, entries=plan.entries)
            await self.write(EntryKind.PURGING, "", "", note)
            await self._in_thread(lambda: purge_entries_before(self.engine, self.keys, plan))
        return plan

    async def is_writable(self) -> bool:
        """Whether an entry could be written now."""
        try:
            await self._in_thread(self._try_to_write)
        except RecordFailed:
            return False
        return self._writer is not None

    async def looked(self, turn: str, who: str, what: str = "show", **how: str) -> None:
        """Note that somebody read the record: one turn, or (turn empty) what `what` says."""
        await self.write(EntryKind.LOOKED, turn, "", said.plain(by=who, what=what, **how))

    async def write(self, kind: str, turn: str, conversation: str, what: said.Said) -> None:
        """Append one entry.

        Raises:
            RecordFailed: it was not written.
        """
        writer = self._begun()
        place = (_name(turn), _name(conversation))
        await self._in_thread(lambda: writer.append(kind, *place, what))

    def close(self) -> None:
        """End the chain's lease."""
        self._executor.shutdown(wait=True)
        self._leases.end()
        self.keys.close()
        self.engine.dispose()

    def _try_to_write(self) -> None:
        row = {column.name: b"" for column in entries.columns}
        texts = dict.fromkeys(("writer", "turn", "conversation", "kind", "at"), "")
        with self.engine.connect() as connection:  # never committed
            connection.execute(insert(entries).values(row | texts | {"seq": 0}))

    def _begun(self) -> Writer:
        if self._writer is None:
            raise RecordFailed("the record has not begun")
        return self._writer

    async def _in_thread(self, work: Callable[[], T]) -> T:
        with named_failures():
            return await asyncio.get_running_loop().run_in_executor(self._executor, work)


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


def _leases(url: str, engine: Engine) -> Leases:
    path = sqlite_path(url)
    return FileLeases(path.with_suffix(".writers")) if path else AdvisoryLeases(engine)


def _name(given: str) -> str:
    """A name that may stand in the clear: a caller's own words are not kept as one."""
    if _NAME.fullmatch(given):
        return given
    return hashlib.sha256(given.encode("utf-8", "replace")).hexdigest()[:32]


def _days_ago(days: int) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
