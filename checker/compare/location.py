"""Whether the places that reports give can be one place: containment by name, direction and distance decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from checker.compare.asides import finding_on, originals, withdrawn
from checker.extract.places import PlaceMention, find_places, relate
from checker.model import Claim, Discrepancy, Incident, Report
from checker.settings import Settings


def compare_locations(
    incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report], settings: Settings
) -> list[Discrepancy]:
    """One finding on where the incident was, or none.

    Two reports are at odds only when each names towns the gazetteer knows, none within reach of the
    other's, and neither names the other's anywhere in its text.
    """
    said = [claim for claim in claims if claim.attribute == "location"]
    corrected = withdrawn(incident, "location", said, reports, "where it was")
    if corrected:
        return [corrected]
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in said:
        if claim.scope == "incident":
            by_report[claim.report].append(claim)
    mentions = {name: [_mention(claim, reports) for claim in found] for name, found in by_report.items()}
    told = originals(mentions, reports)
    for one, other in combinations(sorted(told), 2):
        if _apart(told[one], told[other], reports[one], reports[other]):
            sides = {_first(by_report[name]): by_report[name] for name in (one, other)}
            return [finding_on(incident, "location", "conflict", "location/apart", sides, reports)]
    names = {mention.value for found in told.values() for mention in found}
    if len(told) < 2 or not names:
        return []
    positions: dict[str, list[Claim]] = defaultdict(list)
    for found in by_report.values():
        positions[_first(found)] += found
    if len(names) == 1:
        return [finding_on(incident, "location", "agree", "location/same", positions, reports)]
    return [finding_on(incident, "location", "compatible", "location/within-reach", positions, reports)]


def _mention(claim: Claim, reports: Mapping[str, Report]) -> PlaceMention:
    # Words of place stand before the name, and the claim's span may begin after them.
    text = reports[claim.report].text
    found = [one for one in find_places(text, max(0, claim.start - 40), claim.end) if one.end == claim.end]
    return found[-1] if found else PlaceMention(claim.start, claim.end, claim.subject, claim.value, ())


def _first(claims: Sequence[Claim]) -> str:
    return min(claims, key=lambda claim: claim.start).value


def _apart(one: list[PlaceMention], other: list[PlaceMention], left: Report, right: Report) -> bool:
    known = [mention for mention in one if mention.points], [mention for mention in other if mention.points]
    if not all(known) or len(known[0]) < len(one) or len(known[1]) < len(other):
        return False
    if any(mention.name in right.text for mention in one) or any(mention.name in left.text for mention in other):
        return False
    return all(relate(a, b) == "apart" for a in known[0] for b in known[1])
