"""Figures of which one is taken and the other rejected."""

from __future__ import annotations

import pytest

from checker.extract import extract_claims
from checker.model import Report
from checker.settings import Settings


def _scopes(text: str) -> dict[int | None, str]:
    claims = extract_claims([Report("r", text)], Settings(extractor="rules"))
    return {claim.low: claim.scope for claim in claims if claim.attribute == "killed"}


@pytest.mark.parametrize(
    ("text", "taken", "rejected"),
    [
        ("Nine people were killed, not 12.", 9, 12),
        ("The number of dead should read 15 dead instead of 9.", 15, 9),
        ("The blast killed six miners rather than eight, the ministry said.", 6, 8),
        ("Not 14 but 11 people were killed, police said.", 11, 14),
    ],
)
def test_one_is_taken(text: str, taken: int, rejected: int) -> None:
    assert _scopes(text) == {taken: "incident", rejected: "negated"}


def test_a_row_of_rejections_takes_none_of_them() -> None:
    assert "incident" not in {_scopes("Not 44, not 54 people were killed.").get(low) for low in (44, 54)}


def test_two_matters_are_no_contrast() -> None:
    claims = extract_claims([Report("r", "Nine people were killed, not 15 wounded.")], Settings(extractor="rules"))
    assert ("killed", 9, "incident") in {(claim.attribute, claim.low, claim.scope) for claim in claims}
    assert ("killed", 15) not in {(claim.attribute, claim.low) for claim in claims}


def test_what_they_say_is_mocked_where_the_report_counts_otherwise() -> None:
    assert _scopes("Eleven people were killed in the raid. They say 9 people were killed.") == {
        11: "incident",
        9: "negated",
    }


def test_what_they_say_stands_where_nothing_else_is_counted() -> None:
    assert _scopes("Residents came to us. They say 9 people were killed.") == {9: "incident"}
