"""Whether the waters, and the distances from one place, that reports give can be one position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from checker.compare.asides import finding_on, originals
from checker.extract.places import PlaceMention, relate
from checker.extract.waters import NOBODY, SOMEBODY
from checker.group.where import folded, towns
from checker.model import Claim, Discrepancy, Incident, Report

_REALMS = ("waters", "airspace")
# Kilometres, and the share of the larger one, by which two distances from one place must differ.
_LEAST_KM, _SHARE = 8.0, 0.4


def compare_waters(incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[Discrepancy]:
    """A finding where two reports put the event in different waters, or at distances that cannot be one; or none."""
    for realm in _REALMS:
        told = _told(claims, realm, reports)
        single = {name: found for name, found in told.items() if len({claim.value for claim in found}) == 1}
        sides: dict[str, list[Claim]] = defaultdict(list)
        for found in single.values():
            sides[found[0].value] += found
        if f"{realm}: {NOBODY}" not in sides:
            sides.pop(f"{realm}: {SOMEBODY}", None)  # territorial waters are somebody's
        if len(sides) > 1:
            most = sorted(sides, key=lambda value: (-len({claim.report for claim in sides[value]}), value))[:2]
            pair = {value: sides[value] for value in most}
            return [finding_on(incident, "location", "conflict", "location/waters", pair, reports)]
    told = _told(claims, "distance", reports)
    for one, other in combinations(sorted(told), 2):
        if len(told[one]) == len(told[other]) == 1 and _differ(told[one][0], told[other][0]):
            pair = {told[name][0].value: told[name] for name in (one, other)}
            return [finding_on(incident, "location", "conflict", "location/distance", pair, reports)]
    return []


def corrected_distance(incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report]) -> list[Discrepancy]:
    """A correction: a report refuses a distance that another gives, and puts its own in that place."""
    said = [claim for claim in claims if claim.topic.startswith("distance")]
    for refused in sorted((claim for claim in said if claim.scope == "negated"), key=lambda claim: claim.id):
        earlier = [
            claim
            for claim in said
            if claim.scope == "incident" and claim.report != refused.report and claim.value == refused.value
        ]
        given = [
            claim
            for claim in said
            if claim.scope == "incident" and claim.report == refused.report and claim.start == refused.start
        ]
        if earlier and given:
            sides = {refused.value: earlier, given[0].value: given}
            return [finding_on(incident, "location", "correction", "location/withdrawn", sides, reports)]
    return []


def _told(claims: Sequence[Claim], topic: str, reports: Mapping[str, Report]) -> dict[str, list[Claim]]:
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.report, claim.start, claim.id)):
        if claim.topic == topic and claim.scope == "incident":
            by_report[claim.report].append(claim)
    return originals(by_report, reports)


def _differ(a: Claim, b: Claim) -> bool:
    if not _one_anchor(a.subject, b.subject):
        return False
    near, far = sorted((_km(a), _km(b)))
    return far - near > max(_LEAST_KM, _SHARE * far)


def _one_anchor(a: str, b: str) -> bool:
    if folded(a) == folded(b):
        return True
    one, other = (PlaceMention(0, 1, name, name, towns(name)) for name in (a, b))
    return relate(one, other) == "near" and folded(a)[:3] == folded(b)[:3]


def _km(claim: Claim) -> float:
    return float(claim.value.partition(" ")[0])
