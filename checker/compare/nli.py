"""Natural-language inference as a second opinion: does one sentence contradict another?

`minilm` is the judge that comes with the project, made by benchmarks/train_nli.py; any other name is a
cross-encoder of sentence-transformers with the three usual answers, named by the user.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ModelUnavailable
from checker.packaged import model_folder

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Pairs = Sequence[tuple[str, str]]
PACKAGED = "minilm"
NONE = "none"
CLS, SEP = 101, 102  # the packaged model's vocabulary (BERT, uncased)
_MOST = 96  # tokens of one sentence that are read


def encode_pair(tokenizer: Tokenizer, premise: str, hypothesis: str) -> tuple[tuple[int, ...], int]:
    """Token ids of "[CLS] premise [SEP] hypothesis [SEP]", and where the hypothesis begins."""
    first, second = (
        part.ids[:_MOST]
        for part in tokenizer.encode_batch([_encodable(premise), _encodable(hypothesis)], add_special_tokens=False)
    )
    return (CLS, *first, SEP, *second, SEP), len(first) + 2


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def pairing_of(name: str) -> Callable[[Pairs], list[float]] | None:
    """What gives the probability that each pair contradicts; None for "none". Raises ModelUnavailable when used."""
    if name == NONE:
        return None
    return _packaged if name == PACKAGED else _named(name)


@cache
def _judge() -> tuple[Any, Tokenizer]:
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    from checker.compare import pair_net

    folder = model_folder()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    with as_file(files("checker.compare") / "data" / "pairs.safetensors") as weights:
        return pair_net.load(weights, load_file(folder / "model.safetensors")), tokenizer


def _packaged(pairs: Pairs) -> list[float]:
    """Each pair is read by itself and its probability rounded, so that float noise moves no verdict."""
    import torch

    net, tokenizer = _judge()
    found = []
    with torch.inference_mode():
        for premise, hypothesis in pairs:
            ids, second = encode_pair(tokenizer, premise, hypothesis)
            row = torch.tensor([ids])
            mask = torch.ones(1, len(ids))
            half = (torch.arange(len(ids)) >= second).float()[None]
            found.append(round(float(net(row, half, mask).softmax(-1)[0, 2]), 3))
    return found


def _named(name: str) -> Callable[[Pairs], list[float]]:
    loaded: list[Any] = []

    def judge(pairs: Pairs) -> list[float]:
        if not pairs:
            return []
        if not loaded:
            loaded.append(_load(name))
        model = loaded[0]
        column = _contradiction(model, name)
        scores = model.predict(list(pairs), apply_softmax=True, show_progress_bar=False, convert_to_numpy=True)
        return [round(float(row[column]), 3) for row in scores]

    return judge


def _load(name: str) -> Any:
    from sentence_transformers import CrossEncoder

    # Without the user's wish nothing is fetched: a name is looked up among folders and models already there.
    known = Path(name).is_dir()
    try:
        return CrossEncoder(
            name, device="cpu", trust_remote_code=False, local_files_only=known, model_kwargs={"use_safetensors": True}
        )
    except (OSError, ValueError) as problem:
        first = str(problem).strip().split("\n", 1)[0]
        raise ModelUnavailable(
            f"--nli {name!r} cannot be loaded ({first}); name minilm, none, or a cross-encoder with safetensors weights"
        ) from None


def _contradiction(model: Any, name: str) -> int:
    labels = {str(label).lower(): int(at) for at, label in (model.config.id2label or {}).items()}
    if "contradiction" not in labels:
        raise ModelUnavailable(
            f"--nli {name!r} has the answers {', '.join(sorted(labels)) or 'none'}; a model of inference has"
            " entailment, neutral and contradiction"
        )
    return labels["contradiction"]
