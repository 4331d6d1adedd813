"""Which sentences the network is shown."""

from __future__ import annotations

import pytest

from checker.extract.numbers import find_quantities
from checker.extract.sentences import sentence_spans
from checker.extract.worth_reading import worth_reading


def _kept(text: str) -> list[str]:
    return [text[start:end] for start, end in worth_reading(text, sentence_spans(text), find_quantities(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Eight fighters fell near the dam.",
        "A boy drowned.",
        "Nobody was hurt.",
        "In a separate attack the mill was lost.",
        "Elsewhere it was calm.",
    ],
)
def test_what_may_hold_a_claim_is_read(text: str) -> None:
    assert _kept(text) == [text]


def test_what_says_nothing_of_the_kind_is_left_out() -> None:
    text = "Two men died. The mayor thanked the volunteers. Prayers will be said in the chapel."
    assert _kept(text) == ["Two men died."]
