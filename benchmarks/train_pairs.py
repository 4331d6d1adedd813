#!/usr/bin/env python3
"""Train the pair model: the chance that two reports tell of one incident.

    python benchmarks/train_pairs.py --also ../shared/realsets/gva --also ../shared/realsets/ecbplus
    python benchmarks/train_pairs.py --also ... --measure       each pair weighed by a model that never saw it

Learns on fixtures/train and the folders named (reports.jsonl, truth.jsonl); never on the gold set. Gradient
boosting over small trees, with a fixed seed; writes checker/group/data/pair_model.json, readable text.
"""

from __future__ import annotations

import argparse
import json
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from grouping import GOLD, ROOT, b_cubed, incidents_of
from sklearn.ensemble import HistGradientBoostingClassifier

from checker import Report, Settings, read_reports
from checker.group.apart import told_apart
from checker.group.candidates import candidate_pairs
from checker.group.clustering import joined
from checker.group.embedding import embed, embedded_text
from checker.group.features import FEATURES, Evidence
from checker.group.grouping import as_edges
from checker.group.profile import Profile, profiles_of
from checker.group.told_days import part_by_day, told_days

TRAIN = ROOT / "fixtures" / "train"
MODEL = ROOT / "checker" / "group" / "data" / "pair_model.json"
# What a set weighs in all: the training set is nearest to what desks hold, gva has the most look-alikes.
WEIGHT = {"train": 3.0, "gva": 3.0, "ecbplus": 0.5}
# In the training set pairs of one incident, and look-alikes within one case, are few and matter most.
SAME_WEIGHT = 3
LOOKALIKE_WEIGHT = 5
# The model's own chance at which joining serves all sets on the halves left out; it becomes one half.
CENTRE = 0.14
# Reports in a pool, and the share of a set's weight that its pools have.
POOL = 200
# What a pair of strangers weighs beside a candidate pair.
STRANGERS = 0.3
POOLED = 0.6
SHAPE = {"max_iter": 300, "max_depth": 3, "learning_rate": 0.05, "max_features": 0.25}
SHAPE |= {"min_samples_leaf": 40, "l2_regularization": 5, "random_state": 0, "early_stopping": False}


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of one set; `half` is that of both reports, -1 where they differ."""

    name: str
    incidents: list[str]
    halves: Any
    left: Any
    right: Any
    features: Any
    undated: Any  # the same pairs with some days of publication taken away, or None
    same: Any
    weights: Any
    days: Any  # told with a part of the day, for each report
    apart: Any  # pairs that one of the two reports sets apart
    strangers: Any  # features of pairs that have nothing to do with one another, as in a set of five reports


def group_key(name: str, incident: str) -> str:
    """What must not be torn apart when a set is halved: a case, a topic, an incident."""
    if name == "ecbplus":
        return incident.split("e")[0]
    return incident.split("/")[0]


def without_dates(profiles: Sequence[Profile], seed: int) -> list[Profile]:
    """As desks have them: some reports without any day, some with month and day only."""
    chance = random.Random(seed)
    found = []
    for profile in profiles:
        drawn = chance.random()
        if drawn < 0.25:
            profile = replace(profile, published=None, days=())
        elif drawn < 0.4:
            profile = replace(profile, published=None, days=tuple(replace(day, ordinal=None) for day in profile.days))
        found.append(profile)
    return found


@dataclass(frozen=True, slots=True)
class Loaded:
    """A set as read: everything in order of report id."""

    name: str
    incidents: list[str]
    cases: Any  # number of the case, topic or incident that must not be torn apart
    halves: Any
    profiles: list[Profile]
    days: list[frozenset[int]]
    vectors: Any


def loaded(folder: Path, cache: Path | None) -> Loaded:
    """Read, embed and profile a set."""
    reports: list[Report] = sorted(read_reports([folder / "reports.jsonl"]), key=lambda report: report.id)
    gold = incidents_of(folder)
    incidents = [gold.get(report.id, report.id) for report in reports]
    keys = [group_key(folder.name, incident) for incident in incidents]
    return Loaded(
        folder.name,
        incidents,
        np.unique(keys, return_inverse=True)[1],
        np.array([zlib.crc32(key.encode()) % 2 for key in keys]),
        list(profiles_of(reports)),
        [told_days(report) for report in reports],
        embed([embedded_text(report) for report in reports], Settings().model, cache_dir=cache),
    )


def pools(data: Loaded) -> list[Any]:
    """The set's positions cut into pools of about POOL reports, no case torn apart: what a desk's set is like."""
    count = max(1, round(len(data.incidents) / POOL))
    order = np.random.default_rng(0).permutation(int(data.cases.max()) + 1)
    pool = (order % count)[data.cases]
    return [np.flatnonzero(pool == number) for number in range(count)]


def pairs_of(data: Loaded, chosen: Any, share: float) -> Pairs:
    """Candidate pairs among the chosen positions; in the training set also all pairs within a case."""
    incidents = [data.incidents[at] for at in chosen]
    profiles = [data.profiles[at] for at in chosen]
    vectors, case = data.vectors[chosen], data.cases[chosen]
    evidence = Evidence(profiles, vectors)
    left, right = candidate_pairs(evidence)
    if data.name == "train":
        every = np.triu_indices(len(chosen), 1)
        within = case[every[0]] == case[every[1]]
        joined = np.unique(np.r_[left * len(chosen) + right, (every[0] * len(chosen) + every[1])[within]])
        left, right = joined // len(chosen), joined % len(chosen)
    number = np.unique(incidents, return_inverse=True)[1]
    same = (number[left] == number[right]).astype(int)
    weights = np.full(len(left), share * WEIGHT.get(data.name, 0.5) * 20_000 / len(left))
    undated = None
    if data.name == "train":
        lookalike = (case[left] == case[right]) & (same == 0)
        weights *= np.where(same == 1, SAME_WEIGHT, np.where(lookalike, LOOKALIKE_WEIGHT, 1))
        undated = Evidence(without_dates(profiles, 1), vectors).features(left, right)
    features = evidence.features(left, right)
    strangers = strangers_of(evidence, number, len(left) // 2)
    days = [data.days[at] for at in chosen]
    apart = told_apart(profiles, left, right)
    halves = data.halves[chosen]
    return Pairs(data.name, incidents, halves, left, right, features, undated, same, weights, days, apart, strangers)


def strangers_of(evidence: Evidence, number: Any, count: int) -> Any:
    """Pairs drawn at random, once as they are and once as if written within days of each other.

    In a small set every pair is weighed, so the model must know how the unlike look too.
    """
    chance = np.random.default_rng(1)
    left, right = chance.integers(0, len(number), (2, count))
    apart = number[left] != number[right]
    features = evidence.features(left[apart], right[apart])
    near = features.copy()
    for column, name in enumerate(FEATURES):
        if name.startswith("days"):
            near[:, column] = np.where(np.isnan(near[:, column]), np.nan, chance.integers(0, 4, len(near)))
        elif name.startswith("event after"):
            near[:, column] = np.where(np.isnan(near[:, column]), np.nan, -chance.integers(0, 2, len(near)))
    unknown = near.copy()
    for column, name in enumerate(FEATURES):
        if name.startswith(("days", "event after")):
            unknown[:, column] = np.nan
    return np.concatenate([features, near, unknown])


def whole_and_pools(data: Loaded) -> list[Pairs]:
    """The set whole, then in pools: what is common depends on how many reports there are."""
    if data.name != "train":
        return [pairs_of(data, np.arange(len(data.incidents)), 1)]
    cut = pools(data)
    whole = pairs_of(data, np.arange(len(data.incidents)), 1 - POOLED)
    return [whole, *(pairs_of(data, chosen, POOLED / len(cut)) for chosen in cut)]


def trained(sets: Sequence[Pairs], half: int | None) -> HistGradientBoostingClassifier:
    """A model of all pairs, or of those whose both reports lie in one half."""
    features, same, weights = [], [], []
    for pairs in sets:
        keep = np.full(len(pairs.left), True)
        if half is not None:
            keep = (pairs.halves[pairs.left] == half) & (pairs.halves[pairs.right] == half)
        tables = [pairs.features] if pairs.undated is None else [pairs.features, pairs.undated]
        for table in tables:
            features.append(table[keep])
            same.append(pairs.same[keep])
            weights.append(pairs.weights[keep] / len(tables))
        features.append(pairs.strangers)
        same.append(np.zeros(len(pairs.strangers), dtype=int))
        weights.append(np.full(len(pairs.strangers), STRANGERS * float(np.median(pairs.weights))))
    model = HistGradientBoostingClassifier(**SHAPE)
    return model.fit(np.concatenate(features), np.concatenate(same), sample_weight=np.concatenate(weights))


def measure(sets: Sequence[Pairs], gold: Pairs) -> None:
    """B-cubed F1 of whole sets, each pair weighed by models that never saw it; of the gold set by the full one.

    A pair within one half has the model of the other half, a pair across both has the mean of the two models.
    """
    models, full = [trained(sets, 1 - half) for half in (0, 1)], trained(sets, None)
    thresholds = sorted({0.25, 0.3, 0.35, 0.45, 0.5, 0.6, Settings().group_threshold})
    print("| set | " + " | ".join(map(str, thresholds)) + " |\n|---|" + "---:|" * len(thresholds))
    names = {pairs.name: pairs for pairs in reversed(sets)}
    for pairs in (gold, *(names[name] for name in sorted(names, reverse=True))):
        if pairs is gold:
            odds = log_odds(full, pairs.features)
        else:
            both = np.stack([log_odds(model, pairs.features) for model in models])
            half, other = pairs.halves[pairs.left], pairs.halves[pairs.right]
            odds = np.where(half == other, both[half, np.arange(len(half))], both.mean(axis=0))
        row = [f"{scored(pairs, odds, threshold):.3f}" for threshold in thresholds]
        print(f"| {pairs.name} | " + " | ".join(row) + " |", flush=True)


def log_odds(model: HistGradientBoostingClassifier, features: Any) -> Any:
    """Log-odds above those of CENTRE."""
    return model.decision_function(features) - float(np.log(CENTRE / (1 - CENTRE)))


def scored(pairs: Pairs, odds: Any, threshold: float) -> float:
    """B-cubed F1 at a threshold."""
    chance = np.rint(1e6 / (1 + np.exp(-odds))).astype(int)
    chance = part_by_day(pairs.days, pairs.left, pairs.right, chance)
    edges = as_edges(pairs.left, pairs.right, chance, pairs.apart)
    clusters = joined(len(pairs.incidents), edges, round(threshold * 1e6))
    found = {str(at): str(cluster[0]) for cluster in clusters for at in cluster}
    return b_cubed({str(at): incident for at, incident in enumerate(pairs.incidents)}, found)[2]


def node(nodes: Any, at: int) -> Any:
    """One node of a tree as [feature, bound, where the unknown go, below or equal, above], a leaf as a number."""
    row = nodes[at]
    if row["is_leaf"]:
        return round(float(row["value"]), 5)
    unknown = "low" if row["missing_go_to_left"] else "high"
    bound = round(float(row["num_threshold"]), 6)
    return [FEATURES[row["feature_idx"]], bound, unknown, node(nodes, row["left"]), node(nodes, row["right"])]


def write(model: HistGradientBoostingClassifier) -> None:
    """The model as text: one tree a line."""
    trees = ",\n".join(json.dumps(node(tree[0].nodes, 0)) for tree in model._predictors)
    start = float(model._baseline_prediction.ravel()[0]) - float(np.log(CENTRE / (1 - CENTRE)))
    about = "log-odds = start + sum of trees; a tree is [feature, bound, where unknown goes, if <= bound, if above]"
    MODEL.write_text(f'{{"about": {json.dumps(about)},\n"start": {start:.5f},\n"trees": [\n{trees}\n]}}\n', "utf-8")


def main() -> None:
    """Train, and measure where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--also", type=Path, action="append", default=[], metavar="DIR")
    parser.add_argument("--measure", action="store_true", help="print cross-validated figures; write nothing")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep embeddings here between runs")
    args = parser.parse_args()
    sets = [pairs for folder in (TRAIN, *args.also) for pairs in whole_and_pools(loaded(folder, args.cache))]
    if args.measure:
        gold = loaded(GOLD, args.cache)
        measure(sets, pairs_of(gold, np.arange(len(gold.incidents)), 1))
        return
    model = trained(sets, None)
    write(model)
    print(f"{MODEL.relative_to(ROOT)}: {len(model._predictors)} trees, {MODEL.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
