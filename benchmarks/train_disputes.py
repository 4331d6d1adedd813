#!/usr/bin/env python3
"""Teach the judge of sentence pairs what reports dispute: fine-tuning on fixtures/train-disputes.

    python benchmarks/train_disputes.py --start inference.safetensors    after benchmarks/train_nli.py --out there
    python benchmarks/train_disputes.py --measure                             the file that is there, on what was kept

Every sentence of a cluster is paired with every other; a pair is one of MATTERS, or none. The kept tenth of
clusters, by a digest of their first sentence, is never trained on. Prints average precision and the best F1 there,
beside a threshold on the cosine of the packaged model's sentence embeddings.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  torch's own convention
from gold_claims import cases, gold_pairs
from safetensors.torch import load_file
from sklearn.metrics import average_precision_score
from tokenizers import Tokenizer
from torch import nn
from train_nli import Pair, collate, judge

from checker.compact_bert import save
from checker.compare import pair_net as net
from checker.compare.nli import MATTERS, encode_pair
from checker.compare.second_opinion import SURE
from checker.extract.sentences import sentence_spans
from checker.group.static import encode
from checker.model import Report
from checker.packaged import MODEL_SHA256, bare_tokenizer, model_folder

ROOT = Path(__file__).resolve().parent.parent
DISPUTES = ROOT / "fixtures" / "train-disputes"
TAUGHT = ROOT / "fixtures" / "cases" / "taught"
WEIGHTS = ROOT / "checker" / "compare" / "data" / "pairs.safetensors"
# Other pairs of an epoch, for each that contradicts or is allied; half of them from the likest quarter, since the
# judge is asked about pairs that are alike.
QUIET = 2
LIKEST = 0.25
BATCH = 32


@dataclass(frozen=True, slots=True)
class Told:
    """Two sentences of one cluster and the number of what they dispute, 0 for nothing."""

    one: str
    other: str
    matter: int
    allied: bool = False  # both dispute what a third sentence says: one side, in two wordings


def read_clusters(folder: Path, kept: bool) -> list[Told]:
    """All pairs of the clusters to learn from, or of those kept apart."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            cluster = json.loads(line)
            sentences = cluster["sentences"]
            if (zlib.crc32(sentences[0].encode()) % 10 == 0) != kept:
                continue
            matters = {(min(i, j), max(i, j)): MATTERS.index(kind) for i, j, kind in cluster["conflicts"]}
            against: dict[int, set[tuple[int, int]]] = {}
            for (i, j), matter in matters.items():
                against.setdefault(i, set()).add((j, matter))
                against.setdefault(j, set()).add((i, matter))
            for i, j in combinations(range(len(sentences)), 2):
                matter = matters.get((i, j), 0)
                allied = not matter and bool(against.get(i, set()) & against.get(j, set()))
                found.append(Told(sentences[i], sentences[j], matter, allied))
    return found


def quiet_pairs(folder: Path) -> list[Told]:
    """Sentence pairs of reports that no annotated conflict separates: what most pairs of a real set are like."""
    found = []
    for case in cases(folder):
        separated = {
            pair for finding in case.findings if finding["relation"] == "conflict" for pair in gold_pairs(finding)
        }
        for one, other in combinations(case.reports.values(), 2):
            if (min(one.id, other.id), max(one.id, other.id)) not in separated:
                found += [Told(first, second, 0) for first in sentences(one) for second in sentences(other)]
    return found


def sentences(report: Report) -> list[str]:
    """The sentences of a report."""
    return [report.text[start:end] for start, end in sentence_spans(report.text)]


def encoded(told: Sequence[Told], tokenizer: Tokenizer, turned: bool = False) -> list[Pair]:
    """Pairs as token ids, the second sentence first where `turned`."""
    return [
        Pair(*encode_pair(tokenizer, *((each.other, each.one) if turned else (each.one, each.other))), each.matter)
        for each in told
    ]


def train(model: net.PairNet, told: list[Told], tokenizer: Tokenizer, options: argparse.Namespace) -> None:
    """Some epochs over all pairs that contradict, all allied ones and some of the rest, each way round by turns."""
    ways = (encoded(told, tokenizer), encoded(told, tokenizer, turned=True))
    loud = [at for at, each in enumerate(told) if each.matter or each.allied]
    still = likest_first(told, [at for at, each in enumerate(told) if not each.matter and not each.allied])
    near = still[: int(LIKEST * len(still))]
    head = set(map(id, model.head.parameters()))
    groups = [
        {"params": [p for p in model.parameters() if p.requires_grad and id(p) not in head], "share": 1.0},
        {"params": list(model.head.parameters()), "share": 5.0},
    ]
    descent = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.01)
    steps = options.epochs * (len(loud) * (1 + QUIET) // BATCH)
    step, began = 0, time.monotonic()
    for epoch in range(options.epochs):
        half = QUIET * len(loud) // 2
        chosen = [*loud, *random.sample(near, min(len(near), half)), *random.sample(still, min(len(still), half))]
        pairs = [ways[random.randrange(2)][at] for at in chosen]
        random.shuffle(pairs)
        blocks = [
            sorted(pairs[at : at + 20 * BATCH], key=lambda one: len(one.ids)) for at in range(0, len(pairs), 20 * BATCH)
        ]
        batches = [block[at : at + BATCH] for block in blocks for at in range(0, len(block), BATCH)]
        random.shuffle(batches)
        model.train()
        total = 0.0
        for batch in batches:
            done = min(1.0, step / steps)
            for group in descent.param_groups:
                group["lr"] = options.rate * group["share"] * min(1.0, done / 0.06 + 0.02) * (1 - done)
            ids, second, mask, answers = collate(batch)
            logits = judge(model, ids, second, mask)
            loss = F.cross_entropy(logits, answers)
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            descent.step()
            total += loss.item()
            step += 1
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.monotonic() - began:.0f} s", flush=True)
        # Written each time: what was learnt stands, should a long run be broken off.
        save(model, options.out, {"base": MODEL_SHA256, "seed": str(options.seed), "pairs": str(len(told))})
        measure(model, read_clusters(DISPUTES, kept=True), tokenizer)


def likest_first(told: Sequence[Told], places: Sequence[int]) -> list[int]:
    """The places of pairs in `told`, by the cosine of the packaged static model, the likest first."""
    texts = sorted({text for at in places for text in (told[at].one, told[at].other)})
    row = {text: at for at, text in enumerate(texts)}
    vectors = encode(texts)
    ones, others = ([row[getattr(told[at], side)] for at in places] for side in ("one", "other"))
    likeness = (vectors[ones] * vectors[others]).sum(-1)
    return [places[at] for at in (-likeness).argsort(kind="stable")]


def scores(model: net.PairNet, pairs: Sequence[Pair]) -> list[float]:
    """The probability that each pair is at odds, figures left out."""
    model.eval()
    order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].ids))
    found = [0.0] * len(pairs)
    with torch.inference_mode():
        for start in range(0, len(order), 64):
            chunk = order[start : start + 64]
            ids, second, mask, _ = collate([pairs[at] for at in chunk])
            shares = judge(model, ids, second, mask).softmax(-1)
            at_odds = 1 - shares[:, MATTERS.index("none")] - shares[:, MATTERS.index("count")]
            for at, share in zip(chunk, at_odds.tolist(), strict=True):
                found[at] = share
    return found


def measure(model: net.PairNet, told: Sequence[Told], tokenizer: Tokenizer) -> list[float]:
    """Print average precision and the best F1 on pairs; give the mean score of both ways."""
    count = MATTERS.index("count")
    told = [each for each in told if each.matter != count]
    both = zip(
        scores(model, encoded(told, tokenizer)), scores(model, encoded(told, tokenizer, turned=True)), strict=True
    )
    found = [(one + other) / 2 for one, other in both]
    print(f"  judge: {summary(found, [each.matter > 0 for each in told])}", flush=True)
    allied = [score >= SURE for score, each in zip(found, told, strict=True) if each.allied]
    print(f"  of {len(allied)} pairs of one side {sum(allied)} are taken for disputes", flush=True)
    return found


def summary(found: Sequence[float], right: Sequence[bool]) -> str:
    """Average precision, and F1 at the best threshold with its precision and recall."""
    ranked = sorted(zip(found, right, strict=True), reverse=True)
    hits, best = 0, (0.0, 0.0, 0.0, 0.0)
    for said, (score, true) in enumerate(ranked, start=1):
        hits += true
        best = max(best, (2 * hits / (said + sum(right)), hits / said, hits / sum(right), score))
    return (
        f"average precision {average_precision_score(right, found):.3f}, best F1 {best[0]:.3f}"
        f" (precision {best[1]:.3f}, recall {best[2]:.3f}, from {best[3]:.2f}), {sum(right)} of {len(right)} pairs"
    )


def cosine(told: Sequence[Told]) -> str:
    """The same for the likeness of sentence embeddings."""
    from sentence_transformers import SentenceTransformer

    told = [each for each in told if each.matter != MATTERS.index("count")]
    model = SentenceTransformer(str(model_folder()), device="cpu")
    texts = [text for each in told for text in (each.one, each.other)]
    vectors = model.encode(texts, normalize_embeddings=True, batch_size=64)
    return summary((vectors[::2] * vectors[1::2]).sum(-1).tolist(), [each.matter > 0 for each in told])


def main() -> None:
    """Parse, train, write, and print what the kept clusters say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, default=WEIGHTS, help="weights to start from")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--measure", action="store_true", help="measure the file that is there and train nothing")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    tokenizer = bare_tokenizer(model_folder())
    base = load_file(model_folder() / "model.safetensors")
    kept = read_clusters(DISPUTES, kept=True)
    if not options.measure:
        told = [*read_clusters(DISPUTES, kept=False), *quiet_pairs(TAUGHT)]
        print(f"{len(told):,} pairs, {sum(each.matter > 0 for each in told):,} at odds", flush=True)
        model = net.load(options.start, base)
        if model.head.out_features != len(MATTERS):  # a judge of inference: its layers serve, its answers do not
            model.head = nn.Linear(model.head.in_features, len(MATTERS))
        train(model, told, tokenizer, options)
    measure(net.load(options.out, base), kept, tokenizer)
    print(f"  cosine: {cosine(kept)}")


if __name__ == "__main__":
    main()
