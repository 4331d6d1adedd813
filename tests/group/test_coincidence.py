"""Two reports that share a place and a day and nothing else are not of one incident for that."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checker import Report, Settings
from checker.group import explain_pair, group_reports

STATIC = Settings(model="static")
CRASH = "A minibus collided with a truck near Arequipa on Tuesday, killing 14 people, police said."
TOLL = "Sixteen people died in Peru in Tuesday's crash on the Arequipa road; the driver of the truck fled."


def _of_one_morning(*texts: str) -> list[Report]:
    day = datetime(2024, 3, 13, 9, tzinfo=UTC)
    return [Report(f"r{number}", text, published=day) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    "other",
    [
        "Melgar beat Alianza Lima 3-1 in Arequipa on Tuesday, their fourth victory of the season.",
        "A new library with a reading room for children was opened in Arequipa on Tuesday.",
        "Growers around Arequipa said on Tuesday that the price of onions had halved since January.",
    ],
)
def test_other_news_of_a_town_and_day_stands_alone(other: str) -> None:
    assert group_reports(_of_one_morning(CRASH, TOLL, other), STATIC).clusters == (("r0", "r1"), ("r2",))


def test_a_pair_that_shares_more_is_left_as_it_was() -> None:
    verdict = explain_pair(_of_one_morning(CRASH, TOLL), "r0", "r1", STATIC)
    assert verdict.together
    assert "coincidence" not in [reason.subject for reason in verdict.reasons]


def test_a_report_without_a_place_is_left_as_it_was() -> None:
    reports = _of_one_morning(CRASH, "Customers are told that the storehouse opens as usual.")
    assert "coincidence" not in [reason.subject for reason in explain_pair(reports, "r0", "r1", STATIC).reasons]


def test_the_coincidence_is_told() -> None:
    match = "Melgar beat Alianza Lima 3-1 in Arequipa on Tuesday, their fourth victory of the season."
    verdict = explain_pair(_of_one_morning(CRASH, match), "r0", "r1", STATIC)
    assert not verdict.together
    assert verdict.reasons[0].subject == "coincidence"
