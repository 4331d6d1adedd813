"""Places and days weighed: a finding where they cannot be one, and silence where they can."""

from __future__ import annotations

from datetime import UTC, datetime

from checker.compare.date import compare_dates
from checker.compare.location import compare_locations
from checker.extract.attribution import attribution_context
from checker.extract.cues import cue_context
from checker.extract.sentences import sentence_spans
from checker.extract.when import date_claims
from checker.extract.where import location_claims
from checker.model import Incident, Report


def _weighed(*texts: str, copy: bool = False):
    published = datetime(2024, 1, 26, 12, tzinfo=UTC)
    reports = [
        Report(f"r{i}", text, source=f"Paper {i}", published=published, copy_of="r0" if copy and i else None)
        for i, text in enumerate(texts)
    ]
    claims = []
    for report in reports:
        spans = sentence_spans(report.text)
        said, cues = attribution_context(report.text, spans), cue_context(report.text, spans)
        claims += [*location_claims(report, spans, said, cues), *date_claims(report, spans, said, cues)]
    incident = Incident("i", "", tuple(report.id for report in reports))
    by_id = {report.id: report for report in reports}
    return (
        compare_locations(incident, claims, by_id),
        compare_dates(incident, claims, by_id),
    )


def test_two_towns_far_apart_are_a_conflict() -> None:
    places, _ = _weighed("A bomb went off in Basra.", "A bomb went off in Mosul.")
    assert [finding.relation for finding in places] == ["conflict"]
    assert "Basra" in places[0].explanation
    assert "Mosul" in places[0].explanation


def test_a_copy_is_no_second_voice() -> None:
    places, _ = _weighed("A bomb went off in Basra.", "A bomb went off in Mosul.", copy=True)
    assert places == []


def test_a_town_and_its_direction_agree() -> None:
    places, _ = _weighed("Raids hit militia camps south of Baghdad.", "Raids hit camps in Hilla and in Wasit.")
    assert [finding.relation for finding in places] == ["compatible"]


def test_one_calendar_day_against_two_reports_is_a_conflict() -> None:
    _, days = _weighed(
        "The plane crashed on 17 January.", "The crash was on 17 January.", "The plane came down on 16 January."
    )
    assert [finding.relation for finding in days] == ["conflict"]


def test_a_night_has_two_dates() -> None:
    _, days = _weighed(
        "The plane crashed in the night of 17 January.",
        "The crash was on 17 January, shortly after midnight.",
        "The plane came down on 16 January at night.",
    )
    assert not [finding for finding in days if finding.relation == "conflict"]


def test_the_same_day_is_agreement() -> None:
    _, days = _weighed("The plane crashed on 17 January.", "The crash was on 17 January.")
    assert [finding.relation for finding in days] == ["agree"]
