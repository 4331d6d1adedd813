"""The chart's data: one row a source, on an axis of round numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import CheckResult
from checker.report.charts import MAX_ROWS, Chart, axis, chart


def drawn(result: CheckResult, number: int) -> Chart | None:
    claims = {item.id: item for item in result.claims}
    reports = {item.id: item for item in result.reports}
    return chart(result.discrepancies[number], claims, reports)


def test_rows_are_sources_in_order_of_publication(told: CheckResult) -> None:
    made = drawn(told, 0)
    assert made is not None
    assert [(row.label, row.holder, row.value, row.position, row.copies) for row in made.rows] == [
        ("Cedar Wire", "the harbour master", "11", 0, 1),
        ("Union Bulletin", "dockers' union", "4", 1, 0),
        ("Harbour Radio", "a listener", "1 to 12", 2, 0),
    ]
    assert (made.start, made.stop) == (0, 15)
    assert made.best == pytest.approx(100 * 11 / 15, abs=0.01)


def test_an_open_interval_reaches_the_end(told: CheckResult) -> None:
    made = drawn(told, 2)
    assert made is not None
    first = made.rows[0]
    assert first.open and first.to == 100.0 and not first.exact


def test_statements_have_no_chart(told: CheckResult) -> None:
    assert drawn(told, 1) is None


def test_a_crowd_keeps_its_lowest_and_highest(make_crowd: Callable[[int], CheckResult]) -> None:
    made = drawn(make_crowd(300), 0)
    assert made is not None
    assert len(made.rows) == MAX_ROWS and made.left_out == 300 - MAX_ROWS
    assert made.rows[0].low == 0 and made.rows[-1].low == 299


def test_a_copy_that_says_something_else_has_its_own_row(told: CheckResult) -> None:
    claims = tuple(
        replace(item, low=10, high=10, value="10") if item.report == "copy" else item for item in told.claims
    )
    made = drawn(replace(told, claims=claims), 0)
    assert made is not None
    assert ("Coast Daily", 10) in [(row.label, row.low) for row in made.rows]


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_the_axis_holds_both_ends_on_round_numbers(one: int, other: int) -> None:
    lowest, highest = sorted((one, other))
    start, stop, step = axis(lowest, highest)
    assert 0 <= start <= lowest and highest < stop
    assert start % step == 0 and stop % step == 0
    assert (stop - start) // step <= 8
    assert str(step).rstrip("0") in ("1", "2", "5")
