"""How likely a finding is right, calibrated on annotated cases."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from checker.compare.positions import Stand


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("checker.compare") / "confidence.toml").read_text("utf-8"))


def features(attribute: str, relation: str, rule: str, held: Sequence[Stand]) -> dict[str, float]:
    """What the confidence rests on, each from 0 to 1. `benchmarks/calibrate.py` fits one weight to each."""
    figures = [figure for stand in held for figure in stand.figures]
    total = max(1, len(figures))
    return {
        f"relation {relation}": 1.0,
        f"rule {rule}": 1.0,
        "central": 1.0 if attribute in ("killed", "wounded") else 0.0,
        "named": sum(figure.named for figure in figures) / total,
        "dated": sum(figure.dated for figure in figures) / total,
        "exact": sum(figure.low == figure.high for figure in figures) / total,
        "several say one": 1.0 if any(stand.independent > 1 for stand in held) else 0.0,
        "all supported": 1.0 if all(stand.independent > 1 for stand in held) else 0.0,
        "three or more": 1.0 if len(held) > 2 else 0.0,
    }


def confidence(values: Mapping[str, float]) -> float:
    """Probability that the finding is right, by a logistic model of `features`; rounded to two places."""
    table = _table()
    weights = table["weights"]
    score = float(table["bias"]) + sum(weights.get(name, 0.0) * value for name, value in sorted(values.items()))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 2)
