"""Comparisons kept between runs: the same findings with them, and none taken for another's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checker import Report, Settings, check

REPORTS = [
    Report("a", "Nine people were killed when a bus hit a wall in Kigali on Monday, police said.", source="Post"),
    Report("b", "Four people were killed when a bus hit a wall in Kigali on Monday, the mayor said.", source="Radio"),
]
SETTINGS = Settings(incidents="given", extractor="rules", nli="none")
FILED = [replace(report, incident="one") for report in REPORTS]


def test_a_kept_comparison_is_the_same(tmp_path: Path) -> None:
    fresh = check(FILED, SETTINGS)
    assert [finding.relation for finding in fresh.discrepancies if finding.attribute == "killed"] == ["conflict"]
    assert check(FILED, SETTINGS, cache_dir=tmp_path) == fresh
    assert check(FILED, SETTINGS, cache_dir=tmp_path) == fresh


def test_what_a_comparison_depends_on_makes_it_another(tmp_path: Path) -> None:
    check(FILED, SETTINGS, cache_dir=tmp_path)
    changes = (
        (FILED, replace(SETTINGS, policy="lowest")),
        (FILED, replace(SETTINGS, grade="airwars")),
        ([FILED[0], replace(FILED[1], source="Post")], SETTINGS),
        ([FILED[0], replace(FILED[1], text=FILED[1].text.replace("Four", "At least four"))], SETTINGS),
    )
    for reports, settings in changes:
        assert check(reports, settings, cache_dir=tmp_path) == check(reports, settings)
