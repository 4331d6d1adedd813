"""MiniLM's encoder in a compact form: what the reader of figures and the judge of sentence pairs share.

The encoder is BERT (Devlin et al. 2019) in the shape of all-MiniLM-L6-v2 (Wang et al. 2020). Its word
and position embeddings are those of the packaged model, frozen, and are read from there; a file shipped
with the project holds only what training changed, in 8 bits a weight.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  torch's own convention
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

HIDDEN, HEADS, FEED_FORWARD, LAYERS = 384, 12, 1536, 6
EMBEDDINGS = ("embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight")


class Layer(nn.Module):
    """One transformer layer, post-normalised as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.norm_attended = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.widen = nn.Linear(HIDDEN, FEED_FORWARD)
        self.narrow = nn.Linear(FEED_FORWARD, HIDDEN)
        self.norm_out = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: Tensor, keep: Tensor | None, drop: float) -> Tensor:
        """x: (batch, length, HIDDEN); keep: broadcastable to the attention matrix, False where padding stands."""
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for part in self.query_key_value(x).split(HIDDEN, dim=-1)
        )
        context = F.scaled_dot_product_attention(q, k, v, attn_mask=keep)
        attended = self.attended(context.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.norm_attended(x + F.dropout(attended, drop, self.training))
        wide = self.narrow(F.gelu(self.widen(x)))
        out: Tensor = self.norm_out(x + F.dropout(wide, drop, self.training))
        return out


def _frozen(table: Tensor) -> nn.Embedding:
    embedding = nn.Embedding(table.shape[0], table.shape[1], _weight=table)
    embedding.weight.requires_grad_(False)
    return embedding


class Encoder(nn.Module):
    """Token ids to one vector a token."""

    def __init__(self, words: Tensor, positions: Tensor, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = _frozen(words)
        self.positions = _frozen(positions)
        self.token_type = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    @property
    def drop(self) -> float:
        """The share of components that training drops; none when the network is used."""
        return 0.1 if self.training else 0.0

    def encode(self, ids: Tensor, mask: Tensor | None = None, types: Tensor | None = None) -> Tensor:
        """ids: (batch, length) token ids; mask: the same shape, 1 where a token stands.

        types: (batch, length, HIDDEN) instead of the first token type. Returns (batch, length, HIDDEN).
        """
        place = torch.arange(ids.shape[1], device=ids.device)
        x: Tensor = self.norm(self.words(ids) + self.positions(place) + (self.token_type if types is None else types))
        keep = None if mask is None else mask.bool()[:, None, None, :]
        x = F.dropout(x, self.drop, self.training)
        for layer in self.layers:
            x = layer(x, keep, self.drop)
        return x


def take_over(net: Encoder, base: dict[str, Tensor]) -> None:
    """Give an untrained network MiniLM's own layers. `base` holds the tensors of its model.safetensors."""
    state: dict[str, Tensor] = {
        "token_type": base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for i in range(len(net.layers)):
        theirs, ours = f"encoder.layer.{i}.", f"layers.{i}."
        for kind in ("weight", "bias"):
            attention = [base[f"{theirs}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            state[f"{ours}query_key_value.{kind}"] = torch.cat(attention)
            for our, their in (
                ("attended", "attention.output.dense"),
                ("norm_attended", "attention.output.LayerNorm"),
                ("widen", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("norm_out", "output.LayerNorm"),
            ):
                state[f"{ours}{our}.{kind}"] = base[f"{theirs}{their}.{kind}"]
    net.load_state_dict(state, strict=False)


def save(net: Encoder, path: Path, about: dict[str, str]) -> None:
    """Write what training changed: matrices in 8 bits with one scale a row, the rest in 32 bits."""
    packed: dict[str, Tensor] = {}
    for name, tensor in net.state_dict().items():
        if name in ("words.weight", "positions.weight"):
            continue
        if tensor.dim() == 2:
            scale = tensor.abs().amax(dim=1).clamp(min=1e-8) / 127
            packed[name] = (tensor / scale[:, None]).round().to(torch.int8)
            packed[f"{name}.scale"] = scale
        else:
            packed[name] = tensor.contiguous()
    save_file(packed, path, metadata=about)


def unpack(path: Path) -> dict[str, Tensor]:
    """The weights of a file that save() wrote, in 32 bits."""
    packed = load_file(path)
    return {
        name: tensor.float() * packed[f"{name}.scale"][:, None] if f"{name}.scale" in packed else tensor
        for name, tensor in packed.items()
        if not name.endswith(".scale")
    }


def layers_of(state: dict[str, Tensor]) -> int:
    """How many layers a network has, by the names of its weights."""
    return 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
