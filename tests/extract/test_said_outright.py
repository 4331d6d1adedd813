"""Scopes that the words beside a figure say outright, whatever the network takes it for."""

from __future__ import annotations

import pytest

from checker.extract.said_outright import scope_in_words
from checker.model import Scope


def told(text: str, number: str, scope: Scope) -> Scope:
    start = text.index(number)
    return scope_in_words(text, (start, start + len(number)), (scope,), ("killed",)) or scope


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
        ("The bishops deplored the murder of six monks.", "six", "negated", "incident"),
        ("The killers of the six monks may have been soldiers.", "six", "negated", "incident"),
        ("He denied the murder of six monks.", "six", "negated", "negated"),
        ("The alleged killing of six persons is not proved.", "six", "negated", "negated"),
        ("Last year's murder of six monks is recalled.", "six", "other", "other"),
    ],
)
def test_scope_said_outright(text: str, number: str, read: Scope, expected: Scope) -> None:
    assert told(text, number, read) == expected
