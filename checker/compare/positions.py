"""Figures merged into positions: one answer each, with all who give it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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
    echoes: tuple[Figure, ...]  # of those who give it as a minimum ("at least eight" of eight)
    roots: frozenset[str]  # the original reports behind it
    voices: frozenset[int]  # whoever answers for it
    kinds: frozenset[str]  # what kinds of speakers they are
    dated: tuple[Figure, ...]  # its figures of known time that are no copies, or the copies where there is nothing else
    start: tuple[datetime, datetime] | None  # between which moments it was first given; None when no one says when
    merged: bool = False

    @property
    def independent(self) -> int:
        """Independent voices: a copy adds none, nor does another outlet that quotes the same holder.

        Never more than there are texts: one report may name one holder in two ways.
        """
        return min(len(self.voices), len(self.roots))


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
            made[at] = _stand(made[at].figures, echoes=made[at].echoes + one.figures)
    return tuple(made)


def joined(held: Sequence[Stand]) -> tuple[Stand, ...]:
    """Stands in their order: one for each interval, and "at least eight" as one with eight where both are there."""
    exact = {one.low: one for one in held if one.low == one.high and not one.merged}
    groups: dict[tuple[int, int | None, bool], list[Stand]] = {}
    for one in held:
        home = exact.get(one.low, one) if one.high is None else one
        groups.setdefault((home.low, home.high, home.merged), []).append(one)
    kept = []
    for (low, high, merged), members in groups.items():
        if len(members) == 1:
            kept.append(members[0])
        else:
            whole = _stand([figure for one in members for figure in one.figures], merged)
            kept.append(replace(whole, low=low, high=high))
    return tuple(kept)


def _stand(figures: Sequence[Figure], merged: bool = False, echoes: tuple[Figure, ...] = ()) -> Stand:
    low, high = span(figures)
    kept = tuple(sorted(figures, key=lambda item: (item.claim.report, item.claim.start, item.claim.id)))
    holds = frozenset((item.root, item.voice) for item in kept)
    known = tuple(item for item in kept if item.first is not None)
    dated = tuple(item for item in known if item.claim.report == item.root) or known
    times = [(item.last, item.first) for item in dated if item.first is not None and item.last is not None]
    last, first = min(times) if times else (None, None)
    return Stand(
        low=low,
        high=high,
        figures=kept,
        holds=holds,
        echoes=echoes,
        roots=frozenset(root for root, _ in holds),
        voices=frozenset(voice for _, voice in holds),
        kinds=frozenset(item.kind for item in kept),
        dated=dated,
        start=(first, last) if first is not None and last is not None else None,
        merged=merged,
    )


def _buckets(made: Sequence[Stand]) -> list[list[Stand]]:
    """Stands cut into runs: again and again the widest run, at the gap nearest its middle, in logarithms."""
    places = [math.log1p(one.low) for one in made]
    runs = [(0, len(made))]
    while len(runs) < MERGED_TO:
        widest = max(runs, key=lambda run: (places[run[1] - 1] - places[run[0]], -run[0]))
        start, stop = widest
        if places[stop - 1] <= places[start]:
            break
        middle = (places[start] + places[stop - 1]) / 2
        cut = min(range(start + 1, stop), key=lambda at: (abs((places[at - 1] + places[at]) / 2 - middle), at))
        runs.remove(widest)
        runs += [(start, cut), (cut, stop)]
    return [list(made[start:stop]) for start, stop in sorted(runs)]


def shown(stand: Stand, noun: str = "") -> Position:
    """A stand as the result shows it."""
    words = {figure.claim.value for figure in stand.figures}
    value = text(stand.low, stand.high)
    if len(words) == 1 and next(iter(words)).startswith(("about ", "nearly ", "almost ")):
        value = next(iter(words))  # as all say it, not the interval it stands for
    holders = sorted({figure.speaker for figure in stand.figures})
    return Position(
        value=f"{value} {noun}".strip(),
        reports=tuple(sorted({figure.claim.report for figure in stand.figures})),
        claims=tuple(sorted({figure.claim.id for figure in stand.figures})),
        independent_reports=stand.independent,
        low=stand.low,
        high=stand.high,
        holders=tuple(holders),
    )
