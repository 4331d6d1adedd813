"""Train the learned reader of figures from annotated reports.

    python benchmarks/train_reader.py --member 0
    python benchmarks/train_reader.py --member 1
    python benchmarks/fit_scopes.py --write

The reader is two networks that differ in their seed and in the tenth of the cases kept for validation. Each
starts from the packaged MiniLM (its word and position embeddings stay frozen), reads the folders fixtures/train* of
annotated reports and fixtures/cases/taught, never the gold set, and is written in 8-bit weights. The same seed on the
same machine gives the same weights; another processor gives weights that differ by float noise. A run takes about nine
minutes an epoch on one core.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from reader_anchors import Anchor, Annotated, kept_from, read_set
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

from checker.extract import reader_net as net
from checker.extract.numbers import find_quantities
from checker.extract.reader_windows import Window, cut
from checker.extract.scope_settling import SCOPES
from checker.extract.sentences import sentence_spans
from checker.extract.worth_reading import worth_reading
from checker.model import COUNT_ATTRIBUTES, Report
from checker.packaged import MODEL_SHA256, bare_tokenizer, model_folder

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "checker" / "extract" / "data"
MEMBERS = (0, 1)  # the reader is two networks, trained apart
# The last epoch reads the first two alone: they follow the conventions of the gold set most closely.
CLOSING = ("train", "train-more")
SETS = tuple(
    ROOT / "fixtures" / name for name in (*CLOSING, "train-scopes", "train-voices", "train-desks", "cases/taught")
)
MASK = 103
JOINTS = (
    "Elsewhere, ",
    "In a separate incident, ",
    "Meanwhile, ",
    "Separately, ",
    "In other news, ",
    "",
    "Also on the same day: ",
    "Last month, ",
    "Earlier this year, ",
    "In an earlier incident, ",
)


@dataclass(frozen=True, slots=True)
class Example:
    """One window with what is true of each of its tokens."""

    ids: tuple[int, ...]
    counts: Tensor  # (length, attributes + either): 1 where the word counts
    scope: Tensor  # (length,): -100 where no claim is
    sums: Tensor  # (length, 2): a list that adds up begins, goes on
    sum_scope: Tensor  # (length,)
    read: Tensor  # (length,): 1 where a claim may stand


def label(window: Window, anchors: Sequence[Anchor]) -> Example:
    """The labels of one window."""
    length = len(window.ids)
    first = {}
    for at, span in enumerate(window.spans):
        if span is not None:
            first.setdefault(span[0], at)
    counts, sums = torch.zeros(length, net.ATTRIBUTES + 1), torch.zeros(length, 2)
    scope, sum_scope = torch.full((length,), -100), torch.full((length,), -100)
    for anchor in (anchor for anchor in anchors if anchor.start in first):
        at = first[anchor.start]
        for attribute, name, low, high in anchor.labels:
            counts[at, COUNT_ATTRIBUTES.index(attribute)] = 1
            counts[at, net.EITHER] = float(low == 0 and high != 0)
            scope[at] = SCOPES.index(name)
        for attribute, name, last in anchor.sums:
            sums[at, 0] = 1
            sum_scope[at] = SCOPES.index(name)
            for other in anchors:
                same = any(mark[0] == attribute for mark in other.labels)
                if anchor.start < other.start <= last and other.start in first and same:
                    sums[first[other.start], 1] = 1
    read = torch.tensor([float(span is not None) for span in window.spans])
    return Example(window.ids, counts, scope, sums, sum_scope, read)


class Examples:
    """Windows of reports, in variants that hide the source, the date or the headline; each made once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._made: dict[tuple[str, str, int], list[Example]] = {}

    def of(self, one: Annotated, variant: int = 0) -> list[Example]:
        """The windows of one report; variant 0 hides nothing."""
        key = (one.case, one.report.id, variant)
        if key not in self._made:
            report = _variant(one.report, variant)
            sentences = sentence_spans(report.text)
            windows = cut(report, worth_reading(report.text, sentences, find_quantities(report.text)), self._tokenizer)
            self._made[key] = [label(window, one.anchors) for window in windows]
        return self._made[key]


def _variant(report: Report, variant: int) -> Report:
    if variant in (1, 3):
        report = replace(report, source="")
    if variant in (2, 3):
        report = replace(report, published=None)
    if variant == 4:
        report = Report(report.id, report.text[: report.body_end], report.source, report.published)
    return report


def digests(reports: Sequence[Annotated], wanted: int, luck: random.Random) -> list[Annotated]:
    """Reports with the lead of another incident's report as a last paragraph: its figures are "other"."""
    pool = [one for one in reports if one.report.title and len(one.report.text) < 1400]
    made: list[Annotated] = []
    while len(made) < wanted:
        main, aside = luck.choice(pool), luck.choice(pool)
        sentences = sentence_spans(aside.report.text[: aside.report.body_end])[: luck.choice((1, 1, 2))]
        if main.case == aside.case or not sentences:
            continue
        made.append(_digest(main, aside, sentences[0][0], sentences[-1][1], luck.choice(JOINTS), len(made)))
    return made


def _digest(main: Annotated, aside: Annotated, start: int, end: int, joint: str, number: int) -> Annotated:
    body = main.report.text[: main.report.body_end]
    text = f"{body}\n\n{joint}{aside.report.text[start:end]}"
    report = replace(main.report, id=f"digest-{number}", text=text)
    headline, lead = len(report.text) - len(main.report.text), len(body) + 2 + len(joint) - start
    own = [_shift(one, headline if one.start >= main.report.body_end else 0, other=False) for one in main.anchors]
    theirs = [_shift(one, lead, other=True) for one in aside.anchors if start <= one.start < end]
    return Annotated(main.case, report, tuple(sorted(own + theirs, key=lambda anchor: anchor.start)), 0)


def _shift(anchor: Anchor, by: int, other: bool) -> Anchor:
    def scope(name: str) -> str:
        return "other" if other and name in ("incident", "subset") else name

    labels = [(attribute, scope(name), low, high) for attribute, name, low, high in anchor.labels]
    sums = [(attribute, scope(name), last + by) for attribute, name, last in anchor.sums]
    return Anchor(anchor.start + by, anchor.end + by, labels, sums)


def number_pools(tokenizer: Tokenizer) -> dict[int, list[int]]:
    """Token ids of numerals that may stand for one another: a reader should not learn figures by heart."""
    words = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    pools = [words.split(), *([str(n) for n in range(10**k + (k == 0), 10 ** (k + 1))] for k in range(3))]
    found = {}
    for pool in pools:
        ids = [i for word in pool if (i := tokenizer.token_to_id(word)) is not None]
        found.update(dict.fromkeys(ids, ids))
    return found


def vary(example: Example, pools: dict[int, list[int]], swap: float, hide: float) -> Example:
    """Other numerals in places, and some words masked."""
    ids = list(example.ids)
    counted = example.counts.amax(dim=1)
    for at in range(1, len(ids) - 1):
        if ids[at] in pools:
            if random.random() < swap:
                ids[at] = random.choice(pools[ids[at]])
        elif ids[at] > 1000 and counted[at] == 0 and random.random() < hide:
            ids[at] = MASK
    return replace(example, ids=tuple(ids))


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples padded to one length, a multiple of 32: few shapes keep the kernels' cache small."""

    ids: Tensor
    mask: Tensor
    counts: Tensor
    scope: Tensor
    sums: Tensor
    sum_scope: Tensor
    read: Tensor


def collate(examples: Sequence[Example]) -> Batch:
    """Pad and stack."""
    length = -(-max(len(one.ids) for one in examples) // 32) * 32

    def stack(parts: list[Tensor], fill: int) -> Tensor:
        return torch.stack(
            [F.pad(part, (0, 0) * (part.dim() - 1) + (0, length - len(part)), value=fill) for part in parts]
        )

    return Batch(
        stack([torch.tensor(one.ids) for one in examples], 0),
        stack([torch.ones(len(one.ids), dtype=torch.long) for one in examples], 0),
        stack([one.counts for one in examples], 0),
        stack([one.scope for one in examples], -100),
        stack([one.sums for one in examples], 0),
        stack([one.sum_scope for one in examples], -100),
        stack([one.read for one in examples], 0),
    )


def loss_of(logits: Tensor, batch: Batch) -> Tensor:
    """Cross-entropies of the four questions, a claim's share each."""
    claims = batch.counts.amax(-1).sum().clamp(min=1)
    counted = F.binary_cross_entropy_with_logits(logits[..., : net.EITHER + 1], batch.counts, reduction="none")
    adding = F.binary_cross_entropy_with_logits(
        logits[..., net.SUM_FIRST : net.SUM_NEXT + 1], batch.sums, reduction="none"
    )
    loss = ((counted.sum(-1) + 0.7 * adding.sum(-1)) * batch.read).sum() / claims
    if (batch.scope >= 0).any():
        loss = loss + 0.7 * F.cross_entropy(logits[..., net.SCOPE].transpose(1, 2), batch.scope)
    if (batch.sum_scope >= 0).any():
        loss = loss + 0.2 * F.cross_entropy(logits[..., net.SUM_SCOPE].transpose(1, 2), batch.sum_scope)
    return loss


def predict(model: net.ReaderNet, batch: Batch) -> Tensor:
    """Logits in 32 bits, the layers in bfloat16: three times faster where the processor has it."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits: Tensor = model(batch.ids, batch.mask)
    return logits.float()


def validate(model: net.ReaderNet, examples: list[Example]) -> dict[str, float]:
    """F1 of words that count, of those about the whole incident, and the share of right scopes among the found."""
    tally: Counter[str] = Counter()
    model.eval()
    with torch.no_grad():
        for batch in _chunks(sorted(examples, key=lambda one: len(one.ids)), 32):
            logits = predict(model, stacked := collate(batch))
            said = (logits[..., : net.EITHER] > 0) & (stacked.read[..., None] > 0)
            true = stacked.counts[..., : net.EITHER] > 0
            scope = logits[..., net.SCOPE].argmax(-1)
            found = (said & true).any(-1)
            for name, s, t in (
                ("words", said, true),
                ("whole", said & (scope == 0)[..., None], true & (stacked.scope == 0)[..., None]),
            ):
                tally[f"{name} hit"] += int((s & t).sum())
                tally[f"{name} all"] += int(s.sum() + t.sum())
            tally["scope right"] += int((scope == stacked.scope)[found].sum())
            tally["found"] += int(found.sum())
    return {
        "words F1": 2 * tally["words hit"] / max(1, tally["words all"]),
        "whole F1": 2 * tally["whole hit"] / max(1, tally["whole all"]),
        "scope": tally["scope right"] / max(1, tally["found"]),
    }


def _chunks(items: list[Example], size: int) -> Iterator[list[Example]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]


def fresh(layers: int) -> net.ReaderNet:
    """The untrained network; its first answer is "counts nothing", which most words do."""
    model = net.start_from(load_file(model_folder() / "model.safetensors"), layers)
    nn.init.normal_(model.head.weight, std=0.02)
    nn.init.zeros_(model.head.bias)
    with torch.no_grad():
        model.head.bias[: net.EITHER + 1] = -4
        model.head.bias[net.SUM_FIRST : net.SUM_NEXT + 1] = -5
    return model


def optimiser(model: net.ReaderNet, rate: float) -> torch.optim.AdamW:
    """Decay on matrices only, and three times the rate on the new head."""
    head = set(map(id, model.head.parameters()))
    body = [part for part in model.parameters() if part.requires_grad and id(part) not in head]
    groups = [
        {"params": [part for part in body if part.dim() > 1], "weight_decay": 0.01, "share": 1},
        {"params": [part for part in body if part.dim() <= 1], "weight_decay": 0.0, "share": 1},
        {"params": list(model.head.parameters()), "weight_decay": 0.01, "share": 3},
    ]
    return torch.optim.AdamW(groups, lr=rate)


def train(options: argparse.Namespace) -> None:
    """Read, train, validate after each epoch, and write."""
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    tokenizer = bare_tokenizer(model_folder())
    reports = [one for folder in options.sets for one in read_set(folder)]
    lost, claims = sum(one.lost for one in reports), sum(len(one.anchors) for one in reports)
    held = kept_from(reports, options.member)
    kept = [one for one in reports if one.case not in held]
    print(f"{len(reports)} reports, {claims} words that count, {lost} claims without a word of their own", flush=True)
    closing = [one for one in kept if one.case.split("/")[0] in CLOSING]
    kept += digests(kept, options.digests, random.Random(options.seed))
    made, pools = Examples(tokenizer), number_pools(tokenizer)
    check = [example for one in reports if one.case in held for example in made.of(one)]
    all_windows, last_windows = (sum(len(made.of(one)) for one in part) for part in (kept, closing))
    steps = ((options.epochs - 1) * all_windows + last_windows) / options.batch
    model, began, step = fresh(options.layers), time.monotonic(), 0
    descent = optimiser(model, options.rate)
    for epoch in range(options.epochs):
        read = closing if epoch == options.epochs - 1 else kept
        examples = [example for one in read for example in made.of(one, random.choice((0, 0, 0, 0, 0, 1, 1, 2, 3, 4)))]
        random.shuffle(examples)
        batches = [
            batch
            for block in _chunks(examples, options.batch * 20)
            for batch in _chunks(sorted(block, key=lambda one: len(one.ids)), options.batch)
        ]
        random.shuffle(batches)
        model.train()
        total = 0.0
        for chunk in batches:
            pace = min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group in descent.param_groups:
                group["lr"] = options.rate * pace * group["share"]
            batch = collate([vary(one, pools, options.swap, options.hide) for one in chunk])
            loss = loss_of(predict(model, batch), batch)
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            descent.step()
            step += 1
            total += loss.item()
        figures = "  ".join(f"{name} {value:.4f}" for name, value in validate(model, check).items())
        print(
            f"epoch {epoch + 1}  loss {total / len(batches):.3f}  {figures}  {time.monotonic() - began:.0f} s",
            flush=True,
        )
        net.save(model, options.out, {"base": MODEL_SHA256, "seed": str(options.seed), "reports": str(len(kept))})


def main() -> None:
    """Parse and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, nargs="+", default=[folder for folder in SETS if folder.is_dir()])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--layers", type=int, default=net.LAYERS)
    parser.add_argument("--digests", type=int, default=450)
    parser.add_argument("--swap", type=float, default=0.4, help="share of numerals replaced by others")
    parser.add_argument("--hide", type=float, default=0.1, help="share of words masked")
    parser.add_argument("--member", type=int, choices=MEMBERS, default=0, help="which of the two networks to train")
    parser.add_argument("--seed", type=int, help="7 for the first network, 8 for the second")
    options = parser.parse_args()
    options.seed = 7 + options.member if options.seed is None else options.seed
    options.out = options.out or DATA / f"reader-{options.member}.safetensors"
    train(options)


if __name__ == "__main__":
    main()
