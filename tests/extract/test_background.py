"""Figures of what a suspect did before."""

from __future__ import annotations

import pytest

from checker.extract.background import RULE, settle_background
from checker.extract.mentions import Mention
from checker.extract.sentences import sentence_spans


def _scopes(text: str) -> list[tuple[str, str]]:
    mentions = [
        Mention(start, start + len(word), low, low, "", "killed", "incident", core_start=start, core_end=start + 4)
        for word, low in (("one", 1), ("four", 4))
        if (start := text.find(word)) >= 0
    ]
    return [(one.scope, one.rule) for one in settle_background(mentions, sentence_spans(text), text)]


@pytest.mark.parametrize(
    "deed",
    [
        "He is linked to a roadside bombing that killed four soldiers.",
        "He was wanted over several ambushes in which four drivers died.",
        "He was accused of ordering a massacre in which four people died.",
        "The commander is believed to be behind numerous attacks that left four dead.",
    ],
)
def test_it_is_another_event(deed: str) -> None:
    assert _scopes(f"Police shot one man on Friday. {deed}")[1] == ("other", f"+{RULE}")


@pytest.mark.parametrize(
    "text",
    [
        "Police held one man on Friday. He is suspected of the shooting that killed four people.",
        "A man linked to a bombing that killed four soldiers was held.",
        "Police shot one man on Friday. A raid killed four. He is linked to an attack.",
    ],
)
def test_the_event_told_of_stays(text: str) -> None:
    assert all(scope == "incident" for scope, _ in _scopes(text))
