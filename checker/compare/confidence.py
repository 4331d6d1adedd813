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
    lows = [stand.low for stand in held]
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
        "headline": sum(any(figure.headline for figure in stand.figures) for stand in held) / max(1, len(held)),
        "weakest is bare": 1.0 if any(_bare(stand) for stand in held) else 0.0,
        "a single person": 1.0 if any(stand.high == 1 for stand in held) else 0.0,
        "none": 1.0 if any(stand.high == 0 for stand in held) else 0.0,
        "far apart": min(1.0, math.log((max(lows) + 1) / (min(lows) + 1)) / math.log(20)) if held else 0.0,
    }


def _bare(stand: Stand) -> bool:
    """One mention in a text, on nobody's word, not in a headline: what misreading most often makes."""
    return len(stand.figures) == 1 and not stand.figures[0].named and not stand.figures[0].headline


def confidence(values: Mapping[str, float]) -> float:
    """Probability that the finding is right, by a logistic model of `features`; rounded to two places."""
    table = _table()
    weights = table["weights"]
    score = float(table["bias"]) + sum(weights.get(name, 0.0) * value for name, value in sorted(values.items()))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 2)
