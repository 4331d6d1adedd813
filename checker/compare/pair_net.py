"""The network of the second opinion: whether two sentences contradict each other, and on what.

A cross-encoder over both sentences (Devlin et al. 2019), whose two halves are pooled and matched as in
InferSent (Conneau et al. 2017): both means, their difference and their product.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  torch's own convention
from torch import Tensor, nn

from checker.compact_bert import EMBEDDINGS, HIDDEN, LAYERS, Encoder, layers_of, take_over, unpack

# Of a judge of inference; one of disputes has nli.MATTERS.
ANSWERS = ("entailment", "neutral", "contradiction")


class PairNet(Encoder):
    """Token ids of "[CLS] premise [SEP] hypothesis [SEP]" to one row of logits, in the order of nli.MATTERS."""

    def __init__(self, words: Tensor, positions: Tensor, layers: int, answers: int) -> None:
        super().__init__(words, positions, layers)
        self.second_type = nn.Parameter(torch.zeros(HIDDEN))
        self.head = nn.Linear(4 * HIDDEN, answers)

    def forward(self, ids: Tensor, second: Tensor, mask: Tensor) -> Tensor:
        """ids, second, mask: (batch, length); second is 1 on the hypothesis, mask 1 where a token stands.

        Returns (batch, answers) logits.
        """
        types = torch.where(second.bool()[..., None], self.second_type, self.token_type)
        x = self.encode(ids, mask, types)
        premise, hypothesis = _mean(x, mask * (1 - second)), _mean(x, mask * second)
        matched = torch.cat([premise, hypothesis, (premise - hypothesis).abs(), premise * hypothesis], dim=-1)
        out: Tensor = self.head(F.dropout(matched, self.drop, self.training))
        return out


def _mean(x: Tensor, weights: Tensor) -> Tensor:
    share = weights[..., None].to(x.dtype)
    return (x * share).sum(1) / share.sum(1).clamp(min=1)


def collate(pairs: Sequence[tuple[Sequence[int], int]]) -> tuple[Tensor, Tensor, Tensor]:
    """What forward() takes of encoded pairs: token ids, and where the hypothesis begins. Each (batch, longest)."""
    lengths = torch.tensor([[len(ids)] for ids, _ in pairs])
    place = torch.arange(int(lengths.max()))
    ids = torch.tensor([[*ids, *[0] * (len(place) - len(ids))] for ids, _ in pairs])
    mask = (place < lengths).float()
    return ids, (place >= torch.tensor([[second] for _, second in pairs])).float() * mask, mask


def start_from(base: dict[str, Tensor]) -> PairNet:
    """An untrained judge of inference on MiniLM's own layers. `base` holds the tensors of its model.safetensors."""
    net = PairNet(base[EMBEDDINGS[0]], base[EMBEDDINGS[1]], LAYERS, len(ANSWERS))
    take_over(net, base)
    with torch.no_grad():
        net.second_type.copy_(base["embeddings.token_type_embeddings.weight"][1])
    return net


def load(path: Path, base: dict[str, Tensor]) -> PairNet:
    """The trained judge from its file and the packaged model's tensors."""
    state = unpack(path)
    net = PairNet(base[EMBEDDINGS[0]], base[EMBEDDINGS[1]], layers_of(state), len(state["head.bias"]))
    net.load_state_dict(state, strict=False)
    return net.eval()
