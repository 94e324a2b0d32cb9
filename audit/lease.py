"""Which writers still live: a lock that the operating system gives back when one dies."""

import zlib
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text


class Leases(Protocol):
    """Who lives."""

    def take(self, writer: str) -> None:
        """Live as this writer, until `end` or the process ends."""
        ...

    def is_alive(self, writer: str) -> bool:
        """Whether another holds the writer's lock."""
        ...

    def end(self) -> None:
        """Live no more."""
        ...


class FileLeases:
    """For SQLite: one locked file a writer, in a folder beside the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own: FileLock | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, writer: str) -> None:
        """Live as this writer, until the process ends."""
        self._own = FileLock(self._folder / writer)
        self._own.acquire(timeout=0)

    def is_alive(self, writer: str) -> bool:
        """Whether another process holds the writer's lock."""
        path = self._folder / writer
        if not path.exists():
            return False
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        lock.release()
        path.unlink(missing_ok=True)
        return False

    def end(self) -> None:
        """Give the own lock back."""
        if self._own is not None:
            self._own.release()
            Path(self._own.lock_file).unlink(missing_ok=True)


class AdvisoryLeases:
    """For PostgreSQL: session-level advisory locks on a connection of their own."""

    def __init__(self, engine: Engine) -> None:
        self._connection: Connection = engine.connect()

    def take(self, writer: str) -> None:
        """Live as this writer, until the connection ends."""
        self._connection.execute(text("select pg_advisory_lock(:id)"), {"id": _number(writer)})
        self._connection.commit()

    def is_alive(self, writer: str) -> bool:
        """Whether another connection holds the writer's lock."""
        parameters = {"id": _number(writer)}
        free = self._connection.scalar(text("select pg_try_advisory_lock(:id)"), parameters)
        if free:
            self._connection.execute(text("select pg_advisory_unlock(:id)"), parameters)
        self._connection.commit()
        return not free

    def end(self) -> None:
        """Give every lock back: a connection that only went to the pool would keep them."""
        if not self._connection.closed:
            self._connection.invalidate()
            self._connection.close()


def _number(writer: str) -> int:
    return (0x7EAC << 32) | zlib.crc32(writer.encode())
