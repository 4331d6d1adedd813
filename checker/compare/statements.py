"""Statements that are no figures, weighed against each other: one finding a dispute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.compare.accounts import accounts
from checker.compare.date import compare_dates
from checker.compare.delay import compare_delays
from checker.compare.denial import compare_accounts
from checker.compare.location import compare_locations
from checker.compare.nli import Pairing
from checker.compare.occurrence import compare_events
from checker.compare.responsibility import compare_responsibility
from checker.compare.second_opinion import second_opinions
from checker.compare.stance import compare_topics
from checker.compare.victims import compare_victims
from checker.model import COMPARED_SCOPES, COUNT_ATTRIBUTES, Claim, Discrepancy, Incident, Report


def compare_statements(
    incident: Incident,
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    *,
    pairing: Pairing | None = None,
) -> tuple[Discrepancy, ...]:
    """Findings on everything that is no count.

    `reports` holds at least the incident's reports, by id. The order of claims does not matter. `pairing` is a
    sentence-pair model that gives a second opinion where no rule speaks; without it rules alone decide.
    """
    told = accounts(claims, reports)
    found = [
        *compare_topics(incident, told, _one_death(claims)),
        *compare_delays(incident, told),
        *compare_events(incident, told),
        *compare_responsibility(incident, told),
    ]
    quoted = {claim.id: claim.sentence for claim in claims}
    at_odds = [one for one in found if one.relation in ("conflict", "correction")]
    taken = frozenset(
        quoted[name] for one in at_odds for side in one.positions for name in side.claims if name in quoted
    )
    found += compare_accounts(incident, told, _originals(incident, reports), taken)
    if pairing is not None:
        counted = frozenset(claim.sentence for claim in claims if claim.attribute in COUNT_ATTRIBUTES)
        found += second_opinions(incident, told, taken, counted, pairing)
    found = _one_a_dispute(found, quoted)
    if not any(one.relation == "conflict" and one.attribute == "victim_status" for one in found):
        found += compare_victims(incident, claims, reports)
    found += compare_locations(incident, claims, reports)
    found += compare_dates(incident, claims, reports)
    unique = {one.id: one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (-one.severity, one.attribute, one.id)))


def _originals(incident: Incident, reports: Mapping[str, Report]) -> dict[str, str]:
    """The texts of an incident's reports, less the copies among them."""
    held = [reports[name] for name in incident.reports if name in reports]
    return {report.id: report.text for report in held if report.copy_of not in incident.reports}


def _one_death(claims: Sequence[Claim]) -> bool:
    """Whether no report counts more than one dead in this incident."""
    return all(
        (claim.low or 0) <= 1 for claim in claims if claim.attribute == "killed" and claim.scope in COMPARED_SCOPES
    )


def _one_a_dispute(found: Sequence[Discrepancy], quoted: Mapping[str, str]) -> list[Discrepancy]:
    """Conflicts less those that tell a graver one over again.

    "No shell was fired" answers the shelling, its cause and the blame for it: one sentence, one dispute.
    """
    kept: list[Discrepancy] = []
    told: list[list[frozenset[tuple[str, str]]]] = []
    for one in sorted(found, key=lambda item: (item.relation != "conflict", -item.severity, item.attribute, item.id)):
        sides = [
            frozenset((report, quoted[name]) for report in side.reports for name in side.claims if name in quoted)
            for side in one.positions
        ]
        if one.relation == "conflict" and any(_retold(sides, other) for other in told):
            continue
        kept.append(one)
        if one.relation == "conflict":
            told.append(sides)
    return kept


def _retold(sides: Sequence[frozenset[tuple[str, str]]], other: Sequence[frozenset[tuple[str, str]]]) -> bool:
    """Whether some side of a dispute is told by the very sentences of another dispute, and the rest by its reports."""
    for side in sides:
        for wider in other:
            if side and side <= wider:
                rest = {report for each in sides if each is not side for report, _ in each}
                known = {report for each in other if each is not wider for report, _ in each}
                if rest & known:
                    return True
    return False
