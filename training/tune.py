"""Tunes the upper layers of e5: `make encoder`. What all tuning shares, and the routes' own.

The lower layers stay as they are. Routes and sentences of answers are told by one encoder:
cross-entropy over the nine routes and, by a head of its own, over what an answer's sentence does,
with label smoothing (Szegedy et al., 2016), AdamW, one warm-up and a straight decay. Matrices are
multiplied in bfloat16, where a processor has instructions for it twice as fast. Seeded: the same
lines give the same encoder on the same machine.
"""

import math
import random
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.encoder import Words
from domain.embedding import Vectors
from domain.verdicts import Route, Said
from guardrails.classifier import ROUTES, SAID
from guardrails.examples import Line
from guardrails.screening import pieces
from training.encoder import Encoder
from training.noise import joined, noisy

FROZEN = 4
BATCH = 48
TOGETHER = 32
"""Texts of about one length that run through the layers together."""
HEAD_RATE = 1e-3
SMOOTHING = 0.05
JOINED = 0.25
"""Share of the rewritten lines that stand beside another message."""
PLAIN = 0.6
"""Share of the lines that are read as written in one epoch; the others are read as rewritten."""
KINDS: tuple[StrEnum, ...] = (*ROUTES, *SAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lower:
    """States of messages after the frozen layers, one tensor (tokens, hidden) a message."""

    encoder: Encoder
    words: Words

    @torch.no_grad()
    def __call__(self, texts: Sequence[str]) -> list[Tensor]:
        """The states, in bfloat16."""
        self.encoder.eval()
        rows = [self.words.ids(text) for text in texts]
        found: list[Tensor] = [torch.empty(0)] * len(rows)
        for places in by_length(rows):
            vectors = [torch.from_numpy(self.words.vectors(rows[place])) for place in places]
            tokens, mask = padded(vectors)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = self.encoder.lower(tokens, mask, FROZEN)
            for row, place in enumerate(places):
                found[place] = states[row, : len(rows[place])].bfloat16().clone()
        return found


def by_length(
    rows: Sequence[Sequence[object] | Tensor], together: int = TOGETHER
) -> list[list[int]]:
    """Places of rows of about one length, so that little is padded."""
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    return [order[start : start + together] for start in range(0, len(order), together)]


def padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Rows of different lengths as one tensor (batch, tokens, hidden) and its mask."""
    states = nn.utils.rnn.pad_sequence([row.float() for row in rows], batch_first=True)
    mask = torch.zeros(states.shape[:2])
    for place, row in enumerate(rows):
        mask[place, : len(row)] = 1
    return states, mask


def upper(encoder: Encoder, rows: Sequence[Tensor]) -> Tensor:
    """The messages' vectors from their states after the frozen layers, shape (rows, hidden)."""
    places = by_length(rows)
    found: list[Tensor] = []
    for part in places:
        states, mask = padded([rows[place] for place in part])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found.append(encoder.upper(states, mask, FROZEN).float())
    back = torch.tensor([place for part in places for place in part]).argsort()
    return torch.cat(found)[back]


@contextmanager
def optimized(
    encoder: Encoder, *, rate: float, steps: int, head: nn.Module | None = None
) -> Generator[Callable[[Tensor], None]]:
    """What takes one step down a loss; the upper layers and the head are tuned in place."""
    tuned_layers = [p for layer in encoder.layers[FROZEN:] for p in layer.parameters()]
    groups = [{"params": tuned_layers, "lr": rate}]
    if head is not None:
        groups.append({"params": list(head.parameters()), "lr": HEAD_RATE})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    spent: list[float] = []

    def step(loss: Tensor) -> None:
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(tuned_layers, 1.0)
        optimizer.step()
        schedule.step()
        spent.append(loss.item())
        if len(spent) % 50 == 0:
            print(f"{len(spent)} of {steps}: {np.mean(spent[-50:]):.3f}", flush=True)  # noqa: T201

    yield step
    encoder.eval()


def tuned(
    encoder: Encoder,
    lines: Sequence[Line[Route]],
    said: Sequence[Line[Said]],
    words: Words,
    *,
    epochs: int,
    rate: float,
) -> Encoder:
    """The encoder tuned on messages and sentences of answers; tells its progress."""
    torch.manual_seed(0)
    rng = random.Random(0)  # noqa: S311 - an order of lines
    lines = [*lines, *_plain_pieces(lines)]
    lower = Lower(encoder=encoder, words=words)
    head = nn.Linear(encoder.position.shape[1], len(KINDS))
    nn.init.normal_(head.weight, std=0.02)
    nn.init.zeros_(head.bias)
    steps = epochs * math.ceil((len(lines) + len(said)) / BATCH)
    with optimized(encoder, rate=rate, steps=steps, head=head) as step:
        for _ in range(epochs):
            told = [_told(line, lines, rng) for line in lines]
            told += [(line.text, line.kind) for line in said]
            targets = torch.tensor([KINDS.index(kind) for _, kind in told])
            weights = _weights(targets)
            for places in _batches([text for text, _ in told], rng):
                states = lower([told[place][0] for place in places])
                encoder.train()
                margins = head(functional.dropout(upper(encoder, states), 0.1))
                step(_loss(margins, targets[places], weights))
    return encoder


@torch.no_grad()
def vectors(encoder: Encoder, texts: Sequence[str], words: Words) -> Vectors:
    """The encoder's vectors of the texts, shape (len(texts), hidden)."""
    lower = Lower(encoder=encoder.eval(), words=words)
    parts = [texts[start : start + 2048] for start in range(0, len(texts), 2048)]
    return np.concatenate([upper(encoder, lower(part)).numpy() for part in parts])


def _told(line: Line[Route], lines: Sequence[Line[Route]], rng: random.Random) -> tuple[str, Route]:
    """A line as written, as hurried people write it, or beside another one in its language.

    Beside a plain one stands another plain one half of the time: a long message is no danger.
    """
    if rng.random() < PLAIN:
        return line.text, line.kind
    if rng.random() >= JOINED:
        return noisy(line.text, rng), line.kind
    is_plain = line.kind is Route.EDUCATION and rng.random() < 0.5
    other = rng.choice(lines)
    while other.language != line.language or (is_plain and other.kind is not Route.EDUCATION):
        other = rng.choice(lines)
    return joined(line, other, rng)


def _plain_pieces(lines: Sequence[Line[Route]]) -> list[Line[Route]]:
    """The pieces that a plain line is read in are plain, too, however they sound alone.

    A danger's pieces may be anything, and teach nothing.
    """
    return [
        replace(line, text=piece)
        for line in lines
        if line.kind is Route.EDUCATION
        for piece in pieces(line.text)
    ]


def _loss(margins: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Of messages over the routes, of sentences over what they do: the other head's are barred."""
    is_said = targets >= len(ROUTES)
    barred = margins.clone()
    barred[is_said, : len(ROUTES)] = -1e4
    barred[~is_said, len(ROUTES) :] = -1e4
    wanted = _smoothed(targets, is_said)
    losses = -(wanted * barred.log_softmax(dim=1)).sum(1) * weights[targets]
    return losses.sum() / weights[targets].sum()


def _smoothed(targets: Tensor, is_said: Tensor) -> Tensor:
    """What is wanted, a little of it spread over the kinds of the same head."""
    spread = torch.zeros(len(targets), len(KINDS))
    spread[is_said, len(ROUTES) :] = SMOOTHING / len(SAID)
    spread[~is_said, : len(ROUTES)] = SMOOTHING / len(ROUTES)
    spread[torch.arange(len(targets)), targets] += 1 - SMOOTHING
    return spread


def _rate(step: int, steps: int) -> float:
    warm = steps * 0.06
    return min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))


def _weights(targets: Tensor) -> Tensor:
    counts = torch.bincount(targets, minlength=len(KINDS)).clamp(min=1).float()
    return (counts.mean() / counts).sqrt()


def _batches(texts: Sequence[str], rng: random.Random) -> list[list[int]]:
    """Lines of about one length together, the batches in any order."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]) + rng.random() * 20)
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    rng.shuffle(batches)
    return batches
