"""The stories: what must be found in each, and what must stay quiet (fixtures/README.md)."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest

from checker import check, read_reports

ROOT = Path(__file__).resolve().parent.parent
STORIES = [
    "baghdad-single",
    "baghdad-strikes",
    "ferry-missing",
    "market-bombing",
    "protest-figures",
    "quake-rising-toll",
    "two-shootings",
]


@cache
def result(story):
    return check(read_reports([ROOT / "fixtures" / story]))


def bounds(story, attribute, relation):
    """The positions, as sorted (low, high), of each finding of this kind."""
    return [
        sorted(
            ((place.low, place.high) for place in found.positions if place.low is not None),
            key=lambda pair: (pair[0], pair[1] is None, pair[1] or 0),
        )
        for found in result(story).discrepancies
        if (found.attribute, found.relation) == (attribute, relation)
    ]


def conflicts(story):
    return sorted({found.attribute for found in result(story).discrepancies if found.relation == "conflict"})


@pytest.mark.parametrize("story", ["baghdad-strikes", "baghdad-single"])
def test_baghdad_eight_against_one(story):
    assert len(result(story).incidents) == 1
    assert bounds(story, "killed", "conflict") == [[(1, 1), (8, 8)]]
    assert bounds(story, "wounded", "single") == [[(24, 24)]]
    assert "location" not in conflicts(story)


def test_baghdad_coordination_is_read():
    stances = {claim.value for claim in result("baghdad-strikes").claims if claim.attribute == "stance"}
    assert "not coordinated" in stances


def test_quake_toll_rises_without_a_conflict():
    assert conflicts("quake-rising-toll") == []
    assert bounds("quake-rising-toll", "killed", "update")
    assert len(result("quake-rising-toll").incidents) == 1
    assert {report.id: report.copy_of for report in result("quake-rising-toll").reports}["quake-3"] == "quake-2"


def test_market_toll_is_corrected_and_not_a_conflict():
    story = "market-bombing"
    assert len(result(story).incidents) == 1
    assert [(9, 9), (14, 14)] in bounds(story, "killed", "correction")
    assert not {"killed", "wounded"} & set(conflicts(story))
    assert "responsibility" in conflicts(story)


def test_two_shootings_stay_two():
    incidents = sorted(incident.reports for incident in result("two-shootings").incidents)
    assert incidents == [("shoot-1", "shoot-2"), ("shoot-3", "shoot-4", "shoot-5")]
    assert conflicts("two-shootings") == []


def test_ferry_disputes_the_missing_and_not_the_dead():
    story = "ferry-missing"
    assert len(result(story).incidents) == 1
    assert "missing" in conflicts(story)
    assert "killed" not in conflicts(story)


def test_protest_disputes_the_detained_and_not_the_injured():
    story = "protest-figures"
    assert len(result(story).incidents) == 1
    assert conflicts(story) == ["detained"]


@pytest.mark.parametrize("story", STORIES)
def test_every_report_is_read_and_every_claim_rests_on_its_words(story):
    found = result(story)
    assert found.skipped == ()
    texts = {report.id: report.text for report in found.reports}
    assert all(texts[claim.report][claim.start : claim.end] == claim.quote for claim in found.claims)


def test_gold_and_train_are_as_they_came():
    floors = json.loads((ROOT / "benchmarks" / "floors.json").read_text("utf-8"))
    gold = ROOT / "fixtures" / "gold"
    assert floors["digests"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(gold.iterdir()) if path.is_file()
    }
    assert len((ROOT / "fixtures" / "train" / "reports.jsonl").read_text("utf-8").splitlines()) == 1313
