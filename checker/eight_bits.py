"""Matrix products in 8 bits: the packaged networks at twice the speed.

Weights are in 8 bits in their files already, with one scale a row; here the inputs are brought to 8 bits too, with one
scale a word (dynamic quantisation, Jacob et al. 2018). The products are sums of whole numbers, the same on every
processor: where one has no fast instructions for them, the same whole numbers are multiplied as floats.
"""

from __future__ import annotations

from functools import cache

import torch
from torch import Tensor, nn

_LARGEST = 127


class EightBitLinear(nn.Module):
    """What a trained nn.Linear says, to within an eight-bit step of its inputs. Not for training."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        whole, scale = to_8_bits(linear.weight.detach())
        self.weight = whole.t() if multiplies_8_bits() else whole.t().float()  # (in, out)
        self.scale = scale.squeeze(1)
        self.bias = linear.bias.detach()

    def forward(self, x: Tensor) -> Tensor:
        """x: (..., in) in 32 bits. Returns (..., out) in 32 bits."""
        whole, scale = to_8_bits(x.reshape(-1, x.shape[-1]))
        if self.weight.dtype == torch.int8:
            product = torch._int_mm(whole, self.weight).float()
        else:
            product = whole.float() @ self.weight
        return torch.addcmul(self.bias, product.mul_(scale), self.scale).view(*x.shape[:-1], -1)


def to_8_bits(rows: Tensor) -> tuple[Tensor, Tensor]:
    """rows: (n, length). Returns whole numbers from -127 to 127 in that shape and the scale of each row, (n, 1)."""
    scale = rows.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / _LARGEST
    return (rows / scale).round().to(torch.int8), scale


@cache
def multiplies_8_bits() -> bool:
    """Whether this processor multiplies bytes fast and without overflow on the way."""
    if torch.backends.cpu.get_cpu_capability() not in ("AVX2", "AVX512"):
        return False
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return False
    extreme = torch.full((16, 64), _LARGEST, dtype=torch.int8)  # processors without VNNI clip sums like this one's
    return bool((torch._int_mm(extreme, extreme.t()) == 64 * _LARGEST**2).all())


def in_8_bits(network: nn.Module) -> None:
    """Put every linear layer of `network` into 8 bits, in place."""
    for name, part in network.named_children():
        if isinstance(part, nn.Linear):
            setattr(network, name, EightBitLinear(part))
        else:
            in_8_bits(part)
