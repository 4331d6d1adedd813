"""The annotated cases hold together: every quote stands in its report, every report in one incident."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.model import ATTRIBUTES, COUNT_ATTRIBUTES

SETS = sorted(
    path.parent for path in (Path(__file__).resolve().parent.parent / "fixtures" / "cases").glob("*/gold.jsonl")
)


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_annotations_fit_their_reports(folder):
    reports = {report["id"]: report for report in lines(folder / "reports.jsonl")}
    cases = lines(folder / "gold.jsonl")
    placed = [name for case in cases for members in case["incidents"] for name in members]
    assert sorted(placed) == sorted(reports)
    for case in cases:
        for claim in case["claims"]:
            report = reports[claim["report"]]
            assert claim["attribute"] in COUNT_ATTRIBUTES
            assert claim["quote"] in report["text"] or claim["quote"] in report["title"]
            assert claim["high"] is None or claim["low"] <= claim["high"]
        for finding in case["findings"]:
            assert finding["attribute"] in ATTRIBUTES
            assert finding["incident"] < len(case["incidents"])


def test_no_case_stands_in_two_sets():
    names = [case["case"] for folder in SETS for case in lines(folder / "gold.jsonl")]
    assert len(names) == len(set(names)) and len(SETS) == 4
