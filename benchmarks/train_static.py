#!/usr/bin/env python3
"""Distil the packaged MiniLM to a static model: one vector a token, no network of layers.

    python benchmarks/train_static.py

Each token of the vocabulary goes through MiniLM alone; principal components keep the directions in which tokens
differ most; common tokens weigh less (smooth inverse frequency, Arora, Liang and Ma 2017, over the Zipf law of the
vocabulary, which is sorted by frequency). The recipe is that of model2vec; nothing is random. Writes
checker/group/data/static, a folder that sentence-transformers loads and that `--model static` reads without torch.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from checker.packaged import model_folder

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "checker" / "group" / "data" / "static"
# How common a token must be (as a share of all) to lose half its weight.
HALF_WEIGHT = 1e-4
BATCH = 1024


def token_vectors() -> Any:
    """MiniLM's vector of each token of its vocabulary, as if it were a whole text."""
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(model_folder()), device="cpu")
    network, tokenizer = model[0].auto_model.eval(), model.tokenizer
    begin, end, parts = tokenizer.cls_token_id, tokenizer.sep_token_id, []
    with torch.inference_mode():
        for at in range(0, len(tokenizer), BATCH):
            ids = torch.tensor([[begin, token, end] for token in range(at, min(at + BATCH, len(tokenizer)))])
            hidden = network(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
            parts.append(hidden.mean(dim=1).numpy())
    return np.concatenate(parts).astype(np.float64)


def reduced(vectors: Any, width: int) -> Any:
    """The `width` main components, centred; the sign of each is that of its largest entry."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    chosen = directions[:, ::-1][:, :width]
    signs = np.sign(chosen[np.abs(chosen).argmax(axis=0), np.arange(width)])
    return centred @ (chosen * signs)


def weighted(vectors: Any) -> Any:
    """Vectors times smooth inverse frequency by rank; tokens that stand for nothing get none."""
    lines = (model_folder() / "vocab.txt").read_text("utf-8").splitlines()
    rank = np.arange(1, len(vectors) + 1, dtype=np.float64)
    share = (1 / rank) / (1 / rank).sum()
    weight = HALF_WEIGHT / (HALF_WEIGHT + share)
    weight[[number for number, token in enumerate(lines) if token.startswith("[") and token.endswith("]")]] = 0
    return vectors * weight[:, None]


def write(vectors: Any, folder: Path) -> None:
    """The folder as sentence-transformers has it."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({"embedding.weight": vectors.astype(np.float16)}, str(folder / "model.safetensors"))
    shutil.copyfile(model_folder() / "tokenizer.json", folder / "tokenizer.json")
    kind = "sentence_transformers.sentence_transformer.modules.StaticEmbedding"
    (folder / "modules.json").write_text(
        json.dumps([{"idx": 0, "name": "0", "path": "", "type": kind}]) + "\n", "utf-8"
    )
    (folder / "config_sentence_transformers.json").write_text(
        json.dumps({"similarity_fn_name": "cosine"}) + "\n", "utf-8"
    )


def main() -> None:
    """Distil and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--width", type=int, default=128, help="numbers a token (default 128)")
    parser.add_argument("--to", type=Path, default=FOLDER, metavar="DIR")
    args = parser.parse_args()
    write(weighted(reduced(token_vectors(), args.width)), args.to)
    size = sum(path.stat().st_size for path in args.to.iterdir())
    print(f"{args.to}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
