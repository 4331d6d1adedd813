"""How likely a finding is right, calibrated on annotated cases."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from checker.compare.figures import Figure
from checker.compare.positions import Stand

_AT_ODDS = ("conflict", "update", "correction")
_FEW = 8  # figures of a stand that are looked at


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("checker.compare") / "confidence.toml").read_text("utf-8"))


def sound_features(figure: Figure, held: Sequence[Stand]) -> dict[str, float]:
    """What shows whether a figure was read rightly, each from 0 to 1; `held` are the stands it is shown with."""
    claim, cues = figure.claim, figure.cues
    mine = next((stand for stand in held if any(other is figure for other in stand.figures)), None)
    same = mine.figures if mine else (figure,)
    others = [other for stand in held if stand is not mine for other in stand.figures[:_FEW]]
    rivals = [other for other in others if other.claim.report == claim.report]
    lows = sorted(other.low for other in others if other.claim.report != claim.report) or [figure.low]
    told = {
        "headline": figure.headline,
        "named": figure.named,
        "numeral": figure.numbered,
        "subset": claim.scope == "subset",
        "range": figure.low != figure.high and figure.high is not None,
        "open": figure.high is None,
        "one": figure.high == 1,
        "none": figure.high == 0,
        "part": bool(cues & {"part", "part_after", "more", "others"}),
        "wide": bool(cues & {"several_places", "running_total"}),
        "place": bool(figure.place),
        "hospital": "at_hospital" in cues,
        "estimate": bool(cues & {"estimate", "unconfirmed"}),
        "denial": bool(cues & {"denial", "dispute", "rejected"}),
        "total": bool(cues & {"total", "rise", "final", "confirmed"}),
        "together": bool(cues & {"dead_and_wounded", "dead_and_missing"}),
        "said again": any(other is not figure and other.claim.report == claim.report for other in same[:_FEW]),
        "said elsewhere": len({other.root for other in same[:_FEW]}) > 1,
        "rival in its report": bool(rivals),
        "central": claim.attribute in ("killed", "wounded"),
        "long words": len(claim.quote) > 80,
    }
    far = abs(math.log((figure.low + 1) / (lows[len(lows) // 2] + 1))) / 3
    return {**{name: float(value) for name, value in told.items()}, "far from the others": min(1.0, far)}


def soundness(figure: Figure, held: Sequence[Stand]) -> float:
    """Probability that a figure was read rightly: the number, what it counts, and that it speaks of the whole."""
    table = _table()["soundness"]
    told = sound_features(figure, held)
    return _logistic(sum(table.get(name, 0.0) * value for name, value in sorted(told.items())) + table["bias"])


def features(attribute: str, relation: str, rule: str, held: Sequence[Stand]) -> dict[str, float]:
    """What the confidence rests on. `benchmarks/calibrate.py` fits one weight to each.

    A finding between figures that exclude each other is as sound as the two stands that were read most
    surely: "sound" is the logarithm of the odds that both were.
    """
    best = sorted((max(soundness(figure, held) for figure in stand.figures[:_FEW]) for stand in held), reverse=True)
    sure = min(0.99, max(0.01, math.prod(best[:2]))) if best else 0.5
    return {
        f"relation {relation}": 1.0,
        f"rule {rule}": 1.0,
        "sound": math.log(sure / (1 - sure)) if relation in _AT_ODDS else 0.0,
        "central": 1.0 if attribute in ("killed", "wounded") else 0.0,
        "all supported": 1.0 if held and all(stand.independent > 1 for stand in held) else 0.0,
        "three or more": 1.0 if len(held) > 2 else 0.0,
    }


def confidence(values: Mapping[str, float]) -> float:
    """Probability that the finding is right, by a logistic model of `features`; rounded to two places."""
    table = _table()
    weights = table["weights"]
    score = float(table["bias"]) + sum(weights.get(name, 0.0) * value for name, value in sorted(values.items()))
    return round(_logistic(score), 2)


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
