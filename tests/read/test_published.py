from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read.published import parse_published


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
        ("1706077800", "2024-01-24T06:30:00+00:00", False),
        ("1706077800000", "2024-01-24T06:30:00+00:00", False),
    ],
)
def test_written_forms(written, iso, day_only):
    moment, only = parse_published(written)
    assert moment is not None
    assert (moment.isoformat(), only) == (iso, day_only)


@pytest.mark.parametrize(
    "written", ["", None, "yesterday", "01/02/2024", "2024-13-01", "31 Smarch 2024", True, "9" * 200]
)
def test_what_is_not_understood_is_none(written):
    assert parse_published(written) == (None, False)


def test_python_objects():
    assert parse_published(date(2024, 1, 24)) == (datetime(2024, 1, 24, tzinfo=UTC), True)
    assert parse_published(datetime(2024, 1, 24, 9)) == (datetime(2024, 1, 24, 9, tzinfo=UTC), False)


@given(st.text(max_size=60) | st.from_regex(r"[0-9A-Za-z:+./ -]{1,40}", fullmatch=True))
def test_any_text_goes_through(text):
    moment, _ = parse_published(text)
    assert moment is None or moment.utcoffset() is not None
