"""Places, days and hours of two reports: at odds, put right, or possibly one."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from checker import Report, Settings, check

PAIRS = tomllib.loads((Path(__file__).parent / "where_when_pairs.toml").read_text("utf-8"))["pair"]
_PUBLISHED = "2024-08-10T15:00:00+03:00"  # a Saturday


def _report(pair: dict[str, Any], side: str) -> Report:
    when = pair.get(f"published_{side}", _PUBLISHED)
    return Report(side, pair[side], f"Paper {side}", datetime.fromisoformat(when) if when else None, incident="x")


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
def test_a_pair_is_at_odds_on_place_or_time_as_an_editor_would_say(pair: dict[str, Any]) -> None:
    reports = [_report(pair, "a"), _report(pair, "b")]
    found = check(reports, Settings(incidents="given", extractor="rules")).discrepancies
    told = [item for item in found if item.attribute in ("location", "date")]
    at_odds = [item.rule for item in told if item.relation in ("conflict", "correction")]
    assert at_odds == ([pair["finding"]] if pair["finding"] else [])
