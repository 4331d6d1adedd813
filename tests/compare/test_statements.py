"""Statements against each other: the Baghdad case, copies, order, and what a finding says."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, datetime

from checker.compare.statements import compare_statements
from checker.extract.sentences import sentence_spans
from checker.extract.statements import statement_claims
from checker.model import Claim, Discrepancy, Incident, Report

SPOKESMAN = Report(
    "tigris",
    "American aircraft struck militia posts south of Baghdad in the small hours of Wednesday. The spokesman of the "
    "Iraqi government said the strikes had not been coordinated with Baghdad and violated the country's sovereignty. "
    "The militia warned that the attacks would not go unpunished.",
    source="Tigris Post",
    published=datetime(2024, 1, 24, 9, tzinfo=UTC),
    title="Baghdad protests against raids",
)
COMMAND = Report(
    "wire",
    "The command said its forces answered attacks on American and coalition troops. An official in Washington said "
    "the strikes were coordinated with the government in Baghdad.",
    source="Atlantic Wire",
    published=datetime(2024, 1, 24, 12, tzinfo=UTC),
)
SILENT = Report(
    "coast",
    "Eight fighters died in raids south of Baghdad, their group said. It called the raids a crime and demanded that "
    "foreign troops leave.",
    source="Coast Daily",
    published=datetime(2024, 1, 24, 11, tzinfo=UTC),
)


def compared(*reports: Report, shuffle: int | None = None) -> tuple[Discrepancy, ...]:
    claims: list[Claim] = [
        replace(claim, incident="i")
        for report in reports
        for claim in statement_claims(report, sentence_spans(report.text))
    ]
    if shuffle is not None:
        random.Random(shuffle).shuffle(claims)
    by_id = {report.id: report for report in reports}
    return compare_statements(Incident("i", "", tuple(sorted(by_id))), claims, by_id)


def conflicts(found: tuple[Discrepancy, ...]) -> list[Discrepancy]:
    return [one for one in found if one.relation == "conflict" and one.attribute not in ("location", "date")]


def test_coordinated_or_not_is_a_conflict() -> None:
    (one,) = conflicts(compared(SPOKESMAN, COMMAND, SILENT))
    assert one.attribute == "stance"
    assert {side.value: side.reports for side in one.positions} == {
        "coordinated": ("wire",),
        "not coordinated": ("tigris",),
    }


def test_uncontradicted_statement_stands_alone() -> None:
    found = compared(SPOKESMAN, SILENT)
    assert conflicts(found) == []
    assert [one.positions[0].value for one in found if one.rule == "single:coordination"] == ["not coordinated"]


def test_explanation_names_who_when_and_on_whose_word() -> None:
    (one,) = conflicts(compared(SPOKESMAN, COMMAND))
    for part in ("Tigris Post", "Atlantic Wire", "24 January 2024", "spokesman of the Iraqi government", "cannot"):
        assert part in one.explanation
    assert "\n" not in one.explanation


def test_a_copy_never_conflicts_and_adds_no_voice() -> None:
    copy = replace(SPOKESMAN, id="mirror", source="Mirror", copy_of="tigris")
    assert conflicts(compared(SPOKESMAN, copy)) == []
    (one,) = conflicts(compared(SPOKESMAN, copy, COMMAND))
    assert {side.value: side.independent_reports for side in one.positions}["not coordinated"] == 1


def test_order_is_irrelevant() -> None:
    reports = (SPOKESMAN, COMMAND, SILENT)
    wanted = compared(*reports)
    for seed in range(5):
        assert compared(*random.Random(seed).sample(reports, 3), shuffle=seed) == wanted


def test_removing_a_report_adds_no_foreign_conflict() -> None:
    reports = (SPOKESMAN, COMMAND, SILENT)
    everything = {one.attribute for one in conflicts(compared(*reports))}
    for left_out in reports:
        rest = [report for report in reports if report is not left_out]
        assert {one.attribute for one in conflicts(compared(*rest))} <= everything


def test_two_accounts_within_one_report() -> None:
    both = Report(
        "both",
        "Police said the driver had fallen asleep at the wheel. The company insisted that the brakes had failed.",
        source="Valley News",
    )
    (one,) = conflicts(compared(both))
    assert one.attribute == "cause"
    assert {side.reports for side in one.positions} == {("both",)}


def test_hostile_names_stay_on_one_line() -> None:
    hostile = replace(COMMAND, source="Wire\n# <script>alert(1)</script>")
    (one,) = conflicts(compared(SPOKESMAN, hostile))
    assert "\n" not in one.explanation


def test_a_thousand_reports_stay_quick_and_readable() -> None:
    many = [replace(SPOKESMAN if n % 2 else COMMAND, id=f"r{n:04}", source=f"Paper {n}") for n in range(1000)]
    started = time.perf_counter()
    (one,) = conflicts(compared(*many))
    assert time.perf_counter() - started < 20
    assert len(one.explanation) < 3000
    assert sum(len(side.reports) for side in one.positions) == 1000


def test_a_denial_answers_what_was_told_just_before() -> None:
    report = Report(
        "one",
        "The provincial governor said a spark from the saw mill had lit the brushwood. The mill's owner disputed that.",
        source="Hill Herald",
    )
    (one,) = conflicts(compared(report))
    assert one.rule == "denied:account"
    assert {side.reports for side in one.positions} == {("one",)}


def test_denied_it_is_said_by_whoever_was_blamed() -> None:
    report = Report("one", "Kigali blamed Kinshasa, which denied it.", source="Lake Wire")
    (one,) = conflicts(compared(report))
    assert one.attribute == "responsibility"
    assert [side.holders for side in one.positions if side.value == "denied"] == [("Kinshasa",)]


def test_a_part_in_it_is_denied_and_not_that_it_happened() -> None:
    police = Report("police", "The Green Front carried out the bombing of the mill, police said.", source="Hill Herald")
    front = Report("front", "The Green Front said it had not carried out the bombing of the mill.", source="Lake Wire")
    assert [one.attribute for one in conflicts(compared(police, front))] == ["responsibility"]
