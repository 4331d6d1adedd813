"""Figures that their words give to the event told before them."""

from __future__ import annotations

from time import process_time

import pytest

from checker.extract.mentions import Mention
from checker.extract.same_event import RULE, settle_same_event
from checker.extract.sentences import sentence_spans
from checker.model import Scope

LED = "Troops searched a farm and held one man. "


def _scopes(text: str, first: Scope) -> list[tuple[Scope, str]]:
    """What becomes of "two" in the last sentence, read as another event's, behind "one" with a scope of its own."""
    mentions = [
        Mention(start, start + 3, low, low, "", "detained", scope, core_start=start, core_end=start + 3)
        for start, low, scope in ((text.index("one"), 1, first), (text.rindex("two"), 2, "other"))
    ]
    return [(one.scope, one.rule) for one in settle_same_event(mentions, sentence_spans(text), text)]


@pytest.mark.parametrize(
    "text",
    [
        "Two drivers? No: two men were detained as a result of the operation.",
        "The patrol also arrested two men.",
        "During the clearance two men were caught.",
        "They detained two additional suspects.",
        "During the search two men were held, as each posed a separate and immediate threat.",
        "Once the exchange ended, two men were found and held.",
        "When the raid was over, two men went with the patrol.",
    ],
)
def test_the_same_event_goes_on(text: str) -> None:
    assert _scopes(LED + text, "incident")[1] == ("subset", f"+{RULE}")


@pytest.mark.parametrize(
    "text",
    [
        "Police also arrested two men last year.",
        "In a separate case the police also arrested two men.",
        "In the attack of 2019 two men were caught.",
        "In Kaduna two men were detained.",
        "In the July raid two men were caught.",
    ],
)
def test_another_event_stays_another(text: str) -> None:
    assert _scopes(LED + text, "incident")[1] == ("other", "")


def test_what_goes_on_from_another_event_is_another() -> None:
    assert _scopes(LED + "The patrol also arrested two men.", "other")[1] == ("other", "")


def test_ten_thousand_figures_are_settled_one_by_one() -> None:
    told = "Troops also detained two men. "
    text = told * 10_000
    mentions = [
        Mention(at, at + 3, 2, 2, "", "detained", "other", core_start=at, core_end=at + 3)
        for at in range(told.index("two"), len(text), len(told))
    ]
    started = process_time()
    settled = settle_same_event(mentions, sentence_spans(text), text)
    assert process_time() - started < 5
    assert {one.scope for one in settled} == {"subset"}
