"""The chain: each entry's hash covers its stored bytes and the hash before it.

The hash is keyed (HMAC, RFC 2104) with the record's key, which is not in the database
of the entries: who can write there can neither change an entry nor add one. Verifying
reads bytes and hashes them; nothing is serialised again.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.errors import RecordTampered
from domain.records import Entry, EntryKind

START = bytes(32)
"""What the first entry of a chain follows."""

Place = tuple[str, int]
"""An entry's place: its chain and its number there."""


def entry_hash(entry: Entry, key: bytes) -> bytes:
    """HMAC-SHA256 over the entry's fields, each with its length in front."""
    digest = hmac.new(key, digestmod=hashlib.sha256)
    for value in (
        entry.prev,
        _bytes(entry.writer),
        _bytes(str(entry.seq)),
        _bytes(entry.turn),
        _bytes(entry.conversation),
        _bytes(entry.kind),
        _bytes(entry.at),
        entry.header,
        entry.ciphertext,
    ):
        digest.update(len(value).to_bytes(8, "big"))
        digest.update(value)
    return digest.digest()


def statement_seal(entry: Entry, key: bytes) -> bytes:
    """The seal of a statement: over all it says, and over the hash it stands for."""
    said = entry_hash(_unsealed(entry), key)
    return hmac.digest(key, b"purged" + said + entry.hash, "sha256")


@dataclass(kw_only=True)
class Verifier:
    """Reads entries in the order of (writer, seq) and notes what anchors promise.

    Attributes:
        key: the record's.
        entries: how many were read.
        ends: the last entry of each chain.
        purged: up to which entry a chain's beginning was purged.
        promised: heads that anchors name, with their hashes in hex.
    """

    key: bytes
    entries: int = 0
    ends: dict[str, tuple[int, bytes]] = field(default_factory=dict[str, tuple[int, bytes]])
    purged: dict[str, int] = field(default_factory=dict[str, int])
    promised: list[tuple[str, int, str]] = field(default_factory=list[tuple[str, int, str]])

    def read(self, entries: Iterable[Entry]) -> None:
        """Check each entry against the one before.

        Raises:
            RecordTampered: names the first entry that does not follow.
        """
        for entry in entries:
            if entry.kind == EntryKind.PURGED and entry.writer not in self.ends:
                self._accept(entry)
            else:
                self._follow(entry)
            self.ends[entry.writer] = (entry.seq, entry.hash)
            self.entries += 1

    def check_promises(self, known: dict[Place, bytes]) -> None:
        """Every head that an anchor names must be there, or lie in a purged beginning.

        Args:
            known: hashes of the entries that anchors name.

        Raises:
            RecordTampered: a chain or its end is gone.
        """
        for writer, seq, digest in self.promised:
            if seq < self.purged.get(writer, 0):
                continue
            if known.get((writer, seq), b"").hex() != digest:
                raise RecordTampered(writer, seq, "an anchor names it, and it is gone or changed")

    def _follow(self, entry: Entry) -> None:
        seq, prev = self.ends.get(entry.writer, (0, START))
        if entry.seq != seq + 1:
            raise RecordTampered(entry.writer, seq + 1, "is missing")
        if entry.prev != prev:
            raise RecordTampered(entry.writer, entry.seq, "does not follow the one before")
        if not _is_itself(entry, self.key):
            raise RecordTampered(entry.writer, entry.seq, "was changed")
        if entry.kind == EntryKind.ANCHOR:
            for writer, (head, digest) in json.loads(entry.header)["heads"].items():
                self.promised.append((writer, head, digest))

    def _accept(self, entry: Entry) -> None:
        if not _is_sealed(entry, self.key):
            raise RecordTampered(entry.writer, entry.seq, "the purge before it is not ours")
        self.purged[entry.writer] = entry.seq


def _is_itself(entry: Entry, key: bytes) -> bool:
    try:
        return hmac.compare_digest(entry.hash, entry_hash(entry, key))
    except (TypeError, AttributeError):  # a column holds what we never store there
        return False


def _is_sealed(entry: Entry, key: bytes) -> bool:
    try:
        return hmac.compare_digest(entry.prev, statement_seal(entry, key))
    except (TypeError, AttributeError):  # as above
        return False


def _unsealed(entry: Entry) -> Entry:
    return Entry(
        writer=entry.writer, seq=entry.seq, turn=entry.turn, conversation=entry.conversation,
        kind=entry.kind, at=entry.at, header=entry.header, ciphertext=entry.ciphertext,
        prev=START, hash=START,
    )  # fmt: skip


def _bytes(text: str) -> bytes:
    """What is stored: bytes that are not UTF-8 come from SQLite as surrogates."""
    return text.encode("utf-8", "surrogateescape")
