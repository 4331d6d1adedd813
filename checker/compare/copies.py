"""Whose text a claim is: the original's where a copy repeats it, the copy's own where the copy departs from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.model import COUNT_ATTRIBUTES, Claim, Report


def root_of(report: Report, reports: Mapping[str, Report]) -> str:
    """The id of the report that `report` copies, through any chain of copies; its own where it copies none."""
    seen = {report.id}
    while report.copy_of and report.copy_of in reports and report.copy_of not in seen:
        report = reports[report.copy_of]
        seen.add(report.id)
    return report.id


def roots_of(claims: Iterable[Claim], reports: Mapping[str, Report]) -> dict[str, str]:
    """The report that answers for each claim, by claim id.

    A copy adds no voice, but where it has "twelve" for the original's "three" it says something of its own.
    """
    kept = list(claims)
    given = {(claim.report, _said(claim)) for claim in kept}
    texts: dict[str, str] = {}
    found = {}
    for claim in kept:
        root = root_of(reports[claim.report], reports)
        if root != claim.report and (root, _said(claim)) not in given:
            if root not in texts:
                texts[root] = _plain(reports[root].text)
            root = root if _plain(claim.sentence) in texts[root] else claim.report
        found[claim.id] = root
    return found


def _said(claim: Claim) -> tuple[object, ...]:
    if claim.attribute in COUNT_ATTRIBUTES:
        return claim.attribute, claim.low, claim.high
    return claim.attribute, claim.topic, claim.value


def _plain(text: str) -> str:
    return " ".join(text.split())
