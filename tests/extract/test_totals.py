"""Wholes that a report gives in pieces."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checker.extract.rules_reader import read_mentions
from checker.extract.sentences import sentence_spans
from checker.extract.totals import RULE, totals_of
from checker.model import Report
from checker.settings import Settings


def _totals(text: str) -> list[tuple[str, int, int | None]]:
    mentions = read_mentions(Report("r", text, published=datetime(2024, 5, 2, tzinfo=UTC)), Settings(extractor="rules"))
    return [(one.attribute, one.low, one.high) for one in totals_of(mentions, sentence_spans(text), text)]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Police detained two men. Three more suspects were detained later.", ("detained", 5, 5)),
        ("Two hikers were killed. Another hiker died in hospital.", ("killed", 3, 3)),
        ("Troops detained 12 people. Several others were detained at dawn.", ("detained", 15, None)),
    ],
)
def test_words_that_add(text: str, total: tuple[str, int, int | None]) -> None:
    assert _totals(text) == [total]


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed. Two more had died there in 1998.",
        "Two men were detained. Three men were detained.",
        "Two men were killed. Three others were wounded.",
        "Two hikers were killed.\n\nAnother hiker died a year ago.",
        "Three soldiers were killed, one of them a medic.",
    ],
)
def test_what_adds_nothing_up(text: str) -> None:
    assert _totals(text) == []


def test_the_evidence_covers_every_part() -> None:
    text = "Police detained two men. Three more suspects were detained later."
    mentions = read_mentions(Report("r", text), Settings(extractor="rules"))
    (total,) = totals_of(mentions, sentence_spans(text), text)
    assert total.rule == RULE
    assert "two" in text[total.start : total.end]
    assert "Three" in text[total.start : total.end]
