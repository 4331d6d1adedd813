"""What an incident is called, when and where it was: from its reports and their claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from checker.model import Claim, Incident, Report, content_id

_MAX_LABEL = 120
_MAX_PLACES = 6


def describe(reports: Sequence[Report], claims: Sequence[Claim]) -> Incident:
    """The incident that `reports` tell of; `claims` are theirs."""
    ordered = sorted(reports, key=_earliest)
    moments = sorted(report.published for report in ordered if report.published)
    # Named by its first report, so that a decision on a finding survives a report that comes later.
    first = ordered[0]
    places = _places(claims)
    return Incident(
        id=content_id("i", first.id, first.text),
        label=_label(ordered, claims, places),
        reports=tuple(sorted(report.id for report in reports)),
        start=moments[0] if moments else None,
        end=moments[-1] if moments else None,
        places=places,
        independent_reports=sum(1 for report in reports if report.copy_of is None),
    )


def _earliest(report: Report) -> tuple[bool, datetime | int, bool, str]:
    # A copy never names the incident while its original is there.
    return report.published is None, report.published or 0, report.copy_of is not None, report.id


def _label(ordered: Sequence[Report], claims: Sequence[Claim], places: Sequence[str]) -> str:
    day = next((f"{report.published.day} {report.published:%B %Y}" for report in ordered if report.published), "")
    where = ", ".join(part for part in (*places[:1], day) if part)
    lead = _lead(ordered, claims)
    label = f"{where}: {lead}" if where else lead
    return label if len(label) <= _MAX_LABEL else label[: _MAX_LABEL - 1].rstrip() + "…"


def _lead(ordered: Sequence[Report], claims: Sequence[Claim]) -> str:
    # The first headline that says what happened, by holding a figure; else the first there is.
    titled = [report for report in ordered if report.title]
    told = {(claim.report, claim.quote) for claim in claims if claim.low is not None and claim.scope == "incident"}
    counted = [report for report in titled if any(name == report.id and quote in report.title for name, quote in told)]
    best = counted or titled
    return best[0].title if best else " ".join(ordered[0].text.split())


def _places(claims: Sequence[Claim]) -> tuple[str, ...]:
    said = Counter(claim.value for claim in claims if claim.attribute == "location" and claim.scope == "incident")
    return tuple(name for name, _ in sorted(said.items(), key=lambda item: (-item[1], item[0]))[:_MAX_PLACES])
