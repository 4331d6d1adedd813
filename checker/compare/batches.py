"""The comparison of many incidents; one that was compared before, with the very same claims, is not compared again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any

from checker.compare import Comparison, compare_incident
from checker.compare.nli import NONE, PACKAGED
from checker.model import Claim, Discrepancy, Incident, Position, Refusal, Report
from checker.reading_cache import checker_digest, key_of, reading_cache, row_of, tuples
from checker.settings import Settings


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with all that is compared in it."""

    incident: Incident
    claims: tuple[Claim, ...]
    reports: dict[str, Report]  # by id


def compare_batch(cases: Sequence[Case], settings: Settings, cache_dir: Path | None = None) -> list[Comparison]:
    """What the claims of each case say against each other. `cache_dir` keeps it for the next run."""
    # A judge that the user names may change under its name.
    lasting = cache_dir if settings.nli in (NONE, PACKAGED) else None
    found: list[Comparison] = []
    with reading_cache(lasting, checker_digest() if lasting else "") as kept:
        for case in cases:
            key = _key(case, settings)
            known = kept.get(key)
            if known is None:
                found.append(compare_incident(case.incident, case.claims, case.reports, settings, cache_dir=cache_dir))
                kept.put(key, astuple(found[-1]))
            else:
                found.append(_comparison(*tuples(known)))
    return found


def _key(case: Case, settings: Settings) -> bytes:
    reports = [row_of(replace(case.reports[name], path="")) for name in sorted(case.reports)]
    claims = [row_of(claim) for claim in case.claims]
    return key_of(row_of(case.incident), claims, reports, row_of(replace(settings, workers=1)))


def _comparison(discrepancies: Sequence[Any], refusals: Sequence[Any]) -> Comparison:
    return Comparison(tuple(map(_discrepancy, discrepancies)), tuple(Refusal(*row) for row in refusals))


def _discrepancy(row: Sequence[Any]) -> Discrepancy:
    parts = {part.name: value for part, value in zip(fields(Discrepancy), row, strict=True)}
    return Discrepancy(**{**parts, "positions": tuple(Position(*position) for position in parts["positions"])})
