from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from checker import Report, Settings, check, read_reports
from checker.model import ATTRIBUTES, ReportSet, Skipped
from checker.pipeline import find_claims
from checker.report.json import result_to_json

ROOT = Path(__file__).resolve().parent.parent
STORIES = [ROOT / "fixtures" / name for name in ("baghdad-strikes", "market-bombing", "two-shootings")]


@pytest.fixture(scope="module")
def reports():
    return read_reports(STORIES)


@pytest.fixture(scope="module")
def result(reports):
    return check(reports)


def test_any_order_and_any_number_of_workers_give_the_same_bytes(reports, result):
    shuffled = list(reports)
    random.Random(7).shuffle(shuffled)
    again = check(ReportSet(tuple(shuffled)), Settings(workers=2))
    assert result_to_json(again) == result_to_json(result)


def test_many_batches_over_many_workers_give_the_same_claims(reports):
    many = [replace(report, id=f"{report.id}-{number}") for number in range(12) for report in reports]
    settings = Settings(extractor="rules")
    assert len(many) > 128
    assert find_claims(many, replace(settings, workers=2)) == find_claims(many, settings)


def test_any_hash_seed_gives_the_same_bytes():
    code = (
        "from checker import check, read_reports\nfrom checker.report.json import result_to_json\n"
        "from hashlib import sha256\n"
        f"print(sha256(result_to_json(check(read_reports([{str(STORIES[0])!r}]))).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_every_part_of_a_result_fits_the_others(result):
    reports = {report.id for report in result.reports}
    incidents = {incident.id: incident for incident in result.incidents}
    claims = {claim.id: claim for claim in result.claims}
    assert sorted(name for incident in result.incidents for name in incident.reports) == sorted(reports)
    assert len(claims) == len(result.claims)
    for claim in result.claims:
        assert claim.attribute in ATTRIBUTES
        assert claim.report in incidents[claim.incident].reports
    for found in result.discrepancies:
        for position in found.positions:
            assert set(position.reports) <= set(incidents[found.incident].reports)
            assert {claims[name].incident for name in position.claims} == {found.incident}


def test_incidents_are_described(result):
    by_reports = {incident.reports: incident for incident in result.incidents}
    first = by_reports[("shoot-1", "shoot-2")]
    second = by_reports[("shoot-3", "shoot-4", "shoot-5")]
    assert first.start is not None
    assert second.start is not None
    assert first.start < second.start
    assert (first.independent_reports, second.independent_reports) == (2, 2)
    assert "15 February 2025" in first.label
    assert "Marseille" in first.label


def test_an_incident_keeps_its_id_when_a_later_report_joins():
    reports = list(read_reports([STORIES[0]]))
    early = [report for report in reports if report.id != "levant-courier"]
    assert check(early).incidents[0].id == check(reports).incidents[0].id


def test_given_incidents_are_taken(reports):
    filed = [replace(report, incident=report.id[:5]) for report in reports]
    found = check(filed, Settings(incidents="given"))
    groups = {tuple(sorted(name[:5] for name in incident.reports)) for incident in found.incidents}
    assert all(len(set(group)) == 1 for group in groups)
    assert len(found.incidents) == len({report.incident for report in filed})


def test_skipped_is_carried_along(reports):
    skipped = (Skipped("a.bin", "is a binary file"),)
    assert check(ReportSet(tuple(reports)[:2], skipped)).skipped == skipped


def test_two_reports_of_one_id_are_refused():
    with pytest.raises(ValueError, match="share the id 'a'"):
        check([Report(id="a", text="One."), Report(id="a", text="Two.")])


def test_nothing_and_nearly_nothing_go_through():
    assert check([]).incidents == ()
    strange = ["", " ", "\x00", "🚨" * 50, "‮killed 8", "9" * 400, "\ud800 killed five"]
    found = check([Report(id=str(number), text=text) for number, text in enumerate(strange)])
    assert len(found.reports) == len(strange)


def test_progress_is_told(reports):
    told = []
    check(reports, Settings(extractor="rules"), progress=lambda stage, done, total: told.append((stage, done, total)))
    assert {"extract", "compare"} <= {stage for stage, _, _ in told}
    assert all(0 <= done <= total for _, done, total in told)


def test_embeddings_kept_in_a_folder_change_nothing(reports, result, tmp_path):
    first = check(reports, cache_dir=tmp_path / "cache")
    second = check(reports, cache_dir=tmp_path / "cache")
    assert result_to_json(first) == result_to_json(second) == result_to_json(result)
    assert any((tmp_path / "cache").rglob("*"))


def test_claims_alone_hold_no_whole_sentences_for_the_judge():
    told = find_claims(read_reports([STORIES[0]]), Settings(extractor="rules", nli="minilm"))
    assert told
    assert not [claim for claim in told if claim.topic == "telling"]
