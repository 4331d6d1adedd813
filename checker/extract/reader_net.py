"""The network of the learned reader: MiniLM's six layers, and what each word of a report counts."""

from __future__ import annotations

from pathlib import Path

import torch.nn.functional as F  # noqa: N812  torch's own convention
from torch import Tensor, nn

from checker.compact_bert import EMBEDDINGS, HIDDEN, LAYERS, Encoder, layers_of, save, take_over, unpack

__all__ = ["LAYERS", "ReaderNet", "load", "save", "start_from"]

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


class ReaderNet(Encoder):
    """Token ids to one row of OUTPUTS logits a token."""

    def __init__(self, words: Tensor, positions: Tensor, layers: int = LAYERS) -> None:
        super().__init__(words, positions, layers)
        self.head = nn.Linear(HIDDEN, OUTPUTS)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids: (batch, length) token ids; mask: the same shape, 1 where a token stands.

        Returns (batch, length, OUTPUTS) logits.
        """
        out: Tensor = self.head(F.dropout(self.encode(ids, mask), self.drop, self.training))
        return out


def start_from(base: dict[str, Tensor], layers: int = LAYERS) -> ReaderNet:
    """An untrained reader on MiniLM's own layers. `base` holds the tensors of its model.safetensors."""
    net = ReaderNet(base[EMBEDDINGS[0]], base[EMBEDDINGS[1]], layers)
    take_over(net, base)
    return net


def load(path: Path, base: dict[str, Tensor]) -> ReaderNet:
    """The trained reader from its file and the packaged model's tensors."""
    state = unpack(path)
    net = ReaderNet(base[EMBEDDINGS[0]], base[EMBEDDINGS[1]], layers_of(state))
    net.load_state_dict(state, strict=False)
    return net.eval()
