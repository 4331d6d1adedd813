"""Thirty report sets, and what the comparison was expected to say of them before it was run once."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import datetime
from itertools import combinations
from pathlib import Path

import pytest

from checker.compare import compare_incident
from checker.extract import extract_claims
from checker.model import COUNT_ATTRIBUTES, Incident, Report
from checker.settings import Settings

SETS = tomllib.loads((Path(__file__).parent / "blind_counts.toml").read_text("utf-8"))["set"]


def apart(positions):
    """The pairs of reports that stand in different positions."""
    return {tuple(sorted((a, b))) for one, other in combinations(positions, 2) for a in one for b in other}


def told(case):
    """Reports and findings on counts of one set, read by rules."""
    reports = {
        item["id"]: Report(
            item["id"],
            item["text"],
            source=item["source"],
            title=item["title"],
            published=datetime.fromisoformat(item["published"]),
        )
        for item in case["reports"]
    }
    settings = Settings(extractor="rules")
    claims = [replace(claim, incident=case["id"]) for claim in extract_claims(list(reports.values()), settings)]
    incident = Incident(case["id"], case["topic"], tuple(sorted(reports)))
    found = compare_incident(incident, claims, reports, settings).discrepancies
    return [item for item in found if item.attribute in COUNT_ATTRIBUTES]


@pytest.fixture(scope="module")
def findings():
    return {case["id"]: told(case) for case in SETS}


def score(findings, relation):
    """How many expected findings of one relation were shown."""
    wanted = shown = 0
    for case in SETS:
        for attribute, expected, positions in case["expect"]:
            if expected == relation:
                wanted += 1
                shown += any(
                    item.relation == relation
                    and item.attribute == attribute
                    and apart([p.reports for p in item.positions]) & apart(positions)
                    for item in findings[case["id"]]
                )
    return shown, wanted


def false_alarms(findings):
    """Conflicts that were not expected."""
    return [
        (case["id"], item.attribute, [p.value for p in item.positions])
        for case in SETS
        for item in findings[case["id"]]
        if item.relation == "conflict"
        and not any(
            attribute == item.attribute
            and expected == "conflict"
            and apart([p.reports for p in item.positions]) & apart(positions)
            for attribute, expected, positions in case["expect"]
        )
    ]


def test_hardly_a_false_alarm(findings):
    assert len(false_alarms(findings)) <= 1, false_alarms(findings)


@pytest.mark.parametrize(("relation", "floor"), [("conflict", 7), ("update", 10), ("correction", 2)])
def test_what_was_expected_is_shown(findings, relation, floor):
    shown, wanted = score(findings, relation)
    assert shown >= floor, (shown, wanted)


def test_minimum_and_later_count_of_two_headlines_are_at_peace(findings):
    assert not [item for item in findings["b02"] if item.relation == "conflict"]


def test_nine_dead_against_six_dead_and_several_missing(findings):
    assert [item.attribute for item in findings["b03"] if item.relation == "conflict"] == ["killed"]
