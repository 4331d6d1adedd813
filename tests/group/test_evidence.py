"""The evidence that grouping reads from one report, and how clusters are made of pairs."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Report
from checker.group.asides import without_asides
from checker.group.clustering import average_linkage
from checker.group.copies import find_copies
from checker.group.figures import numbers_in, tolls_in
from checker.group.profile import profile_of
from checker.group.tokens import rarity
from checker.group.where import places_in

THURSDAY = datetime(2024, 5, 9, 8, tzinfo=UTC)


def days_of(text: str, published: datetime | None = THURSDAY) -> list[date]:
    profile = profile_of(Report("r", text, published=published))
    return [date.fromordinal(day.ordinal) for day in profile.days if day.ordinal]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The blast on Wednesday killed two.", date(2024, 5, 8)),
        ("Fire broke out yesterday.", date(2024, 5, 8)),
        ("A raid on 3 May left one dead.", date(2024, 5, 3)),
        ("A raid on December 30 left one dead.", date(2023, 12, 30)),
        ("SAN SALVADOR, 3 JAN 90 - A bus was burnt.", date(1990, 1, 3)),
        ("2024-05-01: the bridge fell.", date(2024, 5, 1)),
    ],
)
def test_the_day_of_an_event_is_read_against_publication(text: str, day: date) -> None:
    assert days_of(text)[0] == day


def test_a_dateline_stands_in_for_a_missing_day_of_publication() -> None:
    assert days_of("LIMA, 12 FEB 89 - Gunmen struck yesterday.", None) == [date(1989, 2, 12), date(1989, 2, 11)]


def test_impossible_dates_are_passed_over() -> None:
    assert days_of("On 31 February and 2024-13-45 nothing happened.") == []


def test_towns_are_taken_in_the_country_that_is_named() -> None:
    countries, towns = places_in("Shots were fired in Birmingham, Alabama.")
    assert "US" in countries
    assert round(towns[0].latitude) == 34
    assert places_in("Police in Paris said so.")[1][0].longitude == pytest.approx(2.3, abs=0.2)


def test_figures_are_kept_apart_by_what_they_count() -> None:
    tolls, first = tolls_in("Twelve people were killed and 30 wounded; two men were arrested.")
    assert set(tolls) >= {"dead 12", "hurt 30", "held 2"}
    assert first == 12
    assert set(numbers_in("A 23-year-old was shot at 9:40 p.m. in the 3200 block.")) >= {
        "age 23",
        "clock 9:40p",
        "number 3200",
    }


def test_what_is_said_of_another_incident_is_no_main_matter() -> None:
    text = "Six died in a strike on Mellit. It came a day after the bombing of Kabkabiya."
    assert "Kabkabiya" not in without_asides(text)
    profile = profile_of(Report("r", text))
    assert "kabkabiya" in profile.names
    assert "kabkabiya" not in profile.own
    assert "mellit" in profile.own


def test_rarity_needs_no_other_reports() -> None:
    assert rarity("the") < rarity("police") < rarity("coroner") < rarity("derhachi")


def test_average_linkage_joins_by_the_mean_of_all_pairs() -> None:
    assert average_linkage(3, [(0, 1, 90), (1, 2, 60), (0, 2, 60)], 50, 100) == [[0, 1, 2]]
    assert average_linkage(3, [(0, 1, 90), (1, 2, 80)], 50, 100) == [[0, 1], [2]]
    assert average_linkage(0, [], 50, 100) == []


def test_a_large_incident_is_not_torn_where_pairs_were_never_weighed() -> None:
    edges = [(a, b, 90) for a in range(300) for b in range(a + 1, min(300, a + 25))]
    assert average_linkage(300, edges, 50, 100) == [list(range(300))]


@given(st.permutations([(0, 1, 70), (1, 2, 70), (2, 3, 70), (0, 2, 40), (1, 3, 40), (3, 4, 70)]))
def test_the_order_of_edges_changes_nothing(edges: list[tuple[int, int, int]]) -> None:
    assert average_linkage(5, edges, 50, 100) == average_linkage(5, sorted(edges), 50, 100)


WIRE = (
    "The mayor said that the dam above the town of Kandla gave way shortly after midnight on Sunday. Nine houses were"
    " carried off and three people have not been found. Soldiers brought tents and drinking water in the morning."
)


def test_a_copy_cut_short_is_a_copy_and_another_account_is_not() -> None:
    reports = [
        Report("r1", WIRE, published=THURSDAY),
        Report("r2", WIRE.split(". Soldiers")[0] + ".", published=datetime(2024, 5, 9, 9, tzinfo=UTC)),
        Report("r3", "In Kandla nine houses are gone and three neighbours are still looked for since the dam broke."),
    ]
    assert find_copies(reports, [[0, 1, 2]]) == {"r2": "r1"}
    assert find_copies(reports, [[0], [1], [2]]) == {}


@pytest.mark.parametrize(
    "text", ["1," * 300_000, "Aa Bb " * 150_000, "12 " * 300_000, "a day " * 150_000, "-" * 1_000_000]
)
def test_a_profile_takes_linear_time(text: str) -> None:
    started = time.perf_counter()
    profile_of(Report("r", text, published=THURSDAY))
    assert time.perf_counter() - started < 1.0


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_has_a_profile(text: str, title: str) -> None:
    assert profile_of(Report("r", text, title=title, published=THURSDAY)).length >= 0


def test_two_lookalikes_told_by_several_reports_each_stay_apart() -> None:
    across = [(a, b, 930_000) for a in (0, 1) for b in (2, 3)]
    assert average_linkage(4, [(0, 1, 999_000), (2, 3, 999_000), *across], 500_000) == [[0, 1], [2, 3]]
