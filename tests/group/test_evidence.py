"""The evidence that grouping reads from one report, and how clusters are made of pairs."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import Report
from checker.group.apart import sets_apart
from checker.group.asides import own_and_asides, years_back
from checker.group.clustering import average_linkage, joined, settled
from checker.group.copies import find_copies
from checker.group.figures import numbers_in, tolls_in
from checker.group.profile import profile_of, profiles_of
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
        ("The bridge fell on 29 February.", date(2024, 2, 29)),
    ],
)
def test_the_day_of_an_event_is_read_against_publication(text: str, day: date) -> None:
    assert days_of(text)[0] == day


@pytest.mark.parametrize(
    ("published", "day"),
    [(datetime(2023, 5, 9), date(2020, 2, 29)), (datetime(1901, 1, 1), date(1896, 2, 29)), (datetime(1, 3, 1), None)],
)
def test_a_leap_day_is_that_of_the_last_leap_year(published: datetime, day: date | None) -> None:
    assert days_of("The bridge fell on February 29.", published) == ([day] if day else [])


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
    assert "Kabkabiya" in own_and_asides(text)[1]
    assert "Kabkabiya" not in own_and_asides(text)[0]
    profile = profile_of(Report("r", text))
    assert "kabkabiya" in profile.names
    assert "kabkabiya" not in profile.own
    assert "mellit" in profile.own


@pytest.mark.parametrize(
    ("text", "own", "aside"),
    [
        ("Six died in Mellit on Tuesday, a day after bombs fell on Kabkabiya.", "Mellit", "Kabkabiya"),
        ("A day after Kollam burnt, a shed at Vembakottai turned to smoke.", "Vembakottai", "Kollam"),
        ("Three died in Maputo. Elsewhere there were deaths in Nampula.", "Maputo", "Nampula"),
        ("A minibus was hit at Antonivka. It is the second attack in two days, after Nikopol.", "Antonivka", "Nikopol"),
        ("Nine drowned off Thermi. This has nothing to do with Farmakonisi.", "Thermi", "Farmakonisi"),
        ("Shots in Los Olivos. The dead man's brother was hit the night before at La Cascada.", "Olivos", "Cascada"),
    ],
)
def test_a_clause_that_turns_away_is_set_aside(text: str, own: str, aside: str) -> None:
    told, asides = own_and_asides(text)
    assert own in told and own not in asides
    assert aside in asides and aside not in told


def test_a_report_sets_apart_what_it_names_in_passing() -> None:
    mellit = profile_of(Report("a", "Six died in a strike on Mellit, a day after bombs fell on Kabkabiya."))
    market = profile_of(
        Report("b", "Bombs fell on the market of Kabkabiya and killed forty.", title="Kabkabiya bombed")
    )
    later = profile_of(Report("c", "Two days after the raid the dead of Kabkabiya were buried in Kabkabiya."))
    assert sets_apart(mellit, market)
    assert not sets_apart(market, mellit)
    assert not sets_apart(later, market)


def test_an_anniversary_is_not_last_months_news() -> None:
    old = datetime(2023, 12, 13, tzinfo=UTC)
    autumn, anniversary = datetime(2024, 10, 22, tzinfo=UTC), datetime(2024, 12, 12, tzinfo=UTC)
    recalls = profile_of(Report("a", "Wreaths were laid in Draban.", title="A year on, Draban", published=anniversary))
    recent = profile_of(Report("b", "Ten policemen died in Draban.", title="Draban post stormed", published=autumn))
    first = profile_of(Report("c", "A truck bomb killed 23 in Draban.", title="Truck bomb", published=old))
    assert sets_apart(recalls, recent)
    assert not sets_apart(recalls, first)


def test_years_back_are_read_from_headlines() -> None:
    assert [
        years_back(title) for title in ("Ten years on", "A year after the flood", "Anniversary", "12 years old")
    ] == [
        10,
        1,
        1,
        0,
    ]


def test_a_report_goes_where_it_agrees_best() -> None:
    edges = [(0, 1, 900_000), (0, 2, 800_000), (0, 3, 800_000), (2, 3, 900_000), (1, 2, -2_000_000), (1, 3, -2_000_000)]
    assert settled([[0, 1], [2, 3]], edges, 400_000) == [[0, 2, 3], [1]]


def test_a_threshold_of_nothing_joins_all_that_was_weighed() -> None:
    assert joined(4, [(0, 1, 20_000), (1, 2, -2_000_000)], 0) == [[0, 1, 2], [3]]


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
    started = time.process_time()
    profile_of(Report("r", text, published=THURSDAY))
    assert time.process_time() - started < 1.0


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_has_a_profile(text: str, title: str) -> None:
    assert profile_of(Report("r", text, title=title, published=THURSDAY)).length >= 0


def test_two_lookalikes_told_by_several_reports_each_stay_apart() -> None:
    across = [(a, b, 930_000) for a in (0, 1) for b in (2, 3)]
    assert average_linkage(4, [(0, 1, 999_000), (2, 3, 999_000), *across], 500_000) == [[0, 1], [2, 3]]


def test_the_name_of_a_source_says_which_place_it_speaks_of_unless_it_has_several_reports() -> None:
    hospital = Report("a", "We received twelve wounded at noon.", source="Kolofata District Hospital")
    outlets = [Report(name, f"Fire broke out in {name}.", source="Cono Sur Wire") for name in ("Salta", "Jujuy")]
    first, *others = profiles_of([hospital, *outlets])
    assert {"kolofata", "district"} <= first.words.keys()
    assert "kolofata" in first.names
    assert not any({"cono", "sur"} & other.words.keys() for other in others)
