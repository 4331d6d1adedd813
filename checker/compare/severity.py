"""How much a finding matters to a reader, from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Sequence

from checker.compare.positions import Stand

# How central a matter is to what a newsroom answers for.
_WEIGHT = {
    "killed": 1.0,
    "missing": 0.85,
    "wounded": 0.8,
    "abducted": 0.85,
    "detained": 0.65,
    "rescued": 0.65,
    "displaced": 0.6,
    "strikes": 0.55,
    "structures": 0.5,
    "vehicles": 0.4,
}
RELATION_WEIGHTS = {
    "conflict": 1.0,
    "correction": 0.45,
    "update": 0.3,
    "compatible": 0.12,
    "single": 0.1,
    "agree": 0.05,
}


def severity(attribute: str, relation: str, held: Sequence[Stand]) -> float:
    """How far apart the figures are, how many independent voices stand behind them, how central the matter is.

    Distance is the logarithm of greatest over least, full at ten times; voices count up to six.
    """
    if not held:
        return 0.0
    least = min(stand.low for stand in held)
    most = max(stand.low for stand in held)
    far = min(1.0, math.log((most + 1) / (least + 1)) / math.log(10))
    voices = min(1.0, len(frozenset().union(*(stand.voices for stand in held))) / 6)
    inside = 0.45 + 0.35 * far + 0.2 * voices
    return round(min(1.0, RELATION_WEIGHTS[relation] * _WEIGHT.get(attribute, 0.5) * inside), 3)
