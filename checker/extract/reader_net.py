"""The network of the learned reader: MiniLM's six layers, and what each word of a report counts.

The encoder is BERT (Devlin et al. 2019) in the shape of all-MiniLM-L6-v2 (Wang et al. 2020). Its word
and position embeddings are those of the packaged model, frozen, and are read from there; the file
shipped with the project holds only what training changed, in 8 bits a weight.
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  torch's own convention
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

HIDDEN, HEADS, FEED_FORWARD, LAYERS = 384, 12, 1536, 6
ATTRIBUTES = 10
SCOPES = 4
# One row of logits a token: ten attributes, "either" (0..N for each), the scope, whether a list
# that adds up begins or goes on here, and the scope of that sum.
EITHER = ATTRIBUTES
SCOPE = slice(EITHER + 1, EITHER + 1 + SCOPES)
SUM_FIRST = SCOPE.stop
SUM_NEXT = SUM_FIRST + 1
SUM_SCOPE = slice(SUM_NEXT + 1, SUM_NEXT + 1 + SCOPES)
OUTPUTS = SUM_SCOPE.stop
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


class ReaderNet(nn.Module):
    """Token ids to one row of OUTPUTS logits a token."""

    def __init__(self, words: Tensor, positions: Tensor, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = _frozen(words)
        self.positions = _frozen(positions)
        self.token_type = nn.Parameter(torch.zeros(HIDDEN))
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head = nn.Linear(HIDDEN, OUTPUTS)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids: (batch, length) token ids; mask: the same shape, 1 where a token stands.

        Returns (batch, length, OUTPUTS) logits.
        """
        drop = 0.1 if self.training else 0.0
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.positions(place) + self.token_type)
        keep = None if mask is None else mask.bool()[:, None, None, :]
        for layer in self.layers:
            x = layer(F.dropout(x, drop, self.training) if layer is self.layers[0] else x, keep, drop)
        out: Tensor = self.head(F.dropout(x, drop, self.training))
        return out


def start_from(base: dict[str, Tensor], layers: int = LAYERS) -> ReaderNet:
    """An untrained reader on MiniLM's own layers. `base` holds the tensors of its model.safetensors."""
    net = ReaderNet(base[EMBEDDINGS[0]], base[EMBEDDINGS[1]], layers)
    state: dict[str, Tensor] = {
        "token_type": base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for i in range(layers):
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
    return net


def save(net: ReaderNet, path: Path, about: dict[str, str]) -> None:
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


def load(path: Path, base: dict[str, Tensor]) -> ReaderNet:
    """The trained reader from its file and the packaged model's tensors."""
    packed = load_file(path)
    state = {
        name: tensor.float() * packed[f"{name}.scale"][:, None] if f"{name}.scale" in packed else tensor
        for name, tensor in packed.items()
        if not name.endswith(".scale")
    }
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    net = ReaderNet(base[EMBEDDINGS[0]], base[EMBEDDINGS[1]], layers)
    net.load_state_dict(state, strict=False)
    return net.eval()
