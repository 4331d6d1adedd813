#!/usr/bin/env python3
"""The comparison of counts against the obvious alternative, on the same pairs of reports.

    python benchmarks/compare_baselines.py            the table, as Markdown
    python benchmarks/compare_baselines.py --json

A pair is two reports of one annotated incident (or one report that gives two figures) that both have
an annotated figure for the whole incident on one count attribute. It is positive where an annotated
conflict separates the two. The alternative, "numbers must be equal", calls a conflict whenever the
two reports' figures are not the same. Both get the same annotated claims, so that neither profits
from a better reader. Every fifth case is given apart: nobody has worked on its errors.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from itertools import combinations_with_replacement
from typing import Any

from gold_claims import Case, Noise, Pair, cases, found_pairs, gold_pairs

from checker.compare import compare_incident
from checker.model import COUNT_ATTRIBUTES
from checker.settings import Settings

Judge = Callable[[Case], dict[str, set[Pair]]]


def weighed(case: Case) -> dict[str, set[Pair]]:
    """The pairs that are judged, by attribute."""
    found = {}
    for attribute in COUNT_ATTRIBUTES:
        figures = _figures(case, attribute)
        found[attribute] = {
            (a, b) for a, b in combinations_with_replacement(sorted(figures), 2) if a != b or len(figures[a]) > 1
        }
    return found


def _figures(case: Case, attribute: str) -> dict[str, set[tuple[int | None, int | None]]]:
    found: dict[str, set[tuple[int | None, int | None]]] = {}
    for claim in case.claims:
        if claim.attribute == attribute and claim.scope == "incident":
            found.setdefault(claim.report, set()).add((claim.low, claim.high))
    return found


def must_be_equal(case: Case) -> dict[str, set[Pair]]:
    """Conflict wherever two figures differ."""
    found = {}
    for attribute, pairs in weighed(case).items():
        figures = _figures(case, attribute)
        found[attribute] = {(a, b) for a, b in pairs if (figures[a] != figures[b] if a != b else len(figures[a]) > 1)}
    return found


def checker(case: Case) -> dict[str, set[Pair]]:
    """What checker.compare calls a conflict."""
    found: dict[str, set[Pair]] = {}
    for item in compare_incident(case.incident, case.claims, case.reports, Settings()).discrepancies:
        if item.relation == "conflict":
            found.setdefault(item.attribute, set()).update(found_pairs(item))
    return found


def measure(judge: Judge, set_of_cases: list[Case]) -> dict[str, float]:
    """Precision, recall and F1 over all pairs, and seconds."""
    right = wrong = missed = 0
    started = time.perf_counter()
    answers = [judge(case) for case in set_of_cases]
    seconds = time.perf_counter() - started
    for case, answer in zip(set_of_cases, answers, strict=True):
        for attribute, pairs in weighed(case).items():
            gold: set[Pair] = set()
            for finding in case.findings:
                if finding["relation"] == "conflict" and finding["attribute"] == attribute:
                    gold |= gold_pairs(finding)
            said = answer.get(attribute, set()) & pairs
            right += len(said & gold)
            wrong += len(said - gold)
            missed += len((gold & pairs) - said)
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": both, "positive": right + missed, "seconds": seconds}


def results() -> dict[str, dict[str, float]]:
    """Every judge on all cases, on those put aside, and on claims with the faults of extraction."""
    everything = cases()
    aside = [case for case in everything if (int(case.incident.id[1:3]) - 1) % 5 == 0]
    noisy = [case for seed in range(5) for case in cases(noise=Noise(0.15, 0.1, 0.4, seed))]
    sets = (("all cases", everything), ("cases put aside", aside), ("claims with faults, five draws", noisy))
    judges: tuple[tuple[str, Judge], ...] = (("numbers must be equal", must_be_equal), ("checker.compare", checker))
    return {f"{judge}, {name}": measure(call, chosen) for name, chosen in sets for judge, call in judges}


def table(rows: dict[str, dict[str, float]]) -> str:
    """The results as a Markdown table."""
    lines = [
        "| on pairs of reports | precision | recall | F1 | conflicts | seconds |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, row in rows.items():
        shares = " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
        lines.append(f"| {name} | {shares} | {row['positive']:.0f} | {row['seconds']:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", action="store_true")
    rows: dict[str, Any] = results()
    print(json.dumps(rows, indent=1) if options.parse_args().json else table(rows))


if __name__ == "__main__":
    main()
