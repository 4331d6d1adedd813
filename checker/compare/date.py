"""Whether the days that reports give can be one day, with the precision each has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from checker.compare.asides import finding_on, originals, withdrawn
from checker.model import Claim, Discrepancy, Incident, Report
from checker.settings import Settings


def compare_dates(
    incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report], settings: Settings
) -> list[Discrepancy]:
    """One finding on the day of the incident, or none.

    A day is at odds with another when each is tied to the event ("the crash happened on Monday"), or when both are
    calendar dates in words; neither report names the other's day, and neither speaks of a night: a night has two
    dates, and "on Tuesday" is often the day of the statement.
    """
    said = [claim for claim in claims if claim.attribute == "date"]
    corrected = withdrawn(incident, "date", said, reports, "when it was")
    if corrected:
        return [corrected]
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in said:
        if claim.scope == "incident":
            by_report[claim.report].append(claim)
    told = originals(by_report, reports)
    tied = _tied(told)
    if len(tied) == 2 and _near(*sorted(tied)):
        return [finding_on(incident, "date", "conflict", "date/other-day", tied, reports)]
    explicit = {
        name: found
        for name, found in told.items()
        if all(claim.hedge == "day" for claim in found) and any(claim.rule == "when/explicit" for claim in found)
    }
    days = {name: {claim.value for claim in found} for name, found in explicit.items()}
    single = {name: next(iter(values)) for name, values in sorted(days.items()) if len(values) == 1}
    if len(set(single.values())) == 2 and _near(*sorted(set(single.values()))):
        sides: dict[str, list[Claim]] = defaultdict(list)
        for name, value in single.items():
            sides[value] += explicit[name]
        # One report against two that agree; two reports alone are as often a day of writing and a day of the event.
        if any(len({claim.report for claim in found}) > 1 for found in sides.values()):
            return [finding_on(incident, "date", "conflict", "date/other-day", sides, reports)]
    shared = set.intersection(*({claim.value for claim in found} for found in told.values())) if told else set()
    if len(told) < 2 or not shared:
        return []
    day = min(shared)
    agreed = {day: [claim for found in told.values() for claim in found if claim.value == day]}
    return [finding_on(incident, "date", "agree", "date/same-day", agreed, reports)]


def _tied(told: Mapping[str, Sequence[Claim]]) -> dict[str, list[Claim]]:
    """Days that reports tie to the event in so many words, where each knows of one day only and of no night."""
    sides: dict[str, list[Claim]] = defaultdict(list)
    for _, found in sorted(told.items()):
        tied = [claim for claim in found if "happened" in claim.cues]
        if tied and len({claim.value for claim in found}) == 1 and all(claim.hedge == "day" for claim in found):
            sides[tied[0].value] += tied
    return sides


def _near(one: str, other: str) -> bool:
    # Dates far apart are of different events, which is a matter of grouping.
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= 3
