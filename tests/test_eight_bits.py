"""Matrix products in 8 bits: near the trained ones, and the same whole numbers on every processor."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from checker import eight_bits
from checker.eight_bits import EightBitLinear, in_8_bits, to_8_bits


@pytest.fixture
def linear() -> nn.Linear:
    torch.manual_seed(3)
    return nn.Linear(1536, 384)


@pytest.fixture
def words() -> torch.Tensor:
    return torch.randn(2, 9, 1536, generator=torch.Generator().manual_seed(4))


def test_eight_bits_keep_each_row_to_half_a_step() -> None:
    rows = torch.tensor([[0.0, 1.0, -127.0], [0.5, 0.25, -0.125], [0.0, 0.0, 0.0]])
    whole, scale = to_8_bits(rows)
    assert whole[0].tolist() == [0, 1, -127]
    assert ((whole * scale - rows).abs() <= scale / 2 + 1e-9).all()


def test_a_layer_says_what_it_was_trained_to_say(linear: nn.Linear, words: torch.Tensor) -> None:
    with torch.inference_mode():
        said, exact = EightBitLinear(linear)(words), linear(words)
    assert said.shape == exact.shape
    assert (said - exact).abs().max() < 0.1 * exact.std()


def test_processors_without_byte_products_say_the_same(
    linear: nn.Linear, words: torch.Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with torch.inference_mode():
        here = EightBitLinear(linear)(words)
        monkeypatch.setattr(eight_bits, "multiplies_8_bits", lambda: False)
        elsewhere = EightBitLinear(linear)
        assert elsewhere.weight.dtype == torch.float32
        assert torch.equal(elsewhere(words), here)


def test_a_word_is_the_same_alone_and_among_others(linear: nn.Linear, words: torch.Tensor) -> None:
    with torch.inference_mode():
        layer = EightBitLinear(linear)
        assert torch.equal(layer(words)[1, 4], layer(words[1:, 4:5])[0, 0])


def test_all_linear_layers_are_replaced_at_any_depth() -> None:
    network = nn.Sequential(nn.Linear(4, 4), nn.Sequential(nn.LayerNorm(4), nn.Linear(4, 2)))
    in_8_bits(network)
    assert [type(part).__name__ for part in network.modules() if not isinstance(part, nn.Sequential)] == [
        "EightBitLinear", "LayerNorm", "EightBitLinear"
    ]  # fmt: skip
