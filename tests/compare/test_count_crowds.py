"""Many reports, absurd figures, hostile words."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from checker.model import Report
from checker.settings import Settings


def crowd(desk, fig, number):
    for at in range(number):
        desk.report(f"r{at:05}", f"Outlet{at}", at % 48, fig("killed", at * 7 % number + 1, holder=f"Holder{at}"))
    return desk


def test_a_thousand_tolls_stay_readable(desk, fig):
    found = crowd(desk, fig, 1000).compare().discrepancies
    assert len(found) < 10
    conflict = next(item for item in found if item.relation == "conflict")
    assert 2 <= len(conflict.positions) <= 12
    assert len(conflict.explanation) < 4000
    assert {name for p in conflict.positions for name in p.reports} == set(desk.reports)


def test_time_grows_below_quadratic(new_desk, fig):
    def seconds(number):
        desk = crowd(new_desk(), fig, number)
        start = time.process_time()
        desk.compare()
        return time.process_time() - start

    seconds(200)
    small, great = seconds(400), seconds(3200)
    assert great < 32 * max(small, 0.02)  # eight times as many; quadratic would be 64 times


def test_two_tolls_given_by_all_of_a_thousand_reports(desk, fig):
    for at in range(1000):
        desk.report(
            f"r{at:05}", f"Outlet{at}", at, fig("killed", 8, holder="police"), fig("killed", 11, holder="the hospital")
        )
    start = time.process_time()
    found = desk.found("conflict")
    assert time.process_time() - start < 5
    assert [p.independent_reports for p in found[0].positions] == [1, 1]


def test_ten_billion_dead_and_a_report_from_2031(desk, fig):
    desk.report("r1", "Army Command", 1, fig("killed", 10_000_000_000))
    desk.report("r2", "Health Ministry", 60_000, fig("killed", 3))
    desk.report("r3", "Channel", None, fig("killed", 5))
    (conflict,) = desk.found("conflict")
    assert {p.low for p in conflict.positions} >= {3, 10_000_000_000}


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar(desk, fig, year):
    moment = datetime(year, 12, 31, tzinfo=UTC)
    desk.report("r1", "Wire", 1, fig("killed", 3))
    desk.report("r2", "Daily", 2, fig("killed", 5))
    for name in ("r1", "r2"):
        report = desk.reports[name]
        desk.reports[name] = Report(
            name, report.text, source=report.source, published=moment, published_day_only=name == "r1"
        )
    assert desk.compare().discrepancies


def test_a_hostile_name_cannot_break_a_line(desk, fig):
    desk.report("r1", "Wire\u2028\u202e<script>\x1b[31m" + "A" * 500, None, fig("killed", 3))
    desk.report("r2", "Daily", None, fig("killed", 5))
    for item in desk.compare().discrepancies:
        assert item.explanation.isprintable()
        assert "A" * 100 not in item.explanation


def test_an_id_survives_a_second_run_and_a_further_report(new_desk, fig):
    def first(desk):
        desk.report("r1", "Wire", None, fig("killed", 3))
        return desk.report("r2", "Daily", None, fig("killed", 5))

    desk = first(new_desk())
    (once,) = desk.found("conflict")
    more = first(new_desk()).report("r3", "Weekly", 4, fig("detained", 2))
    assert [item.id for item in more.found("conflict")] == [once.id]


def test_policies_name_the_best_supported_figure(desk, fig):
    desk.report("r1", "Wire", None, fig("killed", 3, holder="police"))
    desk.report("r2", "Daily", None, fig("killed", 5, holder="residents"))
    desk.report("r3", "Weekly", None, fig("killed", 5, holder="the hospital"))

    def best(**choice):
        found = desk.compare(Settings(**choice)).discrepancies
        return next(item for item in found if item.relation == "conflict")

    assert best().best == 5
    assert best(policy="lowest").best == 3
    assert best(policy="range").best is None
    assert best(grade="airwars").grade == "contested"
    assert best().grade == ""
