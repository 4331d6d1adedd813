"""Pairs of reports that an editor would, or would not, mark as being at odds."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from checker.compare.statements import compare_statements
from checker.extract.sentences import sentence_spans
from checker.extract.statements import statement_claims
from checker.model import Discrepancy, Incident, Report

PAIRS = Path(__file__).parent / "statement_pairs.toml"
KINDS = {"cause", "occurrence", "responsibility", "victim_status", "stance"}


@cache
def judged() -> tuple[tuple[dict[str, Any], tuple[Discrepancy, ...]], ...]:
    return tuple((pair, found(pair)) for pair in tomllib.loads(PAIRS.read_text("utf-8"))["pair"])


def found(pair: dict[str, Any]) -> tuple[Discrepancy, ...]:
    reports = {
        name: Report(name, pair[name], source=source, published=datetime(2025, 3, 4, hour, tzinfo=UTC))
        for name, source, hour in (("a", "Northern Wire", 8), ("b", "Harbour Daily", 12))
    }
    claims = [
        replace(claim, incident="i")
        for report in reports.values()
        for claim in statement_claims(report, sentence_spans(report.text))
    ]
    discrepancies = compare_statements(Incident("i", "", ("a", "b")), claims, reports)
    return tuple(one for one in discrepancies if one.attribute in KINDS)


def test_quiet_pairs_stay_quiet() -> None:
    rung = [pair["name"] for pair, what in judged() if not pair["conflict"] and conflicts(what)]
    assert rung == []


def test_most_disputes_are_found() -> None:
    disputes = [conflicts(what) for pair, what in judged() if pair["conflict"]]
    # The rest need knowledge of the world: that Kigali commands Rwandan soldiers, that a freed man walked out.
    assert sum(map(bool, disputes)) / len(disputes) >= 0.72


def test_expected_relations() -> None:
    for pair, what in judged():
        if "relation" in pair:
            assert pair["relation"] in {one.relation for one in what}, pair["name"]


def test_one_or_two_findings_a_dispute() -> None:
    assert max(len(conflicts(what)) for _, what in judged()) <= 3


def conflicts(what: tuple[Discrepancy, ...]) -> list[Discrepancy]:
    return [one for one in what if one.relation == "conflict"]
