"""The annotated claims of a gold set as the checker's own objects, so that comparison is measured alone."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from checker import Report, read_reports
from checker.extract.cues import CueContext, cue_context, cues_of
from checker.extract.groups import group_of
from checker.extract.sentences import sentence_spans
from checker.model import Claim, Discrepancy, Incident, claim_from

GOLD = Path(__file__).resolve().parent.parent / "fixtures" / "gold"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Noise:
    """What extraction does to claims: some are missed, some get a wrong scope, some lose their holder."""

    dropped: float = 0.0
    wrong_scope: float = 0.0
    no_holder: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated incident: its reports, its count claims, and what the annotator found."""

    incident: Incident
    claims: tuple[Claim, ...]
    reports: dict[str, Report]
    findings: tuple[dict[str, Any], ...]


def cases(folder: Path = GOLD, noise: Noise = Noise()) -> list[Case]:
    """All incidents of the gold set in `folder`, with claims as annotated or with `noise`."""
    lines = (folder / "gold.jsonl").read_text("utf-8").splitlines()
    reports = {report.id: report for report in read_reports([folder / "reports.jsonl"])}
    chance = random.Random(noise.seed)
    found = []
    for line in lines:
        case = json.loads(line)
        copies = _copies(case.get("near_duplicates", ()), reports)
        for number, members in enumerate(case["incidents"]):
            known = {name: replace(reports[name], copy_of=copies.get(name)) for name in members}
            incident = Incident(f"{case['case']}/{number}", case["topic"], tuple(sorted(members)))
            told = [claim for claim in case["claims"] if claim["report"] in known]
            claims = {claim.id: claim for claim in _claims(told, known, noise, chance)}
            findings = tuple(item for item in case.get("findings", ()) if item["incident"] == number)
            found.append(
                Case(incident, tuple(replace(c, incident=incident.id) for c in claims.values()), known, findings)
            )
    return found


def _copies(groups: Iterable[Sequence[str]], reports: Mapping[str, Report]) -> dict[str, str]:
    found = {}
    for group in groups:
        first = min(group, key=lambda name: (reports[name].published is None, reports[name].published or 0, name))
        found.update({name: first for name in group if name != first})
    return found


def _claims(
    told: Iterable[Mapping[str, Any]], reports: Mapping[str, Report], noise: Noise, chance: random.Random
) -> Iterable[Claim]:
    contexts: dict[str, tuple[tuple[tuple[int, int], ...], CueContext]] = {}
    for item in told:
        if chance.random() < noise.dropped:
            continue
        report = reports[item["report"]]
        if report.id not in contexts:
            spans = tuple(sentence_spans(report.text))
            contexts[report.id] = spans, cue_context(report.text, spans)
        spans, context = contexts[report.id]
        quote, subject = item["quote"], item["subject"] or ""
        start = report.text.rfind(quote) if quote in report.title else report.text.find(quote)
        end = start + len(quote)
        wrong = chance.random() < noise.wrong_scope
        lost = chance.random() < noise.no_holder
        yield claim_from(
            report,
            start,
            end,
            item["attribute"],
            scope=chance.choice(["incident", "subset", "other", "negated"]) if wrong else item["scope"],
            low=item["low"],
            high=item["high"],
            sentence=next((report.text[a:b] for a, b in spans if a <= start < b), quote),
            subject=subject,
            holder=None if lost else item["holder"],
            group=group_of(subject, quote, item["attribute"]),
            cues=cues_of(context, start, end),
        )


def separated(positions: Iterable[Iterable[str]]) -> set[Pair]:
    """The pairs of reports that stand in different positions; (r, r) when one report holds two."""
    pairs = set()
    for one, other in itertools.combinations([tuple(names) for names in positions], 2):
        pairs |= {(min(a, b), max(a, b)) for a in one for b in other}
    return pairs


def gold_pairs(finding: Mapping[str, Any]) -> set[Pair]:
    """The pairs an annotated finding separates."""
    return separated(position["reports"] for position in finding["positions"])


def found_pairs(finding: Discrepancy) -> set[Pair]:
    """The pairs a finding of the checker separates."""
    return separated(position.reports for position in finding.positions)
