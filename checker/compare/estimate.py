"""The low, best-supported and high figure of a matter, and a grade in recorders' words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from checker.compare.positions import Stand

Policy = Literal["lowest", "range", "majority"]


def estimate(held: Sequence[Stand], policy: Policy) -> tuple[int | None, int | None, int | None]:
    """(low, best, high) over all stands of a finding.

    `policy` "lowest" takes the least figure as best supported; "majority" the one most independent
    voices give, the later one where two have as many, then the lesser; "range" names none.
    High is None where the greatest figure is open ("at least 31").
    """
    if not held:
        return None, None, None
    low = min(stand.low for stand in held)
    top = max(held, key=lambda stand: (stand.high if stand.high is not None else stand.low, stand.high is None))
    if policy == "lowest":
        return low, low, top.high
    if policy == "range":
        return low, None, top.high
    best = max(held, key=lambda stand: (stand.independent, _latest(stand), stand.low == stand.high, -stand.low))
    return low, best.low, top.high


def _latest(stand: Stand) -> float:
    times = [figure.last for figure in stand.dated if figure.last is not None]
    return max(times).timestamp() if times else float("-inf")


def grade(relation: str, held: Sequence[Stand]) -> str:
    """A finding in Airwars' words: confirmed, fair, weak, contested or discounted.

    Follows the published grading of civilian-harm claims as far as figures alone allow: contested
    where voices give figures that exclude each other, confirmed where a party to the fight and
    another voice give the same, fair with two or more independent voices, weak with one, discounted
    where the figure came down to none.
    """
    if relation == "conflict":
        return "contested"
    if relation == "correction" and held[-1].high == 0:
        return "discounted"
    for stand in held:
        if stand.independent > 1 and stand.low > 0 and stand.kinds & {"force", "militant"} and len(stand.kinds) > 1:
            return "confirmed"
    return "fair" if any(stand.independent > 1 for stand in held) else "weak"
