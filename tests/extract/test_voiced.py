"""Figures that a named party stands by."""

from __future__ import annotations

import pytest

from checker.extract.mentions import Mention
from checker.extract.numbers import find_quantities
from checker.extract.voiced import account_of, with_accounts
from checker.model import Scope


def _scope(text: str, figure: str, holder: str | None, scope: Scope = "negated") -> Scope:
    start = text.index(figure)
    return account_of(scope, holder, text, start, start + len(figure))


@pytest.mark.parametrize(
    ("text", "figure", "holder"),
    [
        ("A hospital counted eight bodies, while police spoke of five dead.", "five", "police"),
        ("Parents say the government's figure of 61 makes it look smaller.", "61", "the government"),
        ("That is well above the 10 announced by the prison.", "10", "the prison"),
        ("He dismissed as fantasy a statement by a union that 22 had died.", "22", "a union"),
    ],
)
def test_a_named_party_stands_by_its_figure(text: str, figure: str, holder: str) -> None:
    assert _scope(text, figure, holder) == "incident"


@pytest.mark.parametrize(
    ("text", "figure", "holder"),
    [
        ("Police denied that eight people had died.", "eight", "Police"),
        ("They say nine. We carried eleven.", "nine", "They"),
        ("Police, raising an earlier count of six, said eight died.", "six", "Police"),
        ("The mayor said 18 people died, not 19.", "19", "The mayor"),
        ("The region had said four.", "four", "The region"),
        ("The ministry knows of social media posts alleging 150 deaths.", "150", "social media posts"),
        ("The army's count of 40 dead is a lie.", "40", "The army"),
        ("Eight people could have died.", "Eight", None),
    ],
)
def test_what_is_taken_back_stays_denied(text: str, figure: str, holder: str | None) -> None:
    assert _scope(text, figure, holder) == "negated"


def test_only_what_was_taken_for_denied_is_looked_at() -> None:
    assert _scope("Police spoke of five dead.", "five", "Police", "other") == "other"


def _accounts(text: str, *holders: str | None) -> list[str]:
    mentions = [
        Mention(
            *(one.start, one.end, one.low, one.high, "", "killed", "subset" if holder else "incident"),
            core_start=one.core_start,
            core_end=one.core_end,
        )
        for one, holder in zip(find_quantities(text), holders, strict=True)
    ]
    return [one.scope for one in with_accounts(mentions, holders, text)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Eleven people drowned. The coast guard says it found three bodies.", "The coast guard"),
        ("A market was hit and 45 died. The army said it had killed 34 fighters.", "The army"),
    ],
)
def test_the_only_figure_of_a_party_is_its_whole(text: str, holder: str) -> None:
    assert _accounts(text, None, holder) == ["incident", "incident"]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Eleven died. A hospital said two bodies were brought in.", (None, "A hospital")),
        ("Eleven died. The army said dozens of fighters were killed.", (None, "The army")),
        ("Eleven died. A resident said two cousins were killed.", (None, "A resident")),
        ("Eleven died. Police said two of the dead were guards.", (None, "Police")),
        ("Eleven died. Police said two children were killed.", (None, "Police")),
        ("Police said nine died, two in a car.", ("Police", "Police")),
    ],
)
def test_what_is_no_account_of_the_whole(text: str, holders: tuple[str | None, ...]) -> None:
    assert _accounts(text, *holders)[-1] == "subset"
