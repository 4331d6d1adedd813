#!/usr/bin/env python3
"""Calibrate the confidence of count findings on the gold set and the cases taught and worked on.

    python benchmarks/calibrate.py             the reliability table, out of fold
    python benchmarks/calibrate.py --write     and write checker/compare/confidence.toml
    python benchmarks/calibrate.py --claims annotated    on annotated claims with and without faults

Two logistic models. The first, of a figure, says how surely it was read: it is fitted on what the rules
read in `fixtures/train`, against the annotation, and never sees a gold case. The second, of a finding,
takes that and the rule, and says whether the annotator came to the same. It is fitted on the
findings over the claims that the checker reads itself from the annotated incidents, so that it
knows what reading gets wrong, and on those over the claims of the rules at half weight. The table is
made by leaving out one case at a time; the written weights use all cases.
"""

from __future__ import annotations

import argparse
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from gold_claims import GOLD, Case, Noise, cases, found_pairs, gold_pairs
from quality import put
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from checker.compare import confidence
from checker.compare.confidence import features, sound_features
from checker.compare.counts import compare_found
from checker.model import COUNT_ATTRIBUTES
from checker.settings import Settings

TABLE = Path(__file__).resolve().parent.parent / "checker" / "compare" / "confidence.toml"
TRAIN = GOLD.parent / "train"
MORE = tuple(GOLD.parent / "cases" / name for name in ("taught", "worked"))
PENALTY = 0.2  # inverse strength: few cases, many features
HALF = 0.5  # weight of a finding over the rules' claims
Sample = tuple[list[dict[str, float]], np.ndarray, list[str]]
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def read_by(extractor: str, folder: Path = GOLD) -> list[Case]:
    """The annotated incidents in `folder` with the claims the checker finds in their reports."""
    from checker.extract import extract_claims

    made = cases(folder)
    reports = [report for case in made for report in case.reports.values()]
    found: dict[str, list[Any]] = {}
    for claim in extract_claims(reports, Settings(extractor=extractor)):
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


def sound_sample(folder: Path = TRAIN) -> tuple[list[dict[str, float]], np.ndarray]:
    """Features of every figure the rules read in `folder` that stands in a finding, and whether it is right."""
    rows, right = [], []
    for case, truth in zip(read_by("rules", folder), cases(folder), strict=True):
        known: dict[tuple[Any, ...], set[str]] = {}
        for claim in truth.claims:
            known.setdefault((claim.report, claim.attribute, claim.low, claim.high), set()).add(claim.scope)
        seen: set[str] = set()
        for found, _ in compare_found(case.incident, case.claims, case.reports, Settings()):
            for figure in (figure for stand in found.held for figure in stand.figures):
                if figure.claim.id in seen:
                    continue
                seen.add(figure.claim.id)
                scopes = known.get((figure.claim.report, figure.claim.attribute, figure.low, figure.high), set())
                rows.append(sound_features(figure, found.held))
                right.append("incident" in scopes or (found.matter != "" and "subset" in scopes))
    return rows, np.array(right, dtype=int)


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


def sample(chosen: list[Case]) -> Sample:
    """Features, whether right, and the case, of every finding."""
    rows, right, groups = [], [], []
    for case in chosen:
        for found, item in compare_found(case.incident, case.claims, case.reports, Settings()):
            rows.append(features(found.attribute, found.relation, found.rule, found.held))
            right.append(is_right(item, case))
            groups.append(case.incident.id.split("/")[0])
    return rows, np.array(right, dtype=int), groups


def fit(
    rows: list[dict[str, float]], right: np.ndarray, weight: np.ndarray | None = None
) -> tuple[float, dict[str, float]]:
    """Bias and one weight a feature."""
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=PENALTY, max_iter=3000).fit(matrix, right, sample_weight=weight)
    return float(model.intercept_[0]), dict(zip(names, map(float, model.coef_[0]), strict=True))


def guess(row: dict[str, float], bias: float, weights: dict[str, float]) -> float:
    """The probability that one finding is right."""
    return float(1 / (1 + np.exp(-(bias + sum(weights.get(name, 0.0) * value for name, value in row.items())))))


def out_of_fold(measured: Sample, more: Sample) -> np.ndarray:
    """Probability of each finding of `measured` by a model that has seen neither its case nor that case in `more`."""
    rows, _, groups = measured
    made = np.zeros(len(rows))
    for group in sorted(set(groups)):
        bias, weights = fit(*_together(_without(measured, group), _without(more, group)))
        for at, name in enumerate(groups):
            if name == group:
                made[at] = guess(rows[at], bias, weights)
    return made


def together(*samples: Sample) -> Sample:
    """Several samples as one."""
    rows = [row for one in samples for row in one[0]]
    return rows, np.concatenate([one[1] for one in samples]), [group for one in samples for group in one[2]]


def _without(sample: Sample, group: str) -> Sample:
    kept = [at for at, name in enumerate(sample[2]) if name != group]
    return [sample[0][at] for at in kept], sample[1][kept], [sample[2][at] for at in kept]


def _together(measured: Sample, more: Sample) -> tuple[list[dict[str, float]], np.ndarray, np.ndarray]:
    weight = np.concatenate([np.ones(len(measured[0])), np.full(len(more[0]), HALF)])
    return measured[0] + more[0], np.concatenate([measured[1], more[1]]), weight


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


def ranked(made: np.ndarray, right: np.ndarray) -> float:
    """Share of pairs of a right and a wrong finding in which the right one has the greater confidence."""
    return float(roc_auc_score(right, made)) if 0 < right.sum() < len(right) else float("nan")


def by_relation(measured: Sample, made: np.ndarray) -> list[str]:
    """One line for each relation: how sure, how often right, and how well ranked."""
    lines = ["| relation | findings | mean confidence | right | ranked |", "|---|---:|---:|---:|---:|"]
    for relation in ("conflict", "update", "correction", "compatible", "agree", "single"):
        mine = np.array([f"relation {relation}" in row for row in measured[0]])
        if mine.any():
            right, sure = measured[1][mine], made[mine]
            rank = "-" if np.isnan(ranked(sure, right)) else f"{ranked(sure, right):.2f}"
            lines.append(f"| {relation} | {mine.sum()} | {sure.mean():.2f} | {right.mean():.2f} | {rank} |")
    return lines


def written(sound: tuple[float, dict[str, float]], whole: tuple[float, dict[str, float]]) -> str:
    """The table as checker.compare.confidence reads it."""
    lines = ["# Weights of the confidence of count findings, written by benchmarks/calibrate.py."]
    lines += [f"bias = {whole[0]:.3f}"]
    lines += ["", "[weights]", *(f'"{name}" = {value:.3f}' for name, value in sorted(whole[1].items()))]
    lines += ["", "# How surely a figure was read.", "[soundness]", f"bias = {sound[0]:.3f}"]
    lines += [f'"{name}" = {value:.3f}' for name, value in sorted(sound[1].items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table; write the weights and the section of benchmarks/README.md when asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--claims", choices=("extracted", "annotated"), default="extracted")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    if chosen.write:
        sound = fit(*sound_sample())
        TABLE.write_text(written(sound, (0.0, {})), "utf-8")
        confidence._table.cache_clear()
    measured = sample(read_by("learned") if chosen.claims == "extracted" else annotated())
    if chosen.claims == "extracted":
        measured = together(measured, *(sample(read_by("learned", folder)) for folder in MORE))
    more = together(*(sample(read_by("rules", folder)) for folder in (GOLD, *MORE)))
    made, right = out_of_fold(measured, more), measured[1]
    lines = [reliability(made, right), "", *by_relation(measured, made)]
    print("\n".join(lines))
    if chosen.write:
        TABLE.write_text(written(sound, fit(*_together(measured, more))), "utf-8")
        put("calibration", "\n".join(lines))


if __name__ == "__main__":
    main()
