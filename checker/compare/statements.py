"""Statements that are no figures, weighed against each other: one finding a dispute."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec

from checker.compare.accounts import accounts
from checker.compare.occurrence import compare_events
from checker.compare.responsibility import compare_responsibility
from checker.compare.stance import compare_topics
from checker.model import COMPARED_SCOPES, Claim, Discrepancy, Incident, Refusal, Report
from checker.settings import Settings

# Probability that each pair of sentences contradicts; a second opinion, not used by default.
Pairing = Callable[[Sequence[tuple[str, str]]], Sequence[float]]


def compare_statements(
    incident: Incident,
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    settings: Settings,
    *,
    pairing: Pairing | None = None,
) -> tuple[tuple[Discrepancy, ...], tuple[Refusal, ...]]:
    """Findings on everything that is no count, and the statements that were not weighed with the reason.

    `reports` holds at least the incident's reports, by id. The order of claims does not matter.
    """
    told = accounts(claims, reports)
    found = [
        *compare_topics(incident, told, _one_death(claims)),
        *compare_events(incident, told),
        *compare_responsibility(incident, told),
    ]
    refused: list[Refusal] = []
    if find_spec("checker.compare.location"):
        from checker.compare.location import compare_locations

        found += compare_locations(incident, claims, reports, settings)
    if find_spec("checker.compare.date"):
        from checker.compare.date import compare_dates

        found += compare_dates(incident, claims, reports, settings)
    unique = {one.id: one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (-one.severity, one.attribute, one.id))), tuple(refused)


def _one_death(claims: Sequence[Claim]) -> bool:
    """Whether no report counts more than one dead in this incident."""
    return all((claim.low or 0) <= 1 for claim in claims if claim.attribute == "killed" and claim.scope in COMPARED_SCOPES)
