"""Totals of several events, told apart by what the other reports of an incident count.

"Air strikes on two villages kill 16" is no toll of the one village that the other reports are about. One report
alone does not show it: a storm that kills 16 in two villages is one event. Its parts, and that nobody else gives
their sum, do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from itertools import combinations

from checker.compare import words
from checker.model import COMPARED_SCOPES, COUNT_ATTRIBUTES, Claim, Report, Scope, with_scope

RULE = "across-reports"
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]{2,}")
_MOST = 60  # figures of a report; a table of more is no news of two events


def confirmed_across(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Claim, ...]:
    """The claims of one incident, in their order, of the faint ones only those that another report makes too.

    A figure in which the reader half sees a count is one where an independent report surely counts the same; seven
    in ten of these are annotated, and fewer than half of the others (benchmarks/README.md).
    """
    roots = _roots(claims, reports)
    sure = [claim for claim in claims if not claim.faint]
    faint = {claim.attribute for claim in claims if claim.faint}
    givers = {name: _givers([claim for claim in sure if claim.attribute == name], roots) for name in sorted(faint)}

    def given(claim: Claim) -> bool:
        by = givers[claim.attribute].get(claim.low or 0, set())
        return bool(by) and roots[claim.report] not in by

    return tuple(claim for claim in claims if not claim.faint or given(claim))


def settled_across(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Claim, ...]:
    """The claims of one incident, in their order, each with the scope that its other reports speak for.

    A total of several events is "other": its sentence or headline speaks of several places, times or events, two
    figures of other sentences of its report add up to it, and no other report gives it. Of the two, the one that
    others give too, or whose places they name, is the whole of this incident, and the other one another event's.
    """
    roots = _roots(claims, reports)
    anew: dict[str, Claim] = {}
    for attribute in COUNT_ATTRIBUTES:
        counted = [claim for claim in claims if claim.attribute == attribute and claim.low and claim.scope != "negated"]
        givers = _givers(counted, roots)
        counting = frozenset().union(*givers.values())
        for name, own in _by_report(counted).items():
            if len(own) > _MOST or not counting - {roots[name]}:
                continue
            given = {claim.low for claim in own if claim.low and givers.get(claim.low, set()) - {roots[name]}}
            total = _total(own, given, reports[name])
            if total is not None:
                others = (reports[other].text for other, root in roots.items() if root != roots[name])
                moved = _parted(own, *total, given, frozenset().union(*map(_names, others)))
                anew |= {
                    claim.id: with_scope(claim, scope, f"{claim.rule}+{RULE}")
                    for claim, scope in moved
                    if claim.scope != scope
                }
    return tuple(anew.get(claim.id, claim) for claim in claims)


def _roots(claims: Sequence[Claim], reports: Mapping[str, Report]) -> dict[str, str]:
    """Of each report that makes a claim the one that it copies, or itself."""
    return {name: reports[name].copy_of or name for name in sorted({claim.report for claim in claims})}


def _by_report(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.report, []).append(claim)
    return found


def _givers(claims: Sequence[Claim], roots: Mapping[str, str]) -> dict[int, set[str]]:
    """Which independent reports count each figure for this incident."""
    found: dict[int, set[str]] = {}
    for claim in claims:
        if claim.scope in COMPARED_SCOPES and claim.low is not None:
            found.setdefault(claim.low, set()).add(roots[claim.report])
    return found


def _total(own: Sequence[Claim], given: Set[int], report: Report) -> tuple[Claim, Claim, Claim] | None:
    """The first figure of a report that is a total of several events, with its two parts. `given`: others count it."""
    for claim in own:
        if claim.scope == "incident" and claim.low not in given and _spans(claim, report):
            parts = _parts(claim, own)
            if parts is not None:
                return claim, *parts
    return None


def _parted(
    own: Sequence[Claim], total: Claim, one: Claim, other: Claim, given: Set[int], named: Set[str]
) -> list[tuple[Claim, Scope]]:
    """The total and its two parts with the scopes they are of. `named`: capitalised words of the other reports."""
    lows = {one.low, other.low}
    wider = [claim for claim in own if claim.scope == "incident" and _covers(claim, total) and claim.low not in lows]
    ours = {part.low for part in (one, other) if part.low in given}
    if len(ours) != 1:
        told = [_share(part, named) for part in (one, other)]
        ours = {(one if told[0] > told[1] else other).low} if told[0] != told[1] else set()
    parts = [claim for claim in own if claim.low in lows] if ours else []
    return [(claim, "incident" if claim.low in ours else "other") for claim in (*wider, *parts)]


def _names(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text))


def _share(part: Claim, named: Set[str]) -> float:
    """How many of the names beside a figure the other reports know."""
    beside = _names(part.sentence[1:])  # its first word is capital in any case
    return len(beside & named) / len(beside) if beside else 0.0


def _spans(total: Claim, report: Report) -> bool:
    return words.several_events(total.sentence) or words.several_events(report.title)


def _parts(total: Claim, own: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """Two figures that add up to `total`, each in a sentence of its own; the first such two."""
    told = [claim for claim in own if claim.sentence != total.sentence and claim.low != total.low]
    return next(
        (
            (one, other)
            for one, other in combinations(told, 2)
            if one.sentence != other.sentence and (one.low or 0) + (other.low or 0) == total.low
        ),
        None,
    )


def _covers(claim: Claim, total: Claim) -> bool:
    """Whether `claim` is the total in other words: "16", "at least 16", "dozens"."""
    low = total.low or 0
    return (claim.low or 0) <= low and (claim.high is None or low <= claim.high)
