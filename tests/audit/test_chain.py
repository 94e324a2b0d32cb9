import json
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from audit.chain import START, Verifier, entry_hash, statement_seal
from domain.errors import RecordTampered
from domain.records import Entry, EntryKind

KEY = b"k" * 32
TEXTS = ("writer", "turn", "conversation", "kind", "at")
BYTES = ("header", "ciphertext", "prev")
FIELDS = (*TEXTS, *BYTES)

texts = st.text(st.characters(codec="utf-8"), max_size=12)
found = st.builds(
    Entry,
    writer=texts,
    seq=st.integers(1, 2**40),
    turn=texts,
    conversation=texts,
    kind=texts,
    at=texts,
    header=st.binary(max_size=40),
    ciphertext=st.binary(max_size=40),
    prev=st.binary(min_size=32, max_size=32),
    hash=st.just(b""),
)


def chain(length: int, writer: str = "w") -> list[Entry]:
    """A whole chain; its first entry is an anchor that names no other."""
    entries: list[Entry] = []
    for seq in range(1, length + 1):
        bare = Entry(
            writer=writer, seq=seq, turn="t", conversation="c",
            kind=EntryKind.ANCHOR if seq == 1 else EntryKind.RELEASED, at="2026-11-23T00:00:00",
            header=b'{"heads": {}}', ciphertext=b"\x00locked", hash=b"",
            prev=entries[-1].hash if entries else START,
        )  # fmt: skip
        entries.append(replace(bare, hash=entry_hash(bare, KEY)))
    return entries


def stored(entry: Entry, name: str) -> bytes:
    value = getattr(entry, name)
    return value.encode() if isinstance(value, str) else value


def with_stored(entry: Entry, name: str, value: bytes) -> Entry:
    changed = value.decode("utf-8", "surrogateescape") if name in TEXTS else value
    return replace(entry, **{name: changed})


@given(found, st.sampled_from(FIELDS), st.data())
def test_a_single_bit_changed_anywhere_changes_the_hash(
    entry: Entry, name: str, data: st.DataObject
) -> None:
    value = bytearray(stored(entry, name))
    assume(value)
    bit = data.draw(st.integers(0, len(value) * 8 - 1))
    value[bit // 8] ^= 1 << bit % 8
    changed = with_stored(entry, name, bytes(value))
    assert entry_hash(changed, KEY) != entry_hash(entry, KEY)


@given(found, st.integers(1, 2**40))
def test_another_number_changes_the_hash(entry: Entry, seq: int) -> None:
    assume(seq != entry.seq)
    assert entry_hash(replace(entry, seq=seq), KEY) != entry_hash(entry, KEY)


@given(found, st.sampled_from(range(len(FIELDS) - 2)), st.data())
def test_bytes_moved_into_the_next_field_change_the_hash(
    entry: Entry, place: int, data: st.DataObject
) -> None:
    one, two = FIELDS[place], FIELDS[place + 1]
    whole = stored(entry, one) + stored(entry, two)
    cut = data.draw(st.integers(0, len(whole)))
    assume(cut != len(stored(entry, one)))
    moved = with_stored(with_stored(entry, one, whole[:cut]), two, whole[cut:])
    assert entry_hash(moved, KEY) != entry_hash(entry, KEY)


@given(found, st.binary(min_size=32, max_size=32))
def test_without_the_key_no_hash_can_be_made(entry: Entry, other: bytes) -> None:
    assume(other != KEY)
    assert entry_hash(entry, other) != entry_hash(entry, KEY)


def test_whole_chains_are_read_to_their_ends() -> None:
    verifier = Verifier(key=KEY)
    verifier.read([*chain(3, "a"), *chain(5, "b")])
    assert verifier.entries == 8
    assert {writer: seq for writer, (seq, _) in verifier.ends.items()} == {"a": 3, "b": 5}


@given(st.integers(2, 8), st.data())
def test_what_is_left_out_or_swapped_is_named(length: int, data: st.DataObject) -> None:
    entries = chain(length)
    gone = data.draw(st.integers(1, length - 1))
    with pytest.raises(RecordTampered) as error:
        Verifier(key=KEY).read(entries[: gone - 1] + entries[gone:])
    assert (error.value.writer, error.value.seq) == ("w", gone)


@pytest.mark.parametrize("name", ["writer", "turn", "kind", "at", "header", "ciphertext", "hash"])
def test_a_column_of_another_type_is_tampering(name: str) -> None:
    first, second = chain(2)
    strange = replace(second, **{name: 7})
    if name == "writer":
        strange = replace(second, writer=first.writer.encode())
    with pytest.raises(RecordTampered):
        Verifier(key=KEY).read([first, strange])


def test_an_anchor_promises_what_it_names() -> None:
    entries = chain(3)
    named = json.dumps({"heads": {"w": [3, entries[2].hash.hex()]}})
    bare = replace(entries[0], writer="x", header=named.encode())
    anchor = replace(bare, hash=entry_hash(bare, KEY))
    verifier = Verifier(key=KEY)
    verifier.read([*entries, anchor])
    verifier.check_promises({("w", 3): entries[2].hash})
    with pytest.raises(RecordTampered, match="entry 3 of chain w"):
        verifier.check_promises({})


def statement(entry: Entry) -> Entry:
    bare = replace(entry, kind=EntryKind.PURGED, ciphertext=b"", prev=START)
    return replace(bare, prev=statement_seal(bare, KEY))


def test_a_sealed_statement_stands_for_a_purged_beginning() -> None:
    entries = chain(5)
    verifier = Verifier(key=KEY)
    verifier.read([statement(entries[2]), *entries[3:]])
    assert verifier.entries == 3
    assert verifier.purged == {"w": 3}


def test_a_promise_that_lies_in_a_purged_beginning_is_kept_by_the_statement() -> None:
    """Clocks of two machines may differ: an anchor that stays can name what goes."""
    entries = chain(5)
    verifier = Verifier(key=KEY, promised=[("w", 2, entries[1].hash.hex())])
    verifier.read([statement(entries[2]), *entries[3:]])
    verifier.check_promises({})


@pytest.mark.parametrize(
    "change",
    [
        {"prev": START},
        {"at": "2020-01-01"},
        {"header": b"{}"},
        {"hash": START},
        {"seq": 2},
        {"prev": "a text"},
    ],
)
def test_a_forged_statement_is_tampering(change: dict[str, object]) -> None:
    entries = chain(5)
    with pytest.raises(RecordTampered):
        Verifier(key=KEY).read([replace(statement(entries[2]), **change), *entries[3:]])


def test_a_statement_in_the_middle_of_a_chain_is_tampering() -> None:
    entries = chain(5)
    with pytest.raises(RecordTampered, match="entry 3 of chain w"):
        Verifier(key=KEY).read([*entries[:2], statement(entries[2]), *entries[3:]])
