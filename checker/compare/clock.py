"""Whether the hours that reports give for one moment of the event can be one hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from checker.compare.asides import finding_on, originals
from checker.extract.clocks import DAY, HALF_DAY
from checker.extract.event_words import ALARM, ANY
from checker.model import Claim, Discrepancy, Incident, Report

_LEAST = 45  # minutes between two hours that nobody would call one
_MOST = 8 * 60  # beyond this they are of two events
_ROUND = 5  # minutes off the full hour within which another time zone explains a difference
_GENERAL = (ANY, "happening")


def compare_clocks(incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[Discrepancy]:
    """One finding where two reports give hours far apart for the same kind of moment, or none.

    A report that gives several hours for one kind of moment tells a sequence, and is left out.
    """
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.attribute == "date" and claim.topic == "clock" and claim.scope == "incident":
            by_report[claim.report].append(claim)
    told = originals(by_report, reports)
    for one, other in combinations(sorted(told), 2):
        pair = _apart(told[one], told[other], reports[one], reports[other])
        if pair:
            return [finding_on(incident, "date", "conflict", "date/other-hour", _sides(pair, told, reports), reports)]
    return []


def _apart(left: Sequence[Claim], right: Sequence[Claim], one: Report, other: Report) -> tuple[Claim, Claim] | None:
    for a in left:
        for b in right:
            if _of_one_moment(a, b) and _single(a, left) and _single(b, right):
                gap = minutes_apart(a, b)
                if _LEAST <= gap <= _MOST and not _zoned(gap, one, other):
                    return a, b
    return None


def _of_one_moment(a: Claim, b: Claim) -> bool:
    if ALARM in (a.group, b.group):
        return a.group == b.group
    return a.group == b.group or a.group in _GENERAL or b.group in _GENERAL


def _single(claim: Claim, own: Sequence[Claim]) -> bool:
    """Whether the report gives one hour for this kind of moment."""
    return len({each.value for each in own if _of_one_moment(each, claim)}) == 1


def minutes_apart(a: Claim, b: Claim) -> int:
    """The least number of minutes between two times of day, read so that they agree best."""
    gap = abs(_minutes(a) - _minutes(b))
    halves = [gap, abs(gap - HALF_DAY)] if "either" in (a.hedge, b.hedge) else [gap]
    return min(min(each, DAY - each) for each in halves)


def _minutes(claim: Claim) -> int:
    return int(claim.value[:2]) * 60 + int(claim.value[3:])


def _zoned(gap: int, one: Report, other: Report) -> bool:
    """Whether the time zones of two reports may explain the difference."""
    zones = [report.published.utcoffset() if report.published else None for report in (one, other)]
    if zones[0] == zones[1] or None in zones:
        return False
    off = gap % 30
    return min(off, 30 - off) <= _ROUND and abs((zones[0] or timedelta()) - (zones[1] or timedelta())) >= timedelta(
        minutes=gap - _ROUND
    )


def _sides(
    pair: tuple[Claim, Claim], told: Mapping[str, Sequence[Claim]], reports: Mapping[str, Report]
) -> dict[str, list[Claim]]:
    sides = {claim.value: [claim] for claim in pair}
    for name in sorted(told):
        for claim in told[name]:
            if name not in (pair[0].report, pair[1].report) and _of_one_moment(claim, pair[0]):
                near = [each for each in pair if minutes_apart(claim, each) < _LEAST]
                if len(near) == 1:
                    sides[near[0].value].append(claim)
    return sides
