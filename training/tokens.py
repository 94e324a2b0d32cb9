"""The route encoder's words: the part of e5's that our languages are written with."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from corpus.encoder import SPACE
from corpus.packed import BLOCK, BYTES
from training.source import PackedModel

LATIN = 40_000
"""Pieces of Latin letters that are kept, likeliest first, beside those that our own texts use:
languages that we do not speak are spelled with shorter ones."""
_ELSEWHERE = (
    (0x1100, 0x1200),  # Hangul letters
    (0x2000, 0x3200),  # punctuation, kana
    (0x4E00, 0xA000),  # Han
    (0xAC00, 0xD7A4),  # Hangul
    (0xFF00, 0xFFEF),  # full width
    (0x1F300, 0x1FB00),  # pictures
)


def write_words(model: PackedModel, used: Iterable[str], path: Path) -> None:
    """Write pieces, scores, foldings and word vectors, as corpus.route_encoder.Words reads them.

    Args:
        model: the packaged e5.
        used: pieces that are kept whatever their likelihood.
        path: where to.
    """
    pieces = model.pieces
    specials = (pieces.begin, pieces.end, pieces.unknown)
    kept = sorted({*_kept(pieces.pieces, frozenset(used)), *specials})
    word = model.places["emb.word"]
    width = model.shape.hidden // BLOCK * BYTES
    table = np.frombuffer(model.content, np.uint8, word.size, word.offset).reshape(-1, width)
    folded = (c + to for c, to in pieces.becomes.items() if "\n" not in c + to)
    np.savez_compressed(
        path,
        pieces=_text(pieces.pieces[place] for place in kept),
        scores=np.array([pieces.scores[place] for place in kept], dtype=np.float32),
        folded=_text(folded),
        rows=table[kept],
        special=np.array([kept.index(place) for place in specials]),
    )


def used_pieces(model: PackedModel, texts: Iterable[str]) -> frozenset[str]:
    """Every piece that the texts are made of, as they are and in lower case."""
    whole = Tokenizer(
        Unigram(
            list(zip(model.pieces.pieces, model.pieces.scores, strict=True)),
            unk_id=model.pieces.unknown,
        )
    )
    rows = {f" {row}".replace(" ", SPACE) for text in texts for row in text.splitlines()}
    encoded = whole.encode_batch([*rows, *(row.lower() for row in rows)])
    return frozenset(piece for row in encoded for piece in row.tokens)


def _kept(pieces: tuple[str, ...], used: frozenset[str]) -> Iterable[int]:
    latin = 0
    for place, piece in enumerate(pieces):
        if "\n" in piece or not all(_spells(ord(c)) for c in piece):
            continue
        is_latin = all(_is_latin(ord(c)) for c in piece)
        latin += is_latin
        if not is_latin or latin <= LATIN or piece in used:
            yield place


def _is_latin(code: int) -> bool:
    return code == 0x2581 or code < 0x250 or 0x1E00 <= code < 0x1F00


def _spells(code: int) -> bool:
    return _is_latin(code) or any(low <= code < high for low, high in _ELSEWHERE)


def _text(rows: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(rows).encode(), np.uint8)
