#!/usr/bin/env python3
"""How fast the two readers read on one core, side by side with quantulum3, and how well.

    pip install -c constraints.txt quantulum3
    python benchmarks/reading_speed.py

The same texts for all: the gold set's reports. quantulum3 finds numbers with their units; it says
nothing of who is counted, so the comparison is of speed alone. Quality: claims on the gold set.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from statistics import median

from quality import GOLD, figure, measure

from checker import Report, Settings, read_reports
from checker.extract.learned_reader import read_mentions as read_learned
from checker.extract.rules_reader import read_mentions as read_by_rules
from checker.extract.sentences import sentence_spans

LEAST = 0.5  # seconds that one measurement takes


def seconds_of(work: Callable[[Report], object], reports: Sequence[Report]) -> float:
    """Processor time of `work` over all reports: other programs do not count. A quick reader reads them repeatedly."""
    passes = 0
    started = time.process_time()
    while not passes or time.process_time() - started < LEAST:
        for report in reports:
            work(report)
        passes += 1
    return (time.process_time() - started) / passes


def timed(
    found: dict[str, Callable[[Report], object]], reports: Sequence[Report], rounds: dict[str, int]
) -> dict[str, list[float]]:
    """The seconds of each reader in each of its rounds, after two reports to warm up.

    The readers take turns, so that what slows the machine for a while slows them all.
    """
    seconds: dict[str, list[float]] = {name: [] for name in found}
    for work in found.values():
        for report in reports[:2]:
            work(report)
    for turn in range(max(rounds.values())):
        for name, work in found.items():
            if turn < rounds[name]:
                seconds[name].append(seconds_of(work, reports))
    return seconds


def readers(settings: Settings) -> dict[str, Callable[[Report], object]]:
    """What is timed, by name."""
    found: dict[str, Callable[[Report], object]] = {
        "rules": lambda report: read_by_rules(report, settings),
        "learned": lambda report: read_learned(report, settings),
    }
    if find_spec("quantulum3"):
        from quantulum3 import classifier, parser

        # Its classifier of units is a pickle of an older scikit-learn; without it quantulum3 is the faster.
        classifier.USE_CLF = False
        found["quantulum3"] = lambda report: parser.parse(report.text)
    else:
        print("quantulum3 is not installed, so its row is missing: pip install quantulum3\n")
    return found


def main() -> None:
    """Time, score, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--core", type=int, default=0, help="the processor to run on")
    parser.add_argument("--rounds", type=int, default=7, help="turns of the quick readers; the median is shown")
    parser.add_argument("--learned-rounds", type=int, default=1, help="turns of the learned reader, which is slow")
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {args.core})
    import torch

    torch.set_num_threads(1)
    reports = list(read_reports([GOLD / "reports.jsonl"]))
    sentences = sum(len(sentence_spans(report.text)) for report in reports)
    found = readers(Settings())
    rounds = {name: args.learned_rounds if name == "learned" else args.rounds for name in found}
    seconds = timed(found, reports, rounds)
    base = seconds.get("quantulum3")
    print(f"{len(reports)} reports, {sentences:,} sentences, one core\n")
    print("| reader | sentences a second | times quantulum3 | whole incident F1 | all claims F1 |")
    print("|---|---:|---:|---:|---:|")
    for name, own in seconds.items():
        times = f"{median(one / other for one, other in zip(base, own, strict=False)):.1f}" if base else "-"
        cells = [f"{sentences / median(own):,.0f}", times]
        if name in ("rules", "learned"):
            scores = measure(Settings(extractor=name, incidents="given")).scores  # type: ignore[arg-type]
            cells += [f"{figure(scores, (key, 'f1')):.3f}" for key in ("claims_whole", "claims_all")]
        else:
            cells += ["-", "-"]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
