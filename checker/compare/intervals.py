"""Figures as intervals of whole numbers: `low` to `high`, both included; `high` None when open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Interval(Protocol):
    """Anything with the two ends of an interval."""

    @property
    def low(self) -> int:
        """The least number allowed."""
        ...

    @property
    def high(self) -> int | None:
        """The greatest number allowed; None when there is none."""
        ...


def disjoint(a: Interval, b: Interval) -> bool:
    """Whether no number lies in both."""
    return (a.high is not None and a.high < b.low) or (b.high is not None and b.high < a.low)


def same(a: Interval, b: Interval) -> bool:
    """Whether both allow exactly the same numbers."""
    return a.low == b.low and a.high == b.high


def exact(a: Interval) -> bool:
    """Whether it allows one number only."""
    return a.low == a.high


def contains(a: Interval, number: int) -> bool:
    """Whether `number` lies in it."""
    return a.low <= number and (a.high is None or number <= a.high)


def span(items: Iterable[Interval]) -> tuple[int, int | None]:
    """The least interval around all of `items`. Raises ValueError when there are none."""
    kept = list(items)
    highs = [item.high for item in kept if item.high is not None]
    return min(item.low for item in kept), max(highs) if len(highs) == len(kept) else None


def ratio(a: Interval, b: Interval) -> float:
    """How many times the nearer end of the greater is that of the lesser, 1.0 where they meet.

    One is added to both, so that none against one counts as twice.
    """
    if not disjoint(a, b):
        return 1.0
    small, great = (a, b) if a.low < b.low else (b, a)
    assert small.high is not None  # disjoint, so the smaller one ends
    return (great.low + 1) / (small.high + 1)


def text(low: int, high: int | None) -> str:
    """An interval in words: "8", "at least 8", "8 to 10", "up to 12", "none"."""
    if high is None:
        return f"at least {low:,}"
    if low == high:
        return f"{low:,}" if low else "none"
    if low <= 1:
        return f"up to {high:,}"
    return f"{low:,} to {high:,}"
