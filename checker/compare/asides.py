"""Findings on place and day: what the two comparers share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from checker.compare.explain import plain
from checker.model import Claim, Discrepancy, Incident, Position, Relation, Report, content_id

_SEVERITY = {"conflict": 0.5, "correction": 0.3, "compatible": 0.08, "agree": 0.05}
# Share of findings that were right on annotated cases, where there are enough to tell; a half where there are not.
_CONFIDENCE = {"conflict": 0.5, "correction": 0.6, "compatible": 0.8, "agree": 0.85}
_WHY = {
    "conflict": "Both cannot be right about one event.",
    "correction": "A report withdraws the first.",
    "compatible": "They lie within reach of one another, or one is a wider name, so they do not contradict each other.",
    "agree": "They give the same.",
}
_MATTER = {"location": "place", "date": "day", "date/other-hour": "hour"}
_MOST = 6
_Told = TypeVar("_Told")


def originals(told: Mapping[str, _Told], reports: Mapping[str, Report]) -> dict[str, _Told]:
    """What is told by reports that copy no other, by report id in order."""
    return {name: told[name] for name in sorted(told) if reports[name].copy_of is None}


def withdrawn(
    incident: Incident, attribute: str, claims: Sequence[Claim], reports: Mapping[str, Report], question: str
) -> Discrepancy | None:
    """A correction: one report both refuses a value and gives another, in words that withdraw."""
    for name in sorted({claim.report for claim in claims}):
        own = [claim for claim in claims if claim.report == name]
        refused = {claim.value for claim in own if claim.scope == "negated" and "rejected" in claim.cues}
        given = [claim for claim in own if claim.scope == "incident" and claim.value not in refused]
        earlier = [claim for claim in claims if claim.report != name and claim.value in refused]
        given = [claim for claim in given if any("correction" in cue for cue in claim.cues)]
        if earlier and given:
            sides = {earlier[0].value: earlier, given[0].value: given}
            return finding_on(incident, attribute, "correction", f"{attribute}/withdrawn", sides, reports)
    return None


def finding_on(
    incident: Incident,
    attribute: str,
    relation: Relation,
    rule: str,
    sides: Mapping[str, Sequence[Claim]],
    reports: Mapping[str, Report],
) -> Discrepancy:
    """One finding; `sides` are the claims of each position by its value."""
    positions = tuple(_position(value, sides[value], reports) for value in sorted(sides))
    told = "; ".join(f"{_who(sides[item.value], reports)}: {plain(item.value)}" for item in positions[:_MOST])
    more = f"; and {len(positions) - _MOST} more" if len(positions) > _MOST else ""
    return Discrepancy(
        id=content_id("d", incident.id, attribute, relation, *(f"{p.value}={','.join(p.reports)}" for p in positions)),
        incident=incident.id,
        attribute=attribute,
        relation=relation,
        severity=_SEVERITY[relation],
        confidence=_CONFIDENCE[relation],
        rule=rule,
        explanation=f"On the {_MATTER.get(rule, _MATTER[attribute])} the reports say: {told}{more}. {_WHY[relation]}",
        positions=positions,
    )


def _who(claims: Sequence[Claim], reports: Mapping[str, Report]) -> str:
    names = dict.fromkeys(reports[claim.report].source or claim.report for claim in claims)
    return ", ".join(plain(name) for name in list(names)[:3]) + (" and others" if len(names) > 3 else "")


def _position(value: str, claims: Sequence[Claim], reports: Mapping[str, Report]) -> Position:
    names = tuple(sorted({claim.report for claim in claims}))
    return Position(
        value=value,
        reports=names,
        claims=tuple(sorted({claim.id for claim in claims})),
        independent_reports=len({reports[name].copy_of or name for name in names}),
        holders=tuple(sorted({claim.holder for claim in claims if claim.holder})),
    )
