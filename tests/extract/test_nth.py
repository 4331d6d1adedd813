"""Figures that stand in an ordinal."""

from __future__ import annotations

import pytest

from checker.extract.mentions import Mention
from checker.extract.nth import RULE, with_order
from checker.extract.numbers import find_quantities
from checker.model import Scope


def _told(text: str, *scopes: Scope, attribute: str = "killed") -> list[tuple[int, int | None, str]]:
    mentions = [
        Mention(
            *(one.start, one.end, one.low, one.high, "", attribute, scope),
            rule="learned/1",
            core_start=one.core_start,
            core_end=one.core_end,
        )
        for one, scope in zip(find_quantities(text), scopes, strict=True)
    ]
    return [(one.low, one.high, one.scope) for one in with_order(mentions, text) if one.rule == RULE or one.low == 1]


@pytest.mark.parametrize(
    ("text", "scopes", "whole"),
    [
        ("A seventh body was recovered at dawn.", ("incident",), 7),
        ("The tenth body came up on Saturday.", ("subset",), 10),
        ("Four have died. A fifth victim died last night.", ("incident", "subset"), 5),
    ],
)
def test_an_ordinal_tells_how_many_there_are(text: str, scopes: tuple[Scope, ...], whole: int) -> None:
    assert _told(text, *scopes) == [(1, 1, "subset"), (whole, whole, "incident")]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Six were killed. A third soldier died of his wounds.", ("incident", "subset")),
        ("Twelve died. The thirteenth body was that of an attacker.", ("incident", "subset")),
        ("Eight died. The fourth victim was a labourer.", ("incident", "subset")),
    ],
)
def test_an_ordinal_that_tells_no_whole(text: str, scopes: tuple[Scope, ...]) -> None:
    assert _told(text, *scopes) == [(1, 1, "subset")]


def test_the_order_of_others_is_left_alone() -> None:
    assert _told("A second bomb lies unexploded.", "incident") == [(1, 1, "incident")]
    assert _told("A second person was wounded.", "incident", attribute="wounded") == [(1, 1, "incident")]
    assert _told("A seventh body was not found.", "negated") == [(1, 1, "negated")]
