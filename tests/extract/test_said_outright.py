"""Scopes that the words beside a figure say outright, whatever the network takes it for."""

from __future__ import annotations

import pytest

from checker.extract.learned_reader import _Anchor, _in_words

ROW = (0.0,) * 21


def told(text: str, number: str, scope: str) -> str:
    start = text.index(number)
    anchor = _Anchor(start, start + len(number), None, ROW, ("killed",), (scope,), "learned/1", None)
    (found,) = _in_words(anchor, text).scopes
    return found


@pytest.mark.parametrize(
    ("text", "number", "read", "expected"),
    [
        ("Of those six had been listed twice; the correct figure is nine.", "nine", "other", "incident"),
        ("The correct number of dead, she said, was nine.", "nine", "negated", "incident"),
        ("The list of 79 pupils issued earlier by the police is void.", "79", "incident", "negated"),
        ("The toll of 12 given at first counted three men twice.", "12", "subset", "negated"),
        ("Nine people drowned, as reported earlier.", "Nine", "incident", "incident"),
        ("Nine people drowned. The correct figure for the boat is not known.", "Nine", "other", "other"),
        ("Initial reports indicate 13 insurgents were killed.", "13", "negated", "incident"),
        ("According to first information there are several injured.", "several", "negated", "incident"),
        ("Initial reports of 13 dead were wrong.", "13", "negated", "negated"),
        ("In response to the raid, in which five civilians died, the army struck.", "five", "incident", "other"),
        ("It was in retaliation for a bomb that killed seven last week.", "seven", "incident", "other"),
        ("In response to the raid, the army killed 70 rebels.", "70", "incident", "incident"),
    ],
)
def test_scope_said_outright(text: str, number: str, read: str, expected: str) -> None:
    assert told(text, number, read) == expected
