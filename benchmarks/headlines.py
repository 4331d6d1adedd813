#!/usr/bin/env python3
"""Whether two headlines on one incident contradict each other in a count: precision and recall on annotated pairs.

    python benchmarks/headlines.py [--set pairs|blind] [--show]

The pairs of fixtures/cases/headlines/<set>.jsonl, each an incident of its own that is given, read and compared as
everything else, without the judge of sentences, which says nothing of counts. `--show` prints what is judged wrongly.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from checker import Report, Settings, check, read_reports
from checker.model import COUNT_ATTRIBUTES

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "cases" / "headlines"
SETTINGS = Settings(incidents="given", nli="none")


def pairs(name: str) -> list[dict[str, Any]]:
    """The annotated pairs of one set, in their order."""
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def reports_of(told: list[dict[str, Any]]) -> list[Report]:
    """Two reports a pair, which are one incident."""
    rows = [{**pair[side], "id": pair["id"] + side, "incident": pair["id"]} for pair in told for side in "ab"]
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "headlines.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        return list(read_reports([path]))


def relations(told: list[dict[str, Any]], settings: Settings = SETTINGS) -> dict[str, dict[str, set[str]]]:
    """Of each pair, by id, the relations found between its two reports on each count."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in check(reports_of(told), settings).discrepancies:
        members = {name for place in item.positions for name in place.reports}
        if len(members) > 1 and item.attribute in COUNT_ATTRIBUTES:
            found[min(members)[:-1]][item.attribute].add(item.relation)
    return found


Row = tuple[str, str, str, str]  # pair, attribute, what is expected, what is shown


def judged(told: list[dict[str, Any]], found: dict[str, dict[str, set[str]]]) -> Iterator[Row]:
    """A row for each attribute that is annotated or called a conflict."""
    for pair in told:
        shown = found.get(pair["id"], {})
        for attribute in sorted({*pair["expected"], *(name for name, said in shown.items() if "conflict" in said)}):
            said = shown.get(attribute, set())
            one = "conflict" if "conflict" in said else "+".join(sorted(said)) or "nothing"
            yield pair["id"], attribute, pair["expected"].get(attribute, "nothing"), one


def scores(rows: Iterable[Row]) -> tuple[float, float]:
    """Precision and recall of conflicts."""
    tally = Counter((expected == "conflict", shown == "conflict") for _, _, expected, shown in rows)
    right = tally[True, True]
    return right / max(1, right + tally[False, True]), right / max(1, right + tally[True, False])


def main() -> None:
    """Judge all pairs and print two Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=["pairs", "blind"], default="pairs")
    parser.add_argument("--show", action="store_true", help="print the pairs that are judged wrongly")
    args = parser.parse_args()
    told = pairs(args.set)
    rows = list(judged(told, relations(told)))
    by_id = {pair["id"]: pair for pair in told}
    for name, attribute, expected, shown in rows:
        if args.show and (expected == "conflict") != (shown == "conflict"):
            pair = by_id[name]
            print(f"{name} {attribute}: {expected} expected, {shown} shown; {pair['why']}")
            print(f"    {pair['a']['text']!r}\n    {pair['b']['text']!r}")
    precision, recall = scores(rows)
    wanted = sum(expected == "conflict" for _, _, expected, _ in rows)
    print("| pairs | conflicts | conflict precision | conflict recall |\n|---:|---:|---:|---:|")
    print(f"| {len(told)} | {wanted} | {precision:.3f} | {recall:.3f} |\n")
    tally = Counter((expected, shown) for _, _, expected, shown in rows)
    kinds = ["conflict", "update", "correction", "compatible", "agree", "nothing"]
    print(f"| expected | {' | '.join(kinds)} |\n|---|{'---:|' * len(kinds)}")
    for expected in kinds:
        print(f"| {expected} | " + " | ".join(str(tally[expected, shown]) for shown in kinds) + " |")


if __name__ == "__main__":
    main()
