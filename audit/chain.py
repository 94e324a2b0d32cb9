"""The chain: each entry's hash covers its stored bytes and the hash before it.

Verifying reads bytes and hashes them; nothing is serialised again.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.errors import RecordTampered
from domain.records import Entry, EntryKind

START = bytes(32)
"""What the first entry of a chain follows."""


def entry_hash(entry: Entry) -> bytes:
    """sha256 over the entry's fields, each with its length in front."""
    digest = hashlib.sha256()
    for value in (
        entry.prev,
        entry.writer.encode(),
        str(entry.seq).encode(),
        entry.turn.encode(),
        entry.conversation.encode(),
        entry.kind.encode(),
        entry.at.encode(),
        entry.header,
        entry.ciphertext,
    ):
        digest.update(len(value).to_bytes(8, "big"))
        digest.update(value)
    return digest.digest()


@dataclass(kw_only=True)
class Verifier:
    """Reads entries in the order of (writer, seq) and notes what anchors promise."""

    entries: int = 0
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict[str, tuple[int, bytes]])
    promised: list[tuple[str, int, str]] = field(default_factory=list[tuple[str, int, str]])

    def read(self, entries: Iterable[Entry]) -> None:
        """Check each entry against the one before.

        Raises:
            RecordTampered: names the first entry that does not follow.
        """
        for entry in entries:
            seq, prev = self.heads.get(entry.writer, (0, START))
            if entry.seq != seq + 1:
                raise RecordTampered(entry.writer, seq + 1, "an entry is missing")
            if entry.prev != prev:
                raise RecordTampered(entry.writer, entry.seq, "does not follow the one before")
            if entry.hash != entry_hash(entry):
                raise RecordTampered(entry.writer, entry.seq, "was changed")
            self.heads[entry.writer] = (entry.seq, entry.hash)
            self.entries += 1
            if entry.kind == EntryKind.ANCHOR:
                self._note(entry)

    def check_promises(self, known: dict[tuple[str, int], bytes]) -> None:
        """Every head that an anchor names must be there.

        Args:
            known: hashes of the entries that anchors name, by (writer, seq).

        Raises:
            RecordTampered: a chain or its end is gone.
        """
        for writer, seq, digest in self.promised:
            if known.get((writer, seq), b"").hex() != digest:
                raise RecordTampered(writer, seq, "an anchor names it, and it is gone or changed")

    def _note(self, entry: Entry) -> None:
        for writer, (seq, digest) in json.loads(entry.header).get("heads", {}).items():
            self.promised.append((writer, int(seq), str(digest)))
