"""Findings as plain lines for a terminal: what `checker show` and the end of `checker run` print.

Works on the dictionary of result.json, so that a finished run reads the same as a fresh one. No line holds
a control character, an escape sequence or a mark that turns text around, whatever the reports hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill
from typing import Any

from checker.model import CheckResult
from checker.report.text import (
    RELATIONS,
    attribute_word,
    few,
    many,
    one_line,
    relation_count,
    relation_word,
    share_word,
)
from checker.review import Decision, dismissed

WIDTH = 100
_MAX_CONFLICTS = 10
_MAX_POSITIONS = 12
_MAX_SOURCES = 8
_MAX_CLAIMS = 12
_VALUE_WIDTH = 30


@dataclass(frozen=True, slots=True)
class Known:
    """What stands behind the ids of a result, looked up once for all its findings."""

    incidents: Mapping[str, str]  # label
    reports: Mapping[str, str]  # source
    decisions: Mapping[str, Decision]  # by finding


def known(result: Mapping[str, Any], decisions: Sequence[Decision] = ()) -> Known:
    """What `finding` needs to know of the whole result and of what reviewers said."""
    return Known(
        {incident["id"]: incident["label"] for incident in result["incidents"]},
        {report["id"]: one_line(report["source"] or report["id"]) for report in result["reports"]},
        {item.finding: item for item in decisions},
    )


def summary(result: CheckResult, folder: Path | None = None, decisions: Sequence[Decision] = ()) -> str:
    """What was found, the gravest conflicts first, and where the page is."""
    from checker.report.json import plain

    # Claims are only counted: a hundred thousand reports hold too many to make them plain for that.
    told = {name: list(plain(result, name)) for name in ("reports", "skipped", "incidents", "discrepancies")}
    lines = overview(told, [claim.report for claim in result.claims], decisions)
    if folder is not None:
        lines += ["", f"page: {one_line(str(folder / 'index.html'))}"]
    return "\n".join(lines)


def overview(
    result: Mapping[str, Any],
    told_by: Sequence[str],
    decisions: Sequence[Decision] = (),
    limit: int = _MAX_CONFLICTS,
) -> list[str]:
    """Lines: the counts of everything, then each conflict that is not dismissed with its positions, by severity.

    `told_by` holds the report of every claim.
    """
    found = result["discrepancies"]
    conflicts = ranked(item for item in found if item["relation"] == "conflict")
    settled = dismissed(decisions)
    left = [item for item in conflicts if item["id"] not in settled]
    facts = known(result, decisions)
    copies = sum(1 for report in result["reports"] if report["copy_of"])
    counts = [
        many(len(result["reports"]), "report") + (f" ({many(copies, 'copy', 'copies')})" if copies else ""),
        many(len(result["incidents"]), "incident"),
        many(len(told_by), "claim"),
    ]
    lines = [", ".join(counts), f"findings: {_relations(found)}"]
    if result["skipped"]:
        lines.append(f"not read: {many(len(result['skipped']), 'input')}, listed in the report with reasons")
    lines += _claimless(facts.reports, set(told_by))
    if len(left) < len(conflicts):
        lines.append(f"dismissed in review: {many(len(conflicts) - len(left), 'conflict')}")
    for item in left[:limit]:
        lines += ["", *finding(item, facts)]
    if len(left) > limit:
        lines += ["", f"and {many(len(left) - limit, 'more conflict')}"]
    return lines


def _claimless(sources: Mapping[str, str], told_by: set[str]) -> list[str]:
    silent = [source for name, source in sources.items() if name not in told_by]
    if not silent:
        return []
    names = few(silent)
    told = f"no claim was read in {many(len(silent), 'report')}{': ' if names else ''}{', '.join(names)}"
    return [_wrapped(told, "", "  ")]


def ranked(found: Any) -> list[Any]:
    """Findings in the order they are shown: conflicts first, by severity, ties by id."""
    return sorted(found, key=lambda item: (_place(item["relation"]), -item["severity"], item["id"]))


def finding(item: Mapping[str, Any], facts: Known) -> list[str]:
    """One finding: what, in which incident, what a reviewer said of it, its positions with their reports, and why."""
    grave = f", severity {share_word(item['severity'])}" if item["relation"] == "conflict" else ""
    head = f"{relation_word(item['relation']).upper()}: {attribute_word(item['attribute'])}{grave}"
    lines = [f"{head}  [{one_line(item['id'])}]", _wrapped(facts.incidents.get(item["incident"], ""), "  ")]
    if item["id"] in facts.decisions:
        lines.append(_wrapped(_said(facts.decisions[item["id"]]), "  "))
    positions = item["positions"]
    width = min(_VALUE_WIDTH, max((len(one_line(held["value"])) for held in positions), default=0))
    for held in positions[:_MAX_POSITIONS]:
        sources = list(dict.fromkeys(facts.reports.get(name, name) for name in held["reports"]))
        told = ", ".join(sources[:_MAX_SOURCES])
        if len(sources) > _MAX_SOURCES:
            told += f" and {len(sources) - _MAX_SOURCES:,} more"
        lines.append(_wrapped(f"{one_line(held['value'], _VALUE_WIDTH).ljust(width)}  {told}", "  ", "      "))
    if len(positions) > _MAX_POSITIONS:
        lines.append(f"  and {many(len(positions) - _MAX_POSITIONS, 'more position')}")
    if item.get("best") is not None:
        high = "open" if item["high"] is None else f"{item['high']:,}"
        low = "unknown" if item["low"] is None else f"{item['low']:,}"
        lines.append(f"  lowest {low}, best supported {item['best']:,}, highest {high}")
    lines.append(_wrapped(item["explanation"], "  "))
    return [line for line in lines if line.strip()]


def _said(decision: Decision) -> str:
    by = f" by {decision.reviewer}" if decision.reviewer else ""
    return f"{decision.verdict}{by}{': ' if decision.note else ''}{decision.note}"


def evidence(item: Mapping[str, Any], result: Mapping[str, Any], facts: Known) -> list[str]:
    """One finding with the claims it rests on: the report, the sentence with the words in [brackets], and where."""
    claims = {claim["id"]: claim for claim in result["claims"]}
    reports = {report["id"]: report for report in result["reports"]}
    lines = finding(item, facts)
    for held in item["positions"]:
        lines += ["", f"  {one_line(held['value'])}, {many(held['independent_reports'], 'independent report')}"]
        kept = [claims[name] for name in held["claims"] if name in claims]
        for claim in kept[:_MAX_CLAIMS]:
            lines += _claim(claim, reports.get(claim["report"], {}))
        if len(kept) > _MAX_CLAIMS:
            lines.append(f"    and {many(len(kept) - _MAX_CLAIMS, 'more claim')}")
    refused = [
        refusal["reason"]
        for refusal in result.get("refusals", ())
        if refusal["incident"] == item["incident"] and refusal["attribute"] == item["attribute"]
    ]
    if refused:
        lines += ["", "  not compared, and why:"]
        lines += [
            _wrapped(f"{reason} ({count:,})", "    ", "      ") for reason, count in sorted(Counter(refused).items())
        ]
    return lines


def matching(items: Sequence[Mapping[str, Any]], name: str) -> list[Mapping[str, Any]]:
    """The items whose id is `name` or, where none is, begins with it."""
    exact = [item for item in items if item["id"] == name]
    return exact or [item for item in items if str(item["id"]).startswith(name)]


def show(
    result: Mapping[str, Any],
    name: str | None = None,
    everything: bool = False,
    decisions: Sequence[Decision] = (),
) -> list[str]:
    """What `checker show` prints: the conflicts, or all findings, or the one called `name` with its evidence.

    `name` is the id of a finding or an incident, or the beginning of one; an empty list where there is none.
    """
    if name is None and not everything:
        told_by = [claim["report"] for claim in result["claims"]]
        return overview(result, told_by, decisions, limit=len(result["discrepancies"]))
    found = list(result["discrepancies"])
    if name is not None:
        incidents = {item["id"] for item in matching(result["incidents"], name)}
        found = matching(found, name) or [item for item in found if item["incident"] in incidents]
    facts = known(result, decisions)
    if name is not None and len(found) == 1:
        return evidence(found[0], result, facts)
    lines: list[str] = []
    for item in ranked(found):
        lines += [*([""] if lines else []), *finding(item, facts)]
    return lines


def _claim(claim: Mapping[str, Any], report: Mapping[str, Any]) -> list[str]:
    head = [
        one_line(str(report.get("source") or claim["report"])),
        one_line(str(report.get("published") or "no date")),
        f"citing {one_line(claim['holder'])}" if claim.get("holder") else "",
        f"{one_line(str(report.get('path') or claim['report']))} [{claim['start']}:{claim['end']}]",
    ]
    sentence, quote = claim["sentence"], claim["quote"]
    told = sentence.replace(quote, f"[{quote}]", 1) if quote in sentence else f"[{quote}]"
    return [
        _wrapped(", ".join(part for part in head if part), "    ", "      "),
        _wrapped(f"“{one_line(told)}”", "      "),
    ]


def _place(relation: str) -> int:
    return RELATIONS.index(relation) if relation in RELATIONS else len(RELATIONS)


def _relations(found: Sequence[Mapping[str, Any]]) -> str:
    counts = Counter(item["relation"] for item in found)
    names = sorted(counts, key=lambda name: (_place(name), name))
    return ", ".join(relation_count(name, counts[name]) for name in names) or "none"


def _wrapped(text: str, first: str, rest: str | None = None) -> str:
    return fill(
        _kept(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
    )


def _kept(text: str) -> str:
    # Unlike one_line, this keeps runs of spaces: columns are lined up with them.
    return " ".join(one_line(part) for part in text.split(" "))
