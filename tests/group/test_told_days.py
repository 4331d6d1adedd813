"""A day told with its part is the day of the event; two such days are two events."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from checker.group.told_days import pushed, told_days
from checker.model import Report

MONDAY = datetime(2025, 2, 17, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Two men were shot dead on Saturday evening in the north of the city.", [date(2025, 2, 15)]),
        ("The blast came at the market on Sunday at 21:15.", [date(2025, 2, 16)]),
        ("The blast was on the evening of 14 February.", [date(2025, 2, 14)]),
        ("Police said on Saturday evening that two men had been shot.", []),
        ("Two men were shot dead on Saturday.", []),
        ("", []),
    ],
)
def test_days_told_with_their_part(text: str, days: list[date]) -> None:
    assert told_days(Report("r", text, published=MONDAY)) == {day.toordinal() for day in days}


def test_the_push_leaves_certainties_and_order() -> None:
    assert pushed(0) == 0
    assert pushed(1_000_000) == 1_000_000
    assert pushed(500_000) < pushed(900_000) < 900_000
