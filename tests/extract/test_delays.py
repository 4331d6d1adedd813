"""How long help took, as a report words it."""

from __future__ import annotations

import pytest

from checker.extract.delays import find_delays


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Police arrived ninety-five minutes after the first call.", 95, 95),
        ("Officers were on the scene within 20 minutes.", 0, 20),
        ("It took the ambulance more than two hours to reach the village.", 120, None),
        ("We waited half an hour for help.", 30, 30),
        ("Firefighters came within minutes.", 1, 15),
        ("The lifeboat got there an hour and a half after the alarm.", 90, 90),
        ("The coastguard reached them nearly 50 minutes later.", 40, 60),
    ],
)
def test_a_delay_is_read_in_minutes(text: str, low: int, high: int | None) -> None:
    (found,) = find_delays(text, 0, len(text))
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "The shooting lasted 40 minutes, police said.",
        "The gunmen arrived 20 minutes after sunset.",
        "Police have 48 hours in which to bring them before a judge.",
        "Rescuers came from a town two hours away.",
    ],
)
def test_other_lengths_of_time_are_no_delay_of_help(text: str) -> None:
    assert not list(find_delays(text, 0, len(text)))
