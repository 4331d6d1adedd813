"""The comparison: what the claims of one incident say against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.compare.counts import compare_counts
from checker.compare.nli import pairing_of
from checker.compare.statements import compare_statements
from checker.model import Claim, Discrepancy, Incident, Refusal, Report
from checker.settings import Settings


@dataclass(frozen=True, slots=True)
class Comparison:
    """Findings of one incident, most severe first, and why other claims were not weighed."""

    discrepancies: tuple[Discrepancy, ...]
    refusals: tuple[Refusal, ...] = ()


def compare_incident(
    incident: Incident,
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    settings: Settings,
    *,
    cache_dir: Path | None = None,
) -> Comparison:
    """Weigh the claims of one incident against each other.

    `reports` holds at least the incident's reports, by id. The order of claims does not matter. `cache_dir` keeps
    what the judge of sentence pairs said.
    """
    discrepancies, refused = compare_counts(incident, claims, reports, settings)
    pairing = pairing_of(settings.nli, cache_dir)
    more = compare_statements(incident, claims, reports, pairing=pairing)
    return Comparison(
        tuple(sorted((*discrepancies, *more), key=lambda item: (-item.severity, item.attribute, item.id))),
        tuple(refused),
    )
