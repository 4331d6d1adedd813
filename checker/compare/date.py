"""Whether the days that reports give can be one day, with the precision each has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from checker.compare.asides import finding_on, originals, withdrawn
from checker.compare.clock import compare_clocks
from checker.model import Claim, Discrepancy, Incident, Report

Days = tuple[int, int]
# How far a day reaches to either side: a night has two dates, and which one a report takes is not known.
_REACH = {"day": (0, 0), "night": (-1, 1), "late": (0, 1), "early": (-1, 0)}
_MOST_DAYS_APART = 3
_SPEAKING, _HAPPENED = "speaking", "happened"


def compare_dates(incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[Discrepancy]:
    """One finding on the day of the incident and one on its hour, or none.

    A day is at odds with another when each is tied to the event ("the crash happened on Monday", the row of a
    database), or when both are calendar dates in words; neither report names the other's day. A night reaches into
    the day after it, and "on Tuesday" is often the day of the statement.
    """
    said = [claim for claim in claims if claim.attribute == "date" and claim.topic == "day"]
    found = _days(incident, _with_years(said), reports)
    if any(one.relation == "conflict" for one in found):
        return found  # the hours of two days are no second dispute
    return [*found, *compare_clocks(incident, claims, reports)]


def _days(incident: Incident, said: Sequence[Claim], reports: Mapping[str, Report]) -> list[Discrepancy]:
    corrected = withdrawn(incident, "date", said, reports, "when it was")
    if corrected:
        return [corrected]
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in said:
        if claim.scope == "incident":
            by_report[claim.report].append(claim)
    told = originals(by_report, reports)
    sides = _opposed(told) or _one_against_two(told)
    if sides:
        return [finding_on(incident, "date", "conflict", "date/other-day", sides, reports)]
    shared = set.intersection(*({claim.value for claim in found} for found in told.values())) if told else set()
    if len(told) < 2 or not shared:
        return []
    day = min(shared)
    agreed = {day: [claim for found in told.values() for claim in found if claim.value == day]}
    return [finding_on(incident, "date", "agree", "date/same-day", agreed, reports)]


def _with_years(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with the commonest year of the incident put where a date had none; without any, those are left out."""
    years = Counter(claim.value[:4] for claim in claims if not claim.value.startswith("--"))
    if not years:
        return []
    year = min(years, key=lambda one: (-years[one], one))
    whole = [
        replace(claim, value=f"{year}{claim.value[1:]}") if claim.value.startswith("--") else claim for claim in claims
    ]
    return [claim for claim in whole if _ordinal(claim.value)]


def _opposed(told: Mapping[str, Sequence[Claim]]) -> dict[str, list[Claim]]:
    """The two days, tied to the event in so many words, that cannot be one and that most reports divide on."""
    tied = {name: found for name, found in ((name, _tied(claims)) for name, claims in sorted(told.items())) if found}
    named = {
        name: {claim.value for claim in claims if _SPEAKING not in claim.cues} for name, claims in sorted(told.items())
    }
    best: dict[str, list[Claim]] = {}
    for one, other in combinations(sorted({found[0].value for found in tied.values()}), 2):
        if not 0 < _ordinal(other) - _ordinal(one) <= _MOST_DAYS_APART:
            continue
        left = [found for name, found in tied.items() if found[0].value == one and other not in named[name]]
        right = [found for name, found in tied.items() if found[0].value == other and one not in named[name]]
        left = [found for found in left if all(_apart(found, each) for each in _plain(right))]
        right = [found for found in right if all(_apart(each, found) for each in left)]
        if left and right and len(left) + len(right) > _reports(best):
            best = {
                value: [claim for found in side for claim in found] for value, side in ((one, left), (other, right))
            }
    return best


def _reports(sides: Mapping[str, Sequence[Claim]]) -> int:
    return len({claim.report for found in sides.values() for claim in found})


def _plain(side: list[list[Claim]]) -> list[list[Claim]]:
    """Those who name a whole day, where some do: who says "at night" may well agree with either side."""
    return [found for found in side if all(claim.hedge == "day" for claim in found)] or side


def _apart(earlier: Sequence[Claim], later: Sequence[Claim]) -> bool:
    return _reach(earlier)[1] < _reach(later)[0]


def _tied(claims: Sequence[Claim]) -> list[Claim]:
    """What one report ties to the event, where that is a single day."""
    tied = [claim for claim in claims if _HAPPENED in claim.cues]
    return tied if len({claim.value for claim in tied}) == 1 else []


def _reach(claims: Sequence[Claim]) -> Days:
    """The widest stretch of days that one report may mean."""
    day = _ordinal(claims[0].value)
    reaches = [_REACH[claim.hedge] for claim in claims]
    return day + min(low for low, _ in reaches), day + max(high for _, high in reaches)


def _one_against_two(told: Mapping[str, Sequence[Claim]]) -> dict[str, list[Claim]]:
    """One calendar day against another that two reports give; two reports alone often mean a day of writing."""
    explicit = {
        name: found
        for name, found in told.items()
        if all(claim.hedge == "day" and _SPEAKING not in claim.cues for claim in found)
        and any(claim.rule == "when/explicit" for claim in found)
    }
    days = {name: {claim.value for claim in found} for name, found in explicit.items()}
    single = {name: next(iter(values)) for name, values in sorted(days.items()) if len(values) == 1}
    values = sorted(set(single.values()))
    if len(values) != 2 or abs(_ordinal(values[0]) - _ordinal(values[1])) > _MOST_DAYS_APART:
        return {}  # dates far apart are of different events, which is a matter of grouping
    sides: dict[str, list[Claim]] = defaultdict(list)
    for name, value in single.items():
        sides[value] += explicit[name]
    return sides if any(len({claim.report for claim in found}) > 1 for found in sides.values()) else {}


def _ordinal(value: str) -> int:
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:  # 29 February of a year that has none
        return 0
