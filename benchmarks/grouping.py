#!/usr/bin/env python3
"""How well reports are grouped: B-cubed on the gold set in one pool, and on other sets that are named.

    python benchmarks/grouping.py
    python benchmarks/grouping.py --mix ../shared/realsets/muc4 --set ../shared/realsets/gva

A set is a folder with reports.jsonl and either gold.jsonl (cases with incidents) or truth.jsonl (an incident for
each report). `--mix` adds the reports of a folder, each an incident of its own that is not scored, to the gold set.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from checker import Report, Settings, read_reports
from checker.group import group_reports

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "fixtures" / "gold"


def incidents_of(folder: Path) -> dict[str, str]:
    """Report id to incident, from gold.jsonl or truth.jsonl."""
    gold = folder / "gold.jsonl"
    if gold.exists():
        cases = [json.loads(line) for line in gold.read_text("utf-8").splitlines() if line.strip()]
        return {
            name: f"{case['case']}/{number}"
            for case in cases
            for number, members in enumerate(case["incidents"])
            for name in members
        }
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines() if line.strip()]
    return {row["report"]: str(row["incident"]) for row in rows if row.get("incident") is not None}


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the reports in `gold` (Bagga and Baldwin 1998)."""

    def members(assigned: Mapping[str, str]) -> dict[str, set[str]]:
        clusters = defaultdict(set)
        for name in gold:
            clusters[assigned[name]].add(name)
        return clusters

    right, made = members(gold), members(found)
    precision = sum(len(right[gold[x]] & made[found[x]]) / len(made[found[x]]) for x in gold) / len(gold)
    recall = sum(len(right[gold[x]] & made[found[x]]) / len(right[gold[x]]) for x in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score(reports: Sequence[Report], gold: Mapping[str, str], settings: Settings, cache: Path | None) -> str:
    """One row of the table."""
    started = time.perf_counter()
    grouping = group_reports(reports, settings, cache_dir=cache)
    seconds = time.perf_counter() - started
    found = {name: cluster[0] for cluster in grouping.clusters for name in cluster}
    figures = " | ".join(f"{figure:.3f}" for figure in b_cubed(gold, found))
    return f"{len(reports):,} | {len(grouping.clusters):,} | {figures} | {seconds:.1f}"


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, action="append", default=[], metavar="DIR")
    parser.add_argument("--mix", type=Path, metavar="DIR", help="also the gold set with these reports mixed in")
    parser.add_argument("--threshold", type=float, default=Settings().group_threshold)
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep embeddings here between runs")
    args = parser.parse_args()
    settings = replace(Settings(), group_threshold=args.threshold)
    print("| set | reports | clusters | precision | recall | F1 | seconds |\n|---|---:|---:|---:|---:|---:|---:|")
    gold = incidents_of(GOLD)
    reports = list(read_reports([GOLD / "reports.jsonl"]))
    print(f"| gold | {score(reports, gold, settings, args.cache)} |", flush=True)
    if args.mix:
        mixed = [*reports, *read_reports([args.mix / "reports.jsonl"])]
        print(f"| gold with {args.mix.name} | {score(mixed, gold, settings, args.cache)} |", flush=True)
    for folder in args.set:
        row = score(list(read_reports([folder / "reports.jsonl"])), incidents_of(folder), settings, args.cache)
        print(f"| {folder.name} | {row} |", flush=True)


if __name__ == "__main__":
    main()
