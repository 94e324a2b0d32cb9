"""The encoder in PyTorch, read from the packaged file.

BERT's layers (Devlin et al., 2019) as multilingual-e5-small has them (Wang et al.,
2024): post-norm, exact GELU, mean pooling.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.source import PackedModel

DROP = 0.1


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, model: PackedModel, place: int) -> None:
        super().__init__()
        self.heads = model.shape.heads
        three = [_linear(model, f"l{place}.{part}") for part in "qkv"]
        self.attend = nn.Linear(model.shape.hidden, 3 * model.shape.hidden)
        self.attend.weight.data = torch.cat([part.weight.data for part in three])
        self.attend.bias.data = torch.cat([part.bias.data for part in three])
        self.out = _linear(model, f"l{place}.ao")
        self.widen = _linear(model, f"l{place}.fi")
        self.narrow = _linear(model, f"l{place}.fo")
        self.first = _norm(model, f"l{place}.aln")
        self.second = _norm(model, f"l{place}.oln")

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States (batch, tokens, hidden) and mask (batch, 1, 1, tokens), 0 or very low."""
        batch, tokens, hidden = states.shape
        mixed = self.attend(states).view(batch, tokens, 3, self.heads, hidden // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) / (hidden // self.heads) ** 0.5 + mask
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, tokens, hidden)
        states = self.first(states + functional.dropout(self.out(seen), DROP, self.training))
        inner = self.narrow(functional.gelu(self.widen(states)))
        return self.second(states + functional.dropout(inner, DROP, self.training))


class Encoder(nn.Module):
    """Word vectors to one vector a message."""

    def __init__(self, model: PackedModel) -> None:
        super().__init__()
        hidden = model.shape.hidden
        self.position = nn.Parameter(torch.tensor(model.tensor("emb.pos")).view(-1, hidden))
        self.kind = nn.Parameter(torch.tensor(model.tensor("emb.type"))[:hidden])
        self.norm = _norm(model, "emb.ln")
        self.layers = nn.ModuleList(Layer(model, place) for place in range(model.shape.layers))

    @property
    def size(self) -> int:
        """Numbers of a vector."""
        return self.position.shape[1]

    def lower(self, tokens: Tensor, mask: Tensor, layers: int) -> Tensor:
        """States after the first layers, shape (batch, tokens, hidden).

        Args:
            tokens: word vectors, shape (batch, tokens, hidden).
            mask: shape (batch, tokens), 1 where there is a token.
            layers: how many.
        """
        states = self.norm(tokens + self.position[: tokens.shape[1]] + self.kind)
        for layer in self.layers[:layers]:
            states = layer(states, _hidden(mask))
        return states

    def upper(self, states: Tensor, mask: Tensor, layers: int) -> Tensor:
        """The messages' vectors from states after the first `layers`, shape (batch, hidden)."""
        for layer in self.layers[layers:]:
            states = layer(states, _hidden(mask))
        weights = mask[:, :, None]
        return (states.float() * weights).sum(1) / weights.sum(1)

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Word vectors and mask to one vector a message."""
        return self.upper(self.lower(tokens, mask, 0), mask, 0)


class Unit(nn.Module):
    """An encoder whose vectors have length one."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.size = encoder.size

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Word vectors and mask to one vector a message."""
        return functional.normalize(self.encoder(tokens, mask), dim=1)


def _hidden(mask: Tensor) -> Tensor:
    return (1 - mask)[:, None, None, :] * -1e4


def _linear(model: PackedModel, name: str) -> nn.Linear:
    weight = torch.tensor(model.tensor(f"{name}.w"))
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight.data = weight
    made.bias.data = torch.tensor(model.tensor(f"{name}.b"))
    return made


def _norm(model: PackedModel, name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(model.shape.hidden, eps=model.shape.epsilon)
    made.weight.data = torch.tensor(model.tensor(f"{name}.w"))
    made.bias.data = torch.tensor(model.tensor(f"{name}.b"))
    return made
