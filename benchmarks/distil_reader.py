#!/usr/bin/env python3
"""Make one network out of the two that train_reader.py trains: as good as their mean, twice as fast.

    python benchmarks/distil_reader.py --teachers FOLDER

Knowledge distillation (Hinton, Vinyals and Dean 2015): the student starts from the first teacher and is taught the mean
of both teachers' logits, on every word of the folders fixtures/train* and of fixtures/cases/taught, with numerals swapped,
words masked and digests of two reports as in their own training. It needs no annotation, so that text on which
they were not trained serves too. The gold set is not read. The same seed on the same machine gives the same weights.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from reader_anchors import kept_from, read_set
from safetensors.torch import load_file
from torch import Tensor, nn
from train_reader import (
    DATA,
    MEMBERS,
    ROOT,
    SETS,
    Batch,
    Examples,
    chunks,
    collate,
    digests,
    number_pools,
    optimiser,
    predict,
    validate,
    vary,
)

from checker.compact_bert import layers_of, unpack
from checker.extract import reader_net as net
from checker.packaged import MODEL_SHA256, bare_tokenizer, model_folder

# Reports of a later training, which the teachers have not read.
UNREAD = ROOT / "fixtures" / "train-turns"


def student_of(teacher: Path, base: dict[str, Tensor], layers: int) -> net.ReaderNet:
    """The first teacher, with so many of its layers, evenly spaced and the last among them."""
    state = unpack(teacher)
    depth = layers_of(state)
    taken = [round((i + 1) * depth / layers) - 1 for i in range(layers)]
    model = net.start_from(base, layers)
    kept = {name: tensor for name, tensor in state.items() if not name.startswith("layers.")}
    for ours, theirs in enumerate(taken):
        stem = f"layers.{theirs}."
        kept |= {f"layers.{ours}.{name[len(stem):]}": part for name, part in state.items() if name.startswith(stem)}
    model.load_state_dict(kept, strict=False)
    return model


def loss_of(said: Tensor, taught: Tensor, batch: Batch) -> Tensor:
    """How far the student's logits lie from the teachers', a claim's share; scopes weigh where a word counts."""
    counts, sums = slice(0, net.EITHER + 1), slice(net.SUM_FIRST, net.SUM_NEXT + 1)
    likely = taught[..., : net.EITHER].amax(-1).sigmoid() * batch.read
    adds = taught[..., net.SUM_FIRST].sigmoid() * batch.read
    claims = likely.sum().clamp(min=1)
    counted = F.binary_cross_entropy_with_logits(said[..., counts], taught[..., counts].sigmoid(), reduction="none")
    adding = F.binary_cross_entropy_with_logits(said[..., sums], taught[..., sums].sigmoid(), reduction="none")
    loss = ((counted.sum(-1) + 0.7 * adding.sum(-1)) * batch.read).sum() / claims
    loss = loss + 0.7 * (_scopes(said[..., net.SCOPE], taught[..., net.SCOPE]) * likely).sum() / claims
    # Scopes are settled over the report by their logits, so that these are to be the teachers', not their order alone.
    apart = (said[..., net.SCOPE] - taught[..., net.SCOPE]).square().mean(-1)
    loss = loss + 0.1 * (apart * likely).sum() / claims
    return loss + 0.2 * (_scopes(said[..., net.SUM_SCOPE], taught[..., net.SUM_SCOPE]) * adds).sum() / claims


def _scopes(said: Tensor, taught: Tensor) -> Tensor:
    return -(taught.softmax(-1) * said.log_softmax(-1)).sum(-1)


def taught_by(teachers: Sequence[net.ReaderNet], batch: Batch) -> Tensor:
    """The mean of the teachers' logits."""
    with torch.inference_mode():
        logits = [predict(teacher, batch) for teacher in teachers]
    return torch.stack(logits).mean(0).clone()


def distil(options: argparse.Namespace) -> None:
    """Read, teach, validate after each epoch, and write."""
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    folder = model_folder()
    tokenizer, base = bare_tokenizer(folder), load_file(folder / "model.safetensors")
    files = [options.teachers / f"reader-{member}.safetensors" for member in MEMBERS]
    teachers = [net.load(path, base) for path in files]
    model = student_of(files[0], base, options.layers)
    reports = [one for part in options.sets for one in read_set(part)]
    held = kept_from(reports, MEMBERS[0])
    kept = [one for one in reports if one.case not in held]
    kept += digests(kept, options.digests, random.Random(options.seed))
    made, pools = Examples(tokenizer), number_pools(tokenizer)
    check = [example for one in reports if one.case in held for example in made.of(one)]
    steps = options.epochs * sum(len(made.of(one)) for one in kept) / options.batch
    descent, began, step = optimiser(model, options.rate), time.monotonic(), 0
    print(f"{len(kept)} reports; first teacher: {validate(teachers[0], check)}", flush=True)
    for epoch in range(options.epochs):
        examples = [example for one in kept for example in made.of(one, random.choice((0, 0, 0, 0, 0, 1, 1, 2, 3, 4)))]
        random.shuffle(examples)
        batches = [
            batch
            for block in chunks(examples, options.batch * 20)
            for batch in chunks(sorted(block, key=lambda one: len(one.ids)), options.batch)
        ]
        random.shuffle(batches)
        model.train()
        total = 0.0
        for chunk in batches:
            pace = min(1.0, (step + 1) / (0.04 * steps)) * max(0.02, 1 - step / steps)
            for group in descent.param_groups:
                group["lr"] = options.rate * pace
            batch = collate([vary(one, pools, options.swap, options.hide) for one in chunk])
            loss = loss_of(predict(model, batch), taught_by(teachers, batch), batch)
            descent.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            descent.step()
            step += 1
            total += loss.item()
            if step % 100 == 0:
                print(f"  step {step} of {steps:.0f}  {time.monotonic() - began:.0f} s", flush=True)
        figures = "  ".join(f"{name} {value:.4f}" for name, value in validate(model, check).items())
        print(f"epoch {epoch + 1}  loss {total / len(batches):.3f}  {figures}", flush=True)
        net.save(model, options.out, {"base": MODEL_SHA256, "seed": str(options.seed), "reports": str(len(kept))})


def main() -> None:
    """Parse and distil."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teachers", type=Path, required=True, help="where reader-0 and reader-1.safetensors are")
    parser.add_argument("--sets", type=Path, nargs="+", default=[part for part in (*SETS, UNREAD) if part.is_dir()])
    parser.add_argument("--out", type=Path, default=DATA / "reader.safetensors")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--layers", type=int, default=net.LAYERS)
    parser.add_argument("--digests", type=int, default=450)
    parser.add_argument("--swap", type=float, default=0.4, help="share of numerals replaced by others")
    parser.add_argument("--hide", type=float, default=0.1, help="share of words masked")
    parser.add_argument("--seed", type=int, default=9)
    distil(parser.parse_args())


if __name__ == "__main__":
    main()
