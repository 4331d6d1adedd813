"""Days that reports tie to the event itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checker import Report, Settings, check


def _relations(one: str, other: str) -> set[str]:
    when = datetime(2024, 5, 8, 15, tzinfo=UTC)
    reports = [Report("a", one, "Courier", when, incident="x"), Report("b", other, "Radio", when, incident="x")]
    found = check(reports, Settings(incidents="given", extractor="rules")).discrepancies
    return {item.relation for item in found if item.attribute == "date"}


def test_two_days_of_one_event_are_at_odds() -> None:
    one = "The clash near Galwan happened on Monday evening, the army said. Twelve soldiers died."
    other = "Twelve soldiers died near Galwan in a clash on Sunday morning, a minister said."
    assert _relations(one, other) == {"conflict"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The crash happened on Monday. Two died.", "Police said on Tuesday that two had died in the crash."),
        ("The raid took place on Monday night. Two died.", "Two died when the village was raided early on Tuesday."),
        ("The crash happened on Monday. Two died.", "Two died in a crash on Monday; the driver was held on Tuesday."),
    ],
)
def test_other_days_are_not_of_the_event(one: str, other: str) -> None:
    assert "conflict" not in _relations(one, other)
