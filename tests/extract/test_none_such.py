"""Statements that something did not come to pass."""

from __future__ import annotations

import pytest

from checker.extract.mentions import Mention
from checker.extract.none_such import none_such
from checker.extract.sentences import sentence_spans


def _zeros(text: str, *mentions: Mention) -> list[tuple[str, str]]:
    return [(one.attribute, one.scope) for one in none_such(mentions, sentence_spans(text), text)]


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("No soldier of ours was taken prisoner.", "detained"),
        ("Nobody has yet been arrested.", "detained"),
        ("None of the 34 has been released.", "rescued"),
        ("The directorate firmly denies that hostages were taken.", "abducted"),
        ("The ministry denies that anyone was abducted.", "abducted"),
        ("The source denies any hostage was freed.", "rescued"),
        ("No case of disappearance has been registered.", "missing"),
        ("The army denies that anyone is lost.", "missing"),
        ("Crew of 42. All are accounted for.", "missing"),
        ("Our forces did not fire a single shell on Sunday.", "strikes"),
        ("No missile launches were carried out that day.", "strikes"),
        ("No round fell on the town.", "strikes"),
        ("Nor was any vehicle hit on the road.", "vehicles"),
        ("No house was touched on this ridge.", "structures"),
    ],
)
def test_what_did_not_happen_is_zero(text: str, attribute: str) -> None:
    assert _zeros(text) == [(attribute, "incident")]


def test_no_victims_are_no_dead_and_no_wounded() -> None:
    assert _zeros("It is false that there were victims.") == [("killed", "incident"), ("wounded", "incident")]


@pytest.mark.parametrize(
    "text",
    [
        "There is no doubt that three were arrested.",
        "No shots were fired.",
        "No life was lost.",
        "The officials deny that forty persons were abducted.",
        "They say that nobody is missing.",
        "No fewer than nine were arrested.",
        "All are accounted for except two.",
        "No water was released from the barrage.",
        "No wall was left in which families were trapped.",
    ],
)
def test_what_denies_nothing(text: str) -> None:
    assert _zeros(text) == []


def test_a_zero_that_is_read_already_is_not_told_twice() -> None:
    text = "Nobody was arrested."
    assert _zeros(text, Mention(0, 19, 0, 0, "", "detained", "incident")) == []


def test_none_of_one_kind_beside_others_is_a_part() -> None:
    text = "Police arrested nine men. No soldier was arrested."
    assert _zeros(text, Mention(7, 24, 9, 9, "", "detained", "incident")) == [("detained", "subset")]
