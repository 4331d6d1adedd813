"""Wire copies: the same text under another masthead, with another headline, or cut short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from checker.group.tokens import words_of
from checker.model import Report

_RUN = 5  # words in a row
_MOST_WORDS = 1500
_FIRST_HOLDERS = 12
# Share of the shorter report's runs that stand in the longer one.
_COPIED = 0.5
_LEAST_RUNS = 8


_Run = tuple[str, ...]


def runs_of(report: Report) -> frozenset[_Run]:
    """The runs of five words in the body."""
    words = words_of(report.text[: min(report.body_end, 10 * _MOST_WORDS)].lower())[:_MOST_WORDS]
    return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))


def find_copies(reports: Sequence[Report], clusters: Sequence[Sequence[int]]) -> dict[str, str]:
    """Copy to original, by id; the original is the earliest, and no copy itself."""
    copies: dict[str, str] = {}
    for cluster in clusters:
        if len(cluster) < 2:
            continue
        order = sorted((reports[at] for at in cluster), key=earliest_first)
        held: dict[_Run, tuple[int, ...]] = {}
        lengths: list[int] = []
        for at, report in enumerate(order):
            own = runs_of(report)
            lengths.append(len(own))
            if len(own) < _LEAST_RUNS:
                continue
            known = own & held.keys()
            shared = Counter(chain.from_iterable(map(held.__getitem__, known)))
            fit = [(-n / min(len(own), lengths[o]), o) for o, n in shared.items()]
            best = min(fit, default=(0.0, 0))
            if -best[0] >= _COPIED:
                copies[report.id] = copies.get(order[best[1]].id, order[best[1]].id)
                continue
            held |= dict.fromkeys(own - known, (at,))
            for run in known:
                if len(held[run]) < _FIRST_HOLDERS:
                    held[run] += (at,)
    return dict(sorted(copies.items()))


def earliest_first(report: Report) -> tuple[bool, float, int, str]:
    """Sort key: the dated before the undated, the earlier first, the longer first, then by id."""
    moment = report.published.timestamp() if report.published else 0.0
    return report.published is None, moment, -len(report.text), report.id
