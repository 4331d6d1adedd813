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

from quality import GOLD, figure, measure

from checker import Report, Settings, read_reports
from checker.extract.learned_reader import read_mentions as read_learned
from checker.extract.rules_reader import read_mentions as read_by_rules
from checker.extract.sentences import sentence_spans


def seconds_of(work: Callable[[Report], object], reports: Sequence[Report]) -> float:
    """Processor time of `work` over all reports, after two reports to warm up: other programs do not count."""
    for report in reports[:2]:
        work(report)
    started = time.process_time()
    for report in reports:
        work(report)
    return time.process_time() - started


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
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {args.core})
    import torch

    torch.set_num_threads(1)
    reports = list(read_reports([GOLD / "reports.jsonl"]))
    sentences = sum(len(sentence_spans(report.text)) for report in reports)
    rates = {name: sentences / seconds_of(work, reports) for name, work in readers(Settings()).items()}
    base = rates.get("quantulum3")
    print(f"{len(reports)} reports, {sentences:,} sentences, one core\n")
    print("| reader | sentences a second | times quantulum3 | whole incident F1 | all claims F1 |")
    print("|---|---:|---:|---:|---:|")
    for name, rate in rates.items():
        cells = [f"{rate:,.0f}", f"{rate / base:.1f}" if base else "-"]
        if name in ("rules", "learned"):
            scores = measure(Settings(extractor=name, incidents="given")).scores  # type: ignore[arg-type]
            cells += [f"{figure(scores, (key, 'f1')):.3f}" for key in ("claims_whole", "claims_all")]
        else:
            cells += ["-", "-"]
        print(f"| {name} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
