#!/usr/bin/env python3
"""Calibrate the confidence of count findings on the gold set.

    python benchmarks/calibrate.py             the reliability table, out of fold
    python benchmarks/calibrate.py --write     and write checker/compare/confidence.toml
    python benchmarks/calibrate.py --claims annotated    on annotated claims with and without faults

Fits a logistic model to the features of checker.compare.confidence: whether a finding of this kind,
with this evidence, is one that the annotator made too. By default the claims are those the checker
reads itself from the annotated incidents, so that the confidence knows what extraction gets wrong.
The table is made by leaving out one case at a time; the written weights use all cases.
"""

from __future__ import annotations

import argparse
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from gold_claims import Case, Noise, cases, found_pairs, gold_pairs
from sklearn.linear_model import LogisticRegression

from checker.compare.confidence import features
from checker.compare.counts import compare_found
from checker.model import COUNT_ATTRIBUTES
from checker.settings import Settings

TABLE = Path(__file__).resolve().parent.parent / "checker" / "compare" / "confidence.toml"
PENALTY = 0.5  # inverse strength: few cases, many features
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def extracted() -> list[Case]:
    """The annotated incidents with the claims the checker finds in their reports."""
    from checker.extract import extract_claims

    made = cases()
    reports = [report for case in made for report in case.reports.values()]
    found: dict[str, list[Any]] = {}
    for claim in extract_claims(reports, Settings()):
        if claim.attribute in COUNT_ATTRIBUTES:
            found.setdefault(claim.report, []).append(claim)
    return [
        replace(
            case,
            claims=tuple(
                replace(claim, incident=case.incident.id) for name in case.reports for claim in found.get(name, ())
            ),
        )
        for case in made
    ]


def annotated() -> list[Case]:
    """The annotated incidents as they are, and four times with the faults of extraction."""
    noises = [Noise(), *(Noise(0.1, 0.05, 0.3, seed) for seed in range(4))]
    return [case for noise in noises for case in cases(noise=noise)]


def is_right(item: Any, case: Case) -> bool:
    """Whether the annotator came to the same relation on a pair that the finding separates.

    "compatible", "agree" and "single" are right where the annotator saw nothing at odds on them.
    """
    same = [finding for finding in case.findings if finding["attribute"] == item.attribute]
    pairs = found_pairs(item)
    if item.relation in ("conflict", "update", "correction"):
        return any(finding["relation"] == item.relation and gold_pairs(finding) & pairs for finding in same)
    at_odds = [gold_pairs(finding) for finding in same if finding["relation"] == "conflict"]
    if item.relation == "compatible":
        return not any(odd & pairs for odd in at_odds)
    return item.relation == "agree" or not at_odds


def sample(chosen: list[Case]) -> tuple[list[dict[str, float]], np.ndarray, list[str]]:
    """Features, whether right, and the case, of every finding."""
    rows, right, groups = [], [], []
    for case in chosen:
        for found, item in compare_found(case.incident, case.claims, case.reports, Settings()):
            rows.append(features(found.attribute, found.relation, found.rule, found.held))
            right.append(is_right(item, case))
            groups.append(case.incident.id.split("/")[0])
    return rows, np.array(right, dtype=int), groups


def fit(rows: list[dict[str, float]], right: np.ndarray) -> tuple[float, dict[str, float]]:
    """Bias and one weight a feature."""
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=PENALTY, max_iter=2000).fit(matrix, right)
    return float(model.intercept_[0]), dict(zip(names, map(float, model.coef_[0]), strict=True))


def guess(row: dict[str, float], bias: float, weights: dict[str, float]) -> float:
    """The probability that one finding is right."""
    return float(1 / (1 + np.exp(-(bias + sum(weights.get(name, 0.0) * value for name, value in row.items())))))


def out_of_fold(rows: list[dict[str, float]], right: np.ndarray, groups: list[str]) -> np.ndarray:
    """Each finding's probability by a model that has not seen its case."""
    made = np.zeros(len(rows))
    for group in sorted(set(groups)):
        inside = [at for at, name in enumerate(groups) if name == group]
        outside = [at for at, name in enumerate(groups) if name != group]
        bias, weights = fit([rows[at] for at in outside], right[outside])
        for at in inside:
            made[at] = guess(rows[at], bias, weights)
    return made


def reliability(made: np.ndarray, right: np.ndarray) -> str:
    """The reliability table, and the expected calibration error."""
    lines = ["| confidence | findings | mean confidence | right |", "|---|---:|---:|---:|"]
    off = 0.0
    for low, high in itertools.pairwise(BINS):
        inside = (made >= low) & (made < high)
        if inside.any():
            mean, share = made[inside].mean(), right[inside].mean()
            off += inside.mean() * abs(mean - share)
            lines.append(f"| {low:.1f} to {min(high, 1.0):.1f} | {inside.sum()} | {mean:.2f} | {share:.2f} |")
    brier = float(((made - right) ** 2).mean())
    return "\n".join([*lines, "", f"Expected calibration error {off:.3f}, Brier score {brier:.3f}."])


def main() -> None:
    """Print the table; write the weights when asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", choices=("extracted", "annotated"), default="extracted")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    rows, right, groups = sample(extracted() if chosen.claims == "extracted" else annotated())
    made = out_of_fold(rows, right, groups)
    print(reliability(made, right))
    for relation in ("conflict", "update", "correction", "compatible", "agree", "single"):
        mine = np.array([f"relation {relation}" in row for row in rows])
        if mine.any():
            print(f"{relation}: {mine.sum()} findings, mean {made[mine].mean():.2f}, right {right[mine].mean():.2f}")
    if chosen.write:
        bias, weights = fit(rows, right)
        lines = [
            "# Weights of the confidence of count findings, written by benchmarks/calibrate.py.",
            f"bias = {bias:.3f}",
            "",
            "[weights]",
            *(f'"{name}" = {value:.3f}' for name, value in sorted(weights.items())),
        ]
        TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
