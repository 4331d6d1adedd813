"""The few lines a run ends with, and how a finding reads in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

from checker.model import CheckResult

RELATIONS = ("conflict", "correction", "update", "compatible", "agree", "single")
_WIDTH = 100
_MAX_CONFLICTS = 10


def summary(result: CheckResult, folder: Path) -> str:
    """What was found, the gravest conflicts first, and where the page is."""
    from checker.report.json import result_to_dict

    return "\n".join([*overview(result_to_dict(result)), "", f"page: {folder / 'index.html'}"])


def overview(result: Mapping[str, Any], limit: int = _MAX_CONFLICTS) -> list[str]:
    """Lines: the counts of everything, then each conflict with its positions."""
    found = result["discrepancies"]
    conflicts = sorted(
        (item for item in found if item["relation"] == "conflict"), key=lambda item: (-item["severity"], item["id"])
    )
    relations = Counter(item["relation"] for item in found)
    told = ", ".join(f"{relations[name]} {name}" for name in RELATIONS if relations[name]) or "none"
    copies = sum(1 for report in result["reports"] if report["copy_of"])
    lines = [
        f"{_many(len(result['reports']), 'report')}"
        + (f" ({_many(copies, 'copy', 'copies')})" if copies else "")
        + f", {_many(len(result['incidents']), 'incident')}, {_many(len(result['claims']), 'claim')}",
        f"findings: {told}",
    ]
    for item in conflicts[:limit]:
        lines += ["", *finding(item, result)]
    if len(conflicts) > limit:
        lines += ["", f"and {_many(len(conflicts) - limit, 'more conflict', 'more conflicts')}"]
    return lines


def finding(item: Mapping[str, Any], result: Mapping[str, Any]) -> list[str]:
    """One finding: what, in which incident, its positions with their reports, and why."""
    label = next((incident["label"] for incident in result["incidents"] if incident["id"] == item["incident"]), "")
    names = {report["id"]: report["source"] or report["id"] for report in result["reports"]}
    lines = [f"{item['relation'].upper()} {item['attribute']}  [{item['id']}]  {label}"]
    width = max((len(position["value"]) for position in item["positions"]), default=0)
    for position in item["positions"]:
        sources = ", ".join(names.get(report, report) for report in position["reports"])
        lines.append(_wrapped(f"{position['value'].ljust(min(width, 30))}  {sources}", "  ", "      "))
    lines.append(_wrapped(item["explanation"], "  ", "  "))
    return lines


def evidence(item: Mapping[str, Any], result: Mapping[str, Any]) -> list[str]:
    """One finding with every claim it rests on: the report, the words, and where they stand."""
    claims = {claim["id"]: claim for claim in result["claims"]}
    reports = {report["id"]: report for report in result["reports"]}
    lines = finding(item, result)
    for position in item["positions"]:
        lines += ["", f"  {position['value']}"]
        for name in position["claims"]:
            claim = claims.get(name)
            if claim:
                lines += _claim(claim, reports.get(claim["report"], {}))
    return lines


def _claim(claim: Mapping[str, Any], report: Mapping[str, Any]) -> list[str]:
    head = ", ".join(
        part
        for part in (
            str(report.get("source") or claim["report"]),
            str(report.get("published") or "undated"),
            f"according to {claim['holder']}" if claim.get("holder") else "",
            f"{report.get('path') or claim['report']} [{claim['start']}:{claim['end']}]",
        )
        if part
    )
    return [f"    {head}", _wrapped(f"“{' '.join(claim['sentence'].split())}”", "      ", "      ")]


def _wrapped(text: str, first: str, rest: str) -> str:
    return fill(text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _many(count: int, one: str, several: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def matching(items: Sequence[Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
    """The items whose id is `name` or, where none is, begins with it."""
    exact = [item for item in items if item["id"] == name]
    return exact or [item for item in items if str(item["id"]).startswith(name)]
