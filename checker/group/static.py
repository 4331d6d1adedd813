"""The packaged static model: a text's embedding is the mean of its tokens' vectors, looked up in a table.

Made from MiniLM by benchmarks/train_static.py. It is read without torch; sums are of whole numbers, so that every
machine has the same vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

NAME = "static"
# The table's half-precision numbers, as whole ones.
_STEPS = 1 << 16


def folder() -> Path:
    """Where the packaged model lies; sentence-transformers can load it too. Raises ModelUnavailable."""
    found = Path(str(files("checker.group") / "data" / "static"))
    if not (found / "model.safetensors").is_file():
        raise ModelUnavailable(f"{found}: the static model is missing; install checker again, or leave --model out")
    return found


@cache
def _model() -> tuple[Any, npt.NDArray[np.int64]]:
    import numpy as np
    from safetensors.numpy import load_file

    from checker.packaged import bare_tokenizer

    where = folder()
    table = load_file(where / "model.safetensors")["embedding.weight"]
    return bare_tokenizer(where), np.rint(table.astype(np.float64) * _STEPS).astype(np.int64)


def encode(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """One vector of unit length for each of `texts`, all zero where no token is known."""
    import numpy as np

    tokenizer, table = _model()
    sums = np.zeros((len(texts), table.shape[1]), dtype=np.float64)
    # Lone surrogates cannot be tokenised.
    whole = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    for row, encoding in enumerate(tokenizer.encode_batch(whole, add_special_tokens=False)):
        if encoding.ids:
            sums[row] = table[encoding.ids].sum(axis=0)
    length = np.linalg.norm(sums, axis=1, keepdims=True)
    return sums / np.where(length > 0, length, 1)
