"""Whether the places that reports give can be one place: containment by name, direction and distance decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from checker.compare.asides import finding_on, originals, withdrawn
from checker.compare.waters import compare_waters, corrected_distance
from checker.extract.places import PlaceMention, find_places, relate
from checker.group.where import towns
from checker.model import Claim, Discrepancy, Incident, Report

_HAPPENED = "happened"


def compare_locations(incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[Discrepancy]:
    """What the reports are at odds on as to where the incident was: a withdrawal, a distance, a water, or the places.

    Two reports are at odds only when each names towns the gazetteer knows, none within reach of the
    other's, and neither names the other's anywhere in its text.
    """
    every = [claim for claim in claims if claim.attribute == "location"]
    said = [claim for claim in every if claim.topic == "place"]
    withdrawal = withdrawn(incident, "location", said, reports, "where it was")
    settled = [withdrawal] if withdrawal else []
    settled += corrected_distance(incident, every, reports)
    settled += compare_waters(incident, [*_standing(every)], reports)
    if settled:
        return settled
    return _places(incident, said, reports)


def _standing(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims less the distances that some report puts right."""
    refused = {claim.value for claim in claims if claim.scope == "negated" and claim.topic == "distance"}
    return (claim for claim in claims if claim.topic != "distance" or claim.value not in refused)


def _places(incident: Incident, said: Sequence[Claim], reports: Mapping[str, Report]) -> list[Discrepancy]:
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in said:
        if claim.scope == "incident":
            by_report[claim.report].append(claim)
    told = originals(by_report, reports)
    tied = {name: [claim for claim in told[name] if _HAPPENED in claim.cues] for name in sorted(told)}
    for one, other in combinations(sorted(told), 2):
        found = _found(tied[one], reports), _found(tied[other], reports)
        if _apart(found[0], found[1], reports[one], reports[other]):
            sides = {_first(tied[name]): tied[name] for name in (one, other)}
            return [finding_on(incident, "location", "conflict", "location/apart", sides, reports)]
    names = {claim.value for found in told.values() for claim in found}
    if len(told) < 2 or not names:
        return []
    positions: dict[str, list[Claim]] = defaultdict(list)
    for own in by_report.values():
        positions[_first(own)] += own
    if len(names) == 1:
        return [finding_on(incident, "location", "agree", "location/same", positions, reports)]
    return [finding_on(incident, "location", "compatible", "location/within-reach", positions, reports)]


def _found(claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[PlaceMention]:
    return [_mention(claim, reports) for claim in claims]


def _mention(claim: Claim, reports: Mapping[str, Report]) -> PlaceMention:
    # Words of place stand before the name, and the claim's span may begin after them.
    text = reports[claim.report].text
    found = [one for one in find_places(text, max(0, claim.start - 40), claim.end) if one.end == claim.end]
    return (
        found[-1] if found else PlaceMention(claim.start, claim.end, claim.subject, claim.value, towns(claim.subject))
    )


def _first(claims: Sequence[Claim]) -> str:
    return min(claims, key=lambda claim: claim.start).value


def _apart(one: Sequence[PlaceMention], other: Sequence[PlaceMention], left: Report, right: Report) -> bool:
    """Whether the places that two reports tie to the event are far apart, and neither text names the other's."""
    if not one or not other:
        return False
    if any(mention.name in right.text for mention in one) or any(mention.name in left.text for mention in other):
        return False
    kinds = {relate(a, b) for a in one for b in other}
    return "apart" in kinds and kinds <= {"apart", "unknown"}
