"""Places and days: found where they stand, resolved as a reader would, and at odds only when they cannot be one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.extract.attribution import attribution_context
from checker.extract.claims import claims_of
from checker.extract.clocks import find_clocks
from checker.extract.cues import cue_context
from checker.extract.dates import find_days
from checker.extract.places import distance_km, find_chain, find_places, find_refused, relate
from checker.extract.sentences import sentence_spans
from checker.extract.waters import find_distances, find_waters
from checker.extract.when import date_claims
from checker.extract.where import location_claims
from checker.model import Report
from checker.settings import Settings

WEDNESDAY = datetime(2024, 1, 24, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The raid was in Hilla.", ["Hilla"]),
        ("Jets bombed camps in Hilla and Wasit.", ["Hilla", "Wasit"]),
        ("Jets bombed camps south of Baghdad.", ["south of Baghdad"]),
        ("A blast in the town of Derhachi, 12 km north-west of Kharkiv.", ["Derhachi", "north-west of Kharkiv"]),
        ("It happened in March on Tuesday.", []),
        ("He believed in God.", []),
        ("Nine died in Saturday's blast.", []),
    ],
)
def test_places_after_words_of_place(text: str, values: list[str]) -> None:
    found = list(find_places(text))
    assert [mention.value for mention in found] == values
    assert all(text[mention.start : mention.end] for mention in found)


def _place(text: str):
    return next(find_places(text))


def test_a_town_south_of_the_capital_is_no_contradiction() -> None:
    assert relate(_place("in Hilla"), _place("south of Baghdad")) == "near"
    assert relate(_place("in Hilla"), _place("in Hilla")) == "same"


def test_towns_far_apart_are_apart_and_unknown_villages_are_unknown() -> None:
    assert relate(_place("in Basra"), _place("in Mosul")) == "apart"
    assert relate(_place("in Basra"), _place("in Zorgoveni")) == "unknown"


def test_distance_is_on_the_globe() -> None:
    baghdad, basra = _place("in Baghdad").points[0], _place("in Basra").points[0]
    assert 430 < distance_km(baghdad, basra) < 470


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 23 January 2024", ["2024-01-23"]),
        ("on January 23", ["2024-01-23"]),
        ("on Jan. 23, 2021", ["2021-01-23"]),
        ("on 23 December", ["2023-12-23"]),
        ("2024-01-23", ["2024-01-23"]),
        ("on Tuesday", ["2024-01-23"]),
        ("on Wednesday", ["2024-01-24"]),
        ("yesterday", ["2024-01-23"]),
        ("on 31 February 2024", []),
        ("they may strike", []),
    ],
)
def test_days_are_resolved_against_publication(text: str, days: list[str]) -> None:
    assert [mention.day.isoformat() for mention in find_days(text, WEDNESDAY)] == days


def test_a_night_is_less_precise_than_a_day() -> None:
    assert [mention.precision for mention in find_days("in the night to Tuesday", WEDNESDAY)] == ["night"]


def test_without_publication_only_full_dates_are_resolved() -> None:
    assert [mention.day for mention in find_days("on Tuesday, 3 May, and 4 May 2020", None)] == [date(2020, 5, 4)]


@given(st.text(max_size=300))
def test_any_text_goes_through(text: str) -> None:
    for mention in find_places(text):
        assert text[mention.start : mention.end]
    for day in find_days(text, WEDNESDAY):
        assert text[day.start : day.end]


def test_a_megabyte_takes_linear_time() -> None:
    for piece in ("in A", "north of A B C ", "12 ", "in the city of "):
        list(find_places(piece * (200_000 // len(piece))))
        list(find_days(piece * (200_000 // len(piece)), WEDNESDAY))


@pytest.mark.parametrize(
    "piece", ["Place: A", "A; ", "at 5 ", "five miles off A ", "in A waters ", "location ", ", not A"]
)
def test_a_long_line_of_forms_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    for read in (find_places, find_chain, find_refused, find_clocks, find_distances):
        list(read(text))
    list(find_waters(text, "Paper"))


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("It burst at 9 p.m. on Friday.", ["21:00"]),
        ("It burst at nine in the evening.", ["21:00"]),
        ("It burst at 2 at night.", ["02:00"]),
        ("They rang at ten to seven.", ["06:50"]),
        ("fired upon at 0620 hours", ["06:20"]),
        ("It burst at midnight.", ["00:00"]),
        ("The wall is 5.30 metres high, for 2.5 million.", []),
        ("In 1998 nine died.", []),
    ],
)
def test_times_of_day(text: str, times: list[str]) -> None:
    assert [f"{clock.minutes // 60:02}:{clock.minutes % 60:02}" for clock in find_clocks(text)] == times


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("It sank in Greek territorial waters.", ["GR"]),
        ("It sank on the high seas.", ["international"]),
        ("It lay two miles off, on our side.", ["IT"]),
        ("On our side two men fell.", []),
        ("It sank in shallow waters.", []),
    ],
)
def test_whose_waters(text: str, owners: list[str]) -> None:
    assert [whose.owner for whose in find_waters(text, "Italian Coast Guard")] == owners


def test_hours_in_which_a_hospital_took_people_in_are_not_the_hour_of_the_event() -> None:
    report = Report("r", "From the shooting we received nine patients between 00:10 and 03:30.")
    assert [claim for claim in claims_of(report, Settings(nli="none")) if claim.topic == "clock"] == []


def test_claims_carry_their_evidence() -> None:
    text = "A car bomb went off in Quetta on Tuesday. Police came from Karachi later."
    report = Report("r1", text, published=WEDNESDAY)
    spans = sentence_spans(text)
    said, cues = attribution_context(text, spans), cue_context(text, spans)
    where = list(location_claims(report, spans, said, cues))
    when = list(date_claims(report, spans, said, cues))
    assert [claim.value for claim in where] == ["Quetta"]
    assert [claim.value for claim in when] == ["2024-01-23"]
    assert all(text[claim.start : claim.end] == claim.quote for claim in (*where, *when))
