"""Tunes the upper layers of e5 to tell routes: `make encoder`.

The lower layers stay as they are, so their states are computed once an epoch.
Cross-entropy over the nine routes with label smoothing (Szegedy et al., 2016), AdamW,
one warm-up and a straight decay. Seeded: the same lines give the same encoder on the
same machine.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.route_encoder import Words
from domain.embedding import Vectors
from domain.verdicts import Route
from guardrails.classifier import ROUTES
from guardrails.examples import Line
from training.encoder import Encoder
from training.noise import joined, noisy

FROZEN = 6
BATCH = 48
HEAD_RATE = 1e-3
SMOOTHING = 0.05
JOINED = 0.25
"""Share of the rewritten lines that stand beside another message."""
PLAIN = 0.6
"""Share of the lines that are read as written in one epoch; the others are read as rewritten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lower:
    """States of messages after the frozen layers, one tensor (tokens, hidden) a message."""

    encoder: Encoder
    words: Words

    @torch.no_grad()
    def __call__(self, texts: Sequence[str]) -> list[Tensor]:
        """The states, in half precision."""
        self.encoder.eval()
        rows = [self.words.ids(text) for text in texts]
        found: list[Tensor] = [torch.empty(0)] * len(rows)
        order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
        for start in range(0, len(order), 64):
            places = order[start : start + 64]
            vectors = [torch.from_numpy(self.words.vectors(rows[place])) for place in places]
            tokens, mask = padded(vectors)
            states = self.encoder.lower(tokens, mask, FROZEN)
            for row, place in enumerate(places):
                found[place] = states[row, : len(rows[place])].half().clone()
        return found


def _told(line: Line[Route], lines: Sequence[Line[Route]], rng: random.Random) -> tuple[str, Route]:
    """A line as written, as hurried people write it, or beside another one in its language."""
    if rng.random() < PLAIN:
        return line.text, line.kind
    if rng.random() >= JOINED:
        return noisy(line.text, rng), line.kind
    other = rng.choice(lines)
    while other.language != line.language:
        other = rng.choice(lines)
    return joined(line, other, rng)


def padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Rows of different lengths as one tensor (batch, tokens, hidden) and its mask."""
    states = nn.utils.rnn.pad_sequence([row.float() for row in rows], batch_first=True)
    mask = torch.zeros(states.shape[:2])
    for place, row in enumerate(rows):
        mask[place, : len(row)] = 1
    return states, mask


def tuned(
    encoder: Encoder, lines: Sequence[Line[Route]], words: Words, *, epochs: int, rate: float
) -> Encoder:
    """The encoder with its upper layers tuned on the lines, or tuned on; tells its progress."""
    torch.manual_seed(0)
    rng = random.Random(0)  # noqa: S311 - an order of lines
    lower = Lower(encoder=encoder, words=words)
    head = nn.Linear(encoder.position.shape[1], len(ROUTES))
    nn.init.normal_(head.weight, std=0.02)
    nn.init.zeros_(head.bias)
    upper = [p for layer in encoder.layers[FROZEN:] for p in layer.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": upper, "lr": rate}, {"params": head.parameters(), "lr": HEAD_RATE}],
        weight_decay=0.01,
    )
    steps = epochs * math.ceil(len(lines) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    for epoch in range(epochs):
        told = [_told(line, lines, rng) for line in lines]
        rows = lower([text for text, _ in told])
        targets = torch.tensor([ROUTES.index(route) for _, route in told])
        weights = _weights(targets)
        encoder.train()
        spent: list[float] = []
        for places in _batches(rows, rng):
            states, mask = padded([rows[place] for place in places])
            pooled = functional.dropout(encoder.upper(states, mask, FROZEN), 0.1)
            loss = functional.cross_entropy(
                head(pooled), targets[places], weight=weights, label_smoothing=SMOOTHING
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(upper, 1.0)
            optimizer.step()
            schedule.step()
            spent.append(loss.item())
            if len(spent) % 100 == 0:
                print(f"epoch {epoch + 1}, {len(spent)}: {np.mean(spent[-100:]):.3f}", flush=True)  # noqa: T201
    return encoder.eval()


@torch.no_grad()
def vectors(encoder: Encoder, texts: Sequence[str], words: Words) -> Vectors:
    """The encoder's vectors of the texts, shape (len(texts), hidden)."""
    states = Lower(encoder=encoder.eval(), words=words)(texts)
    found = np.zeros((len(texts), states[0].shape[1]), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda place: len(states[place]))
    for start in range(0, len(order), 64):
        places = order[start : start + 64]
        rows, mask = padded([states[place] for place in places])
        found[places] = encoder.upper(rows, mask, FROZEN).numpy()
    return found


def _rate(step: int, steps: int) -> float:
    warm = steps * 0.06
    return min((step + 1) / warm, max(0.02, (steps - step) / (steps - warm)))


def _weights(targets: Tensor) -> Tensor:
    counts = torch.bincount(targets, minlength=len(ROUTES)).clamp(min=1).float()
    return (counts.mean() / counts).sqrt()


def _batches(rows: Sequence[Tensor], rng: random.Random) -> list[list[int]]:
    """Lines of about one length together, the batches in any order."""
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]) + rng.random() * 6)
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    rng.shuffle(batches)
    return batches
