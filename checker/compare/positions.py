"""Figures merged into positions: one answer each, with all who give it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from checker.compare.figures import Figure
from checker.compare.intervals import span, text
from checker.model import Position

# More distinct answers than this are not read one by one: near ones are shown as one range.
MOST = 24
MERGED_TO = 12


@dataclass(frozen=True, slots=True)
class Stand:
    """One answer to one question while it is being compared: its figures and what they share."""

    low: int
    high: int | None
    figures: tuple[Figure, ...]
    holds: frozenset[tuple[str, int]]  # (original report, voice) of each figure
    echoes: frozenset[tuple[str, int]]  # of those who give it as a minimum ("at least eight" of eight)
    merged: bool = False
    kinds: frozenset[str] = field(default=frozenset())

    @property
    def roots(self) -> frozenset[str]:
        """The original reports behind it."""
        return frozenset(root for root, _ in self.holds)

    @property
    def voices(self) -> frozenset[int]:
        """Whoever answers for it."""
        return frozenset(voice for _, voice in self.holds)

    @property
    def reports(self) -> frozenset[str]:
        """All reports that give it, copies too."""
        return frozenset(figure.claim.report for figure in self.figures)

    @property
    def independent(self) -> int:
        """Independent voices: a copy adds none, nor does another outlet that quotes the same holder."""
        return min(len(self.voices), len(self.holds))

    @property
    def dated(self) -> tuple[Figure, ...]:
        """Its figures of known time that are no copies, or the copies where there is nothing else."""
        known = tuple(figure for figure in self.figures if figure.first is not None)
        return tuple(figure for figure in known if figure.claim.report == figure.root) or known

    @property
    def start(self) -> tuple[datetime, datetime] | None:
        """Between which moments it was first given; None when no one says when."""
        times = [(item.last, item.first) for item in self.dated if item.first is not None and item.last is not None]
        if not times:
            return None
        last, first = min(times)
        return first, last


def stands(figures: Iterable[Figure]) -> tuple[Stand, ...]:
    """Figures with the same interval as one stand, in order of their numbers.

    Where there are more than `MOST` of them, neighbours are merged at the widest gaps into
    `MERGED_TO` ranges, so that a thousand different tolls stay readable.
    """
    groups: dict[tuple[int, int, bool, str], list[Figure]] = {}
    for figure in figures:
        side = figure.side if figure.side in ("attackers", "security") else ""
        key = (figure.low, figure.high if figure.high is not None else 0, figure.high is None, side)
        groups.setdefault(key, []).append(figure)
    made = [_stand(members) for _, members in sorted(groups.items(), key=lambda item: item[0])]
    if len(made) > MOST:
        return tuple(_stand([figure for one in bucket for figure in one.figures], True) for bucket in _buckets(made))
    exact = {one.low: at for at, one in enumerate(made) if one.low == one.high}
    for one in made:
        at = exact.get(one.low)
        if one.high is None and at is not None:
            made[at] = _stand(made[at].figures, echoes=made[at].echoes | one.holds)
    return tuple(made)


def joined(held: Sequence[Stand]) -> tuple[Stand, ...]:
    """Stands in their order, "at least eight" as one with eight where both are there."""
    exact = {one.low: one for one in held if one.low == one.high and not one.merged}
    kept = []
    for one in held:
        near = exact.get(one.low)
        if one.high is None and near is not None and one is not near:
            continue
        minimum = [other for other in held if other.high is None and other.low == one.low and other is not one]
        if one is near and minimum:
            whole = _stand([*one.figures, *(figure for other in minimum for figure in other.figures)])
            one = replace(whole, low=one.low, high=one.high)
        kept.append(one)
    return tuple(kept)


def _stand(figures: Sequence[Figure], merged: bool = False, echoes: frozenset[tuple[str, int]] = frozenset()) -> Stand:
    low, high = span(figures)
    kept = tuple(sorted(figures, key=lambda item: (item.claim.report, item.claim.start, item.claim.id)))
    return Stand(
        low=low,
        high=high,
        figures=kept,
        holds=frozenset((item.root, item.voice) for item in kept),
        echoes=echoes,
        merged=merged,
        kinds=frozenset(item.kind for item in kept),
    )


def _buckets(made: Sequence[Stand]) -> list[list[Stand]]:
    """Stands cut into runs at the widest relative gaps between their least numbers."""
    gaps = sorted(
        range(1, len(made)),
        key=lambda at: (math.log1p(made[at - 1].low) - math.log1p(made[at].low), at),
    )
    cuts = sorted(gaps[: MERGED_TO - 1])
    return [list(made[a:b]) for a, b in zip([0, *cuts], [*cuts, len(made)], strict=True)]


def shown(stand: Stand, noun: str = "") -> Position:
    """A stand as the result shows it."""
    value = text(stand.low, stand.high)
    holders = sorted({figure.speaker for figure in stand.figures})
    return Position(
        value=f"{value} {noun}".strip(),
        reports=tuple(sorted(stand.reports)),
        claims=tuple(sorted({figure.claim.id for figure in stand.figures})),
        independent_reports=stand.independent,
        low=stand.low,
        high=stand.high,
        holders=tuple(holders),
    )
