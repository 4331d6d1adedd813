from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read.published import Published, parse_published


@pytest.mark.parametrize(
    ("written", "iso", "day_only"),
    [
        ("2024-01-24T09:30:00+03:00", "2024-01-24T09:30:00+03:00", False),
        ("2024-01-24T06:30:00Z", "2024-01-24T06:30:00+00:00", False),
        ("2024-01-24 09:30 +0300", "2024-01-24T09:30:00+03:00", False),
        ("2024-01-24 09:30 UTC", "2024-01-24T09:30:00+00:00", False),
        ("2024-01-24T09:30", "2024-01-24T09:30:00+00:00", False),
        ("2024-01-24", "2024-01-24T00:00:00+00:00", True),
        ("20240124", "2024-01-24T00:00:00+00:00", True),
        ("Tue, 23 Jan 2024 21:14:00 +0300", "2024-01-23T21:14:00+03:00", False),
        ("23 Jan 2024 21:14:00 GMT", "2024-01-23T21:14:00+00:00", False),
        ("24 January 2024", "2024-01-24T00:00:00+00:00", True),
        ("Wednesday, January 24th, 2024", "2024-01-24T00:00:00+00:00", True),
        ("January 24, 2024 9:30 PM", "2024-01-24T21:30:00+00:00", False),
        ("24 January 2024, 12:05 am UTC+3", "2024-01-24T00:05:00+03:00", False),
        ("24.01.2024", "2024-01-24T00:00:00+00:00", True),
        ("24/01/2024", "2024-01-24T00:00:00+00:00", True),
        ("01/24/2024", "2024-01-24T00:00:00+00:00", True),
        ("2024/1/24", "2024-01-24T00:00:00+00:00", True),
        ("05/05/2024", "2024-05-05T00:00:00+00:00", True),
        ("2024-03-13 08:15 EST", "2024-03-13T08:15:00-05:00", False),
        ("March 13, 2024 8:15 p.m. EDT", "2024-03-13T20:15:00-04:00", False),
        ("8:15 pm PDT on Wednesday, March 13, 2024", "2024-03-13T20:15:00-07:00", False),
        ("Wed, 13 Mar 2024 08:15:00 mst", "2024-03-13T08:15:00-07:00", False),
        ("2024-03-13T08:15:00.5 UT", "2024-03-13T08:15:00+00:00", False),
        ("2024-03-13 08:15 Europe/Kyiv", "2024-03-13T08:15:00+02:00", False),
        ("13 July 2024 08:15 Europe/Kyiv", "2024-07-13T08:15:00+03:00", False),
        ("2024-03-13 08:15 America/Argentina/Buenos_Aires", "2024-03-13T08:15:00-03:00", False),
        ("Wed, 13 Mar 2024 08:15:00 +0300 (MSK)", "2024-03-13T08:15:00+03:00", False),
        ("Wed Mar 13 2024 08:15:00 GMT+0300 (Moscow Standard Time)", "2024-03-13T08:15:00+03:00", False),
        ("13 March 2024 11:40 PET (UTC-5)", "2024-03-13T11:40:00-05:00", False),
        ("2024-03-13T08:15+01:00[Europe/Paris]", "2024-03-13T08:15:00+01:00", False),
        ("1706077800", "2024-01-24T06:30:00+00:00", False),
        ("1706077800000", "2024-01-24T06:30:00+00:00", False),
    ],
)
def test_written_forms(written, iso, day_only):
    found = parse_published(written)
    assert found.moment is not None
    assert (found.moment.isoformat(), found.day_only, found.doubt) == (iso, day_only, "")


@pytest.mark.parametrize(
    "zone", ["PET", "IST", "BST", "CET", "local time", "Nowhere/Land", "America/", "MSK+3", "(IST)"]
)
def test_a_zone_word_that_is_not_known_is_said_and_the_time_taken_as_utc(zone):
    found = parse_published(f"13 March 2024 11:40 {zone}")
    assert found.moment == datetime(2024, 3, 13, 11, 40, tzinfo=UTC)
    assert f"the time zone {zone!r}" in found.doubt
    assert "taken as UTC" in found.doubt


def test_a_time_that_is_not_understood_is_said_and_the_day_kept():
    found = parse_published("13 March 2024, 8 pm EST")
    assert (found.moment, found.day_only) == (datetime(2024, 3, 13, tzinfo=UTC), True)
    assert "only its day was kept" in found.doubt


@pytest.mark.parametrize("written", ["", None, "  "])
def test_a_missing_date_is_in_no_doubt(written):
    assert parse_published(written) == Published()


@pytest.mark.parametrize("written", ["yesterday", "2024-13-01", "31 Smarch 2024", True, "9" * 200, "2024-03-13 25:15"])
def test_what_is_not_understood_is_said(written):
    found = parse_published(written)
    assert found.moment is None
    assert "was not understood" in found.doubt


@pytest.mark.parametrize("written", ["05/11/2023", "5-11-2023 08:15 EST"])
def test_day_and_month_that_cannot_be_told_apart_are_said_with_both_days(written):
    found = parse_published(written)
    assert found.moment is None
    assert "day and month cannot be told apart" in found.doubt
    assert found.doubt.endswith("write 2023-11-05 or 2023-05-11")


def test_python_objects():
    assert parse_published(date(2024, 1, 24)) == Published(datetime(2024, 1, 24, tzinfo=UTC), day_only=True)
    assert parse_published(datetime(2024, 1, 24, 9)) == Published(datetime(2024, 1, 24, 9, tzinfo=UTC))


@given(st.text(max_size=60) | st.from_regex(r"[0-9A-Za-z:+./ -]{1,40}", fullmatch=True))
def test_any_text_goes_through(text):
    found = parse_published(text)
    assert found.moment is None or found.moment.utcoffset() is not None
    assert "\n" not in found.doubt
