#!/usr/bin/env python3
"""Train a judge of inference on open data: what benchmarks/train_disputes.py starts from.

    python benchmarks/train_nli.py POOL --out inference.safetensors [--minutes 40]

POOL is a folder with train.jsonl.gz and dev.jsonl.gz: one object a line with premise, hypothesis, label and
set. Only sets whose terms allow weights to be published are read (SOURCES below); not one of their sentences
is kept. Starts from the packaged MiniLM, its embeddings frozen; stops after the minutes given, so that the
learning rate falls to nothing by then. Prints accuracy on the pool's dev beside the majority class and a
threshold on the cosine of the packaged model's sentence embeddings.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  torch's own convention
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from checker.compact_bert import save
from checker.compare import pair_net as net
from checker.compare.nli import encode_pair
from checker.packaged import MODEL_SHA256, bare_tokenizer, model_folder

# Set: at most so many pairs. MNLI (OANC and fiction with free terms) and SNLI (CC BY-SA) dev, pairs built on
# SNLI under Apache-2.0, ConjNLI, FEVER-Symmetric and negation-NLI (MIT), Fool Me Twice (Apache-2.0), Breaking
# NLI (CC BY-SA). Left out: SICK (non-commercial) and every set that states no licence.
SOURCES = {
    "mnli_dev": 18_000,
    "snli_dev": 5_000,
    "counterfactual": 5_000,
    "conjnli": 2_500,
    "fever_symmetric": 1_500,
    "fm2_dev": 1_200,
    "breaking_nli": 600,
    "negation_mnli": 800,
    "negation_snli": 800,
}
CLEAN_DEV = ("counterfactual", "conjnli", "ling_in_loop")
MOST_TOKENS = 72


@dataclass(frozen=True, slots=True)
class Pair:
    """Token ids, where the hypothesis begins, and the right answer."""

    ids: tuple[int, ...]
    second: int
    answer: int


def read_pairs(path: Path, tokenizer: Tokenizer, wanted: dict[str, int] | None, luck: random.Random) -> list[Pair]:
    """The pairs of a pool's file; of `wanted` sets only, at most so many of each, and none too long."""
    by_set: dict[str, list[Pair]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["label"] not in net.ANSWERS or (wanted is not None and row["set"] not in wanted):
                continue
            ids, second = encode_pair(tokenizer, row["premise"], row["hypothesis"])
            if len(ids) <= MOST_TOKENS:
                by_set.setdefault(row["set"], []).append(Pair(ids, second, net.ANSWERS.index(row["label"])))
    found: list[Pair] = []
    for name, pairs in sorted(by_set.items()):
        luck.shuffle(pairs)
        found += pairs[: wanted[name]] if wanted else pairs
    return found


def collate(pairs: Sequence[Pair]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What the network takes, and the answers."""
    return *net.collate([(one.ids, one.second) for one in pairs]), torch.tensor([one.answer for one in pairs])


def judge(model: net.PairNet, ids: Tensor, second: Tensor, mask: Tensor) -> Tensor:
    """Logits in 32 bits, the layers in bfloat16."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits: Tensor = model(ids, second, mask)
    return logits.float()


def accuracy(model: net.PairNet, pairs: Sequence[Pair]) -> float:
    """Share of right answers."""
    model.eval()
    right = 0
    with torch.inference_mode():
        for chunk in _chunks(sorted(pairs, key=lambda one: len(one.ids)), 64):
            ids, second, mask, answers = collate(chunk)
            right += int((judge(model, ids, second, mask).argmax(-1) == answers).sum())
    return right / max(1, len(pairs))


def _chunks(pairs: Sequence[Pair], size: int) -> Iterator[Sequence[Pair]]:
    for at in range(0, len(pairs), size):
        yield pairs[at : at + size]


def train(model: net.PairNet, pairs: list[Pair], options: argparse.Namespace) -> None:
    """Epoch after epoch until the time is over; the rate falls with the time that is left."""
    head = set(map(id, model.head.parameters()))
    groups = [
        {"params": [p for p in model.parameters() if p.requires_grad and id(p) not in head], "share": 1.0},
        {"params": list(model.head.parameters()), "share": 3.0},
    ]
    descent = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01)
    began, seen, loss_sum = time.monotonic(), 0, 0.0
    while True:
        random.shuffle(pairs)
        blocks = [sorted(block, key=lambda one: len(one.ids)) for block in _chunks(pairs, 40 * options.batch)]
        batches = [batch for block in blocks for batch in _chunks(block, options.batch)]
        random.shuffle(batches)
        model.train()
        for batch in batches:
            spent = (time.monotonic() - began) / (60 * options.minutes)
            if spent >= 1:
                return
            for group in descent.param_groups:
                group["lr"] = options.rate * group["share"] * min(1.0, spent / 0.05 + 0.02) * (1 - spent)
            ids, second, mask, answers = collate(batch)
            loss = F.cross_entropy(judge(model, ids, second, mask), answers)
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            descent.step()
            loss_sum += loss.item() * len(batch)
            seen += len(batch)
            if seen // 4000 > (seen - len(batch)) // 4000:
                print(f"{seen:,} pairs, loss {loss_sum / 4000:.3f}, {time.monotonic() - began:.0f} s", flush=True)
                loss_sum = 0.0
                save(model, options.out, about(options, seen))


def about(options: argparse.Namespace, seen: int) -> dict[str, str]:
    """What the file says of itself."""
    return {"base": MODEL_SHA256, "seed": str(options.seed), "pairs": str(seen), "sources": " ".join(SOURCES)}


def cosine_accuracy(pairs: Sequence[Pair], tokenizer: Tokenizer) -> float:
    """Two thresholds on the cosine of the packaged model's embeddings, the best for these very pairs."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(model_folder()), device="cpu")
    texts = [tokenizer.decode(one.ids[1 : one.second - 1]) for one in pairs]
    texts += [tokenizer.decode(one.ids[one.second : -1]) for one in pairs]
    vectors = torch.tensor(model.encode(texts, normalize_embeddings=True, batch_size=64))
    likeness = (vectors[: len(pairs)] * vectors[len(pairs) :]).sum(-1)
    answers = torch.tensor([one.answer for one in pairs])
    steps = torch.linspace(-0.2, 1, 49)
    order = ((1, 2, 0), (2, 1, 0))  # which answer lies below, between and above the thresholds
    best = 0.0
    for low in steps:
        for high in steps[steps >= low]:
            for below, between, above in order:
                said = torch.where(likeness < low, below, torch.where(likeness < high, between, above))
                best = max(best, float((said == answers).float().mean()))
    return best


def main() -> None:
    """Parse, train, write, and print the accuracies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--measure", action="store_true", help="measure the file that is there and train nothing")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    tokenizer = bare_tokenizer(model_folder())
    base, luck = load_file(model_folder() / "model.safetensors"), random.Random(options.seed)
    if not options.measure:
        pairs = read_pairs(options.pool / "train.jsonl.gz", tokenizer, SOURCES, luck)
        print(f"{len(pairs):,} pairs", flush=True)
        model = net.start_from(base)
        options.out.parent.mkdir(parents=True, exist_ok=True)
        train(model, pairs, options)
        save(model, options.out, about(options, len(pairs)))
    model = net.load(options.out, base)
    print("| dev set | pairs | majority | cosine | trained |\n|---|---:|---:|---:|---:|")
    for name in CLEAN_DEV:
        dev = read_pairs(options.pool / "dev.jsonl.gz", tokenizer, {name: 1500}, luck)
        most = max(sum(one.answer == answer for one in dev) for answer in range(3)) / len(dev)
        cosine = cosine_accuracy(dev, tokenizer)
        print(f"| {name} | {len(dev):,} | {most:.3f} | {cosine:.3f} | {accuracy(model, dev):.3f} |", flush=True)


if __name__ == "__main__":
    main()
