"""Which of a report's parts stands for its whole where it gives no other."""

from __future__ import annotations

import pytest

from checker.extract.learned_reader import whole_of_parts
from checker.extract.mentions import Mention
from checker.extract.numbers import find_quantities


def _scopes(text: str, attribute: str = "killed") -> list[str]:
    mentions = tuple(
        Mention(
            *(one.start, one.end, one.low, one.high, "", attribute, "subset"),
            core_start=one.core_start,
            core_end=one.core_end,
        )
        for one in find_quantities(text)
    )
    return [one.scope for one in whole_of_parts(mentions, text)]


def test_the_greatest_part_stands_for_the_whole() -> None:
    assert _scopes("Two soldiers fell. Nine rebels were killed.") == ["subset", "incident"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine of them died.",
        "Detained were several, including nine boys.",
        "Deaths after arrival: 3",
        "Brought dead: 8",
        "Died in this hospital: 3",
        "One commando was hurt.",
        "A third victim was found.",
    ],
)
def test_what_is_a_part_by_its_words(text: str) -> None:
    assert "incident" not in _scopes(text)


def test_one_house_may_be_all_that_burned() -> None:
    assert _scopes("One house burned.", "structures") == ["incident"]
