#!/usr/bin/env python3
"""How fast the checker is: each stage timed on the training set's reports.

    python benchmarks/speed.py                      300 reports, one process
    python benchmarks/speed.py --reports 1313 --workers 2 --extractor rules

Embeddings are made afresh, then read back from a cache. Writes nothing outside a scratch folder.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from checker import Report, Settings, check, read_reports
from checker.pipeline import find_claims
from checker.report import write_report

TRAIN = Path(__file__).resolve().parent.parent / "fixtures" / "train" / "reports.jsonl"


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What `work` gives, and the seconds it took."""
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def stages(reports: Sequence[Report], settings: Settings) -> list[tuple[str, float]]:
    """Seconds of each stage on `reports`."""
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        cache = Path(scratch) / "cache"
        rows.append(("claims only", timed(lambda: find_claims(reports, settings))[1]))
        rows.append(("whole run, embedding everything", timed(lambda: check(reports, settings, cache_dir=cache))[1]))
        result, seconds = timed(lambda: check(reports, settings, cache_dir=cache))
        rows.append(("whole run, embeddings kept", seconds))
        rows.append(("writing the report", timed(lambda: write_report(result, Path(scratch) / "report"))[1]))
    return rows


def main() -> None:
    """Time and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--extractor", choices=["learned", "rules"], default=Settings().extractor)
    args = parser.parse_args()
    everything, reading = timed(lambda: read_reports([TRAIN]))
    reports = everything[: args.reports]
    settings = Settings(extractor=args.extractor, workers=args.workers)
    print(f"{len(reports)} reports, {args.workers} process(es), extractor {args.extractor}\n")
    print("| stage | seconds | reports a second |\n|---|---:|---:|")
    print(f"| reading {len(everything):,} reports | {reading:.1f} | {len(everything) / reading:,.0f} |")
    for name, seconds in stages(reports, settings):
        print(f"| {name} | {seconds:.1f} | {len(reports) / seconds:,.0f} |")


if __name__ == "__main__":
    main()
