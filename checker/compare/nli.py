"""A judge of sentence pairs: can both be true, and if not, what do they dispute?

`minilm` is the judge that comes with the project, made by benchmarks/train_disputes.py; any other name is a
cross-encoder of sentence-transformers with the three usual answers of inference, named by the user.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ModelUnavailable
from checker.named_models import only_here
from checker.packaged import bare_tokenizer, digest_of, model_folder

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Pairs = Sequence[tuple[str, str]]
PACKAGED = "minilm"
NONE = "none"
# What two sentences dispute, in the order of the packaged judge's answers.
MATTERS = (
    "none", "location", "date", "responsibility", "victim_status", "cause", "occurrence", "stance", "count"
)  # fmt: skip
WEIGHED = ("responsibility", "victim_status", "cause", "occurrence", "stance")  # the rest has comparisons of its own
CLS, SEP = 101, 102  # the packaged model's vocabulary (BERT, uncased)
_MOST = 96  # tokens of one sentence that are read
_WEIGHTS = files("checker.compare") / "data" / "pairs.safetensors"
_BATCH = 32
_DIGITS = 3  # float noise moves no verdict


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a judge says of one pair of sentences."""

    odds: float  # probability that they cannot both be true, on a matter of WEIGHED
    matter: str  # the likeliest of these


Pairing = Callable[[Pairs], list[Opinion]]


def pairing_of(name: str, cache_dir: Path | None = None) -> Pairing | None:
    """The judge called `name`; None for "none". The packaged judge's opinions are kept under `cache_dir`.

    Nothing is loaded before the judge is asked for the first time; ModelUnavailable is raised then.
    """
    if name == NONE:
        return None
    if name == PACKAGED:
        return lambda pairs: [_opinion(row) for row in _rows(pairs, cache_dir)]
    return _named(name)


def _opinion(shares: Sequence[float]) -> Opinion:
    weighed = {name: share for name, share in zip(MATTERS, shares, strict=True) if name in WEIGHED}
    return Opinion(round(sum(weighed.values()), _DIGITS), max(weighed, key=lambda name: weighed[name]))


# --- the packaged judge -------------------------------------------------------------------------


def encode_pair(tokenizer: Tokenizer, premise: str, hypothesis: str) -> tuple[tuple[int, ...], int]:
    """Token ids of "[CLS] premise [SEP] hypothesis [SEP]", and where the hypothesis begins."""
    first, second = (
        part.ids[:_MOST]
        for part in tokenizer.encode_batch([_encodable(premise), _encodable(hypothesis)], add_special_tokens=False)
    )
    return (CLS, *first, SEP, *second, SEP), len(first) + 2


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _rows(pairs: Pairs, cache_dir: Path | None) -> list[tuple[float, ...]]:
    """The shares of MATTERS for each pair, out of the cache where they are known."""
    from checker.reading_cache import key_of, reading_cache

    if not pairs:
        return []
    with reading_cache(cache_dir, _digest()) as kept:
        keys = [key_of("pair", *pair) for pair in pairs]
        known = [kept.get(key) for key in keys]
        asked = [at for at, row in enumerate(known) if not row]
        found = [tuple(row or ()) for row in known]
        for at, row in zip(asked, _judged([pairs[at] for at in asked]), strict=True):
            found[at] = row
            kept.put(keys[at], row)
    return found


@cache
def _digest() -> str:
    return digest_of((_WEIGHTS,))


@cache
def _judge() -> tuple[Any, Tokenizer]:
    from safetensors.torch import load_file

    from checker.compare import pair_net
    from checker.eight_bits import in_8_bits

    folder = model_folder()
    with as_file(_WEIGHTS) as weights:
        network = pair_net.load(weights, load_file(folder / "model.safetensors"))
    in_8_bits(network.layers)
    return network, bare_tokenizer(folder)


def _judged(pairs: Pairs) -> list[tuple[float, ...]]:
    if not pairs:
        return []
    import torch

    from checker.compare import pair_net

    net, tokenizer = _judge()
    encoded = [encode_pair(tokenizer, *pair) for pair in pairs]
    # Pairs of one length together: padding would move a share by float noise, and so by whom a pair is read with.
    of_length: dict[int, list[int]] = {}
    for at, (ids, _) in enumerate(encoded):
        of_length.setdefault(len(ids), []).append(at)
    chunks = [same[at : at + _BATCH] for same in of_length.values() for at in range(0, len(same), _BATCH)]
    found: list[tuple[float, ...]] = [()] * len(pairs)
    with torch.inference_mode():
        for chunk in chunks:
            shares = net(*pair_net.collate([encoded[at] for at in chunk])).softmax(-1)
            for at, row in zip(chunk, shares.tolist(), strict=True):
                found[at] = tuple(round(share, _DIGITS) for share in row)
    return found


# --- a judge named by the user ------------------------------------------------------------------


def _named(name: str) -> Pairing:
    loaded: list[Any] = []

    def judge(pairs: Pairs) -> list[Opinion]:
        if not pairs:
            return []
        if not loaded:
            loaded.append(_load(name))
        model = loaded[0]
        column = _contradiction(model, name)
        whole = [(_encodable(one), _encodable(other)) for one, other in pairs]
        scores = model.predict(whole, apply_softmax=True, show_progress_bar=False, convert_to_numpy=True)
        return [Opinion(round(float(row[column]), _DIGITS), "stance") for row in scores]

    return judge


def _load(name: str) -> Any:
    from sentence_transformers import CrossEncoder

    try:
        return CrossEncoder(
            name,
            device="cpu",
            trust_remote_code=False,
            local_files_only=only_here(name),
            model_kwargs={"use_safetensors": True},
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
