"""Which of a report's parts stands for its whole where it gives no other."""

from __future__ import annotations

import pytest

from checker.extract.mentions import Mention
from checker.extract.numbers import find_quantities
from checker.extract.wholes import whole_of_parts


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


def _read(text: str, phrase: str, figure: int, attribute: str, scope: str) -> Mention:
    start, core = text.index(phrase), text.index(str(figure))
    ends = (start + len(phrase), figure, figure, "", attribute, scope)
    return Mention(start, *ends, core_start=core, core_end=core + len(str(figure)))


def _told(text: str, *phrases: tuple[str, int, str, str]) -> list[tuple[int, str]]:
    """The dead that are left, each with its scope."""
    found = whole_of_parts(tuple(_read(text, *phrase) for phrase in phrases), text)
    return [(one.low, one.scope) for one in found if one.attribute == "killed"]


def test_some_of_those_rescued_are_all_the_dead() -> None:
    text = "They pulled 30 people out, of whom 7 were dead."
    few = ("of whom 7", 7, "killed", "subset")
    assert _told(text, ("pulled 30 people out", 30, "rescued", "incident"), few) == [(7, "incident")]


@pytest.mark.parametrize(
    ("things", "left"), [("persons", [(3, "incident")]), ("bodies", [(48, "incident"), (3, "subset")])]
)
def test_not_all_who_were_brought_in_are_dead_where_some_are_said_to_be(
    things: str, left: list[tuple[int, str]]
) -> None:
    text = f"The tug recovered 48 {things}, of whom 3 were declared dead."
    many = (f"recovered 48 {things}", 48, "killed", "incident")
    assert _told(text, many, ("of whom 3 were declared dead", 3, "killed", "subset")) == left
