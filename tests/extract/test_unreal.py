"""Figures of what was only meant, threatened, rehearsed, possible or denied."""

from __future__ import annotations

from time import process_time

import pytest

from checker.extract.mentions import Mention
from checker.extract.sentences import sentence_spans
from checker.extract.unreal import RULE, settle_unreal


def _scope(text: str, number: str) -> str:
    start = text.index(number)
    one = Mention(start, start + len(number), 5, 5, "", "killed", "incident", core_start=start, core_end=start + 4)
    (found,) = settle_unreal([one], sentence_spans(text), text)
    assert found.scope == "incident" or found.rule == f"+{RULE}"
    return found.scope


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The caller threatened to kill five of them.", "five"),
        ("He had planned to shoot and kill at least five guests.", "five"),
        ("The council plans to demolish five homes.", "five"),
        ("In the scenario, five passengers are dead.", "five"),
        ("A further five homes could burn if the wind turns.", "five"),
        ("The army denied that its men had shot five herders.", "five"),
        ("Police rejected reports that five marchers had died.", "five"),
        ("None of the 86 passengers and five crew was hurt.", "five"),
    ],
)
def test_it_did_not_come_to_pass(text: str, number: str) -> None:
    assert _scope(text, number) == "negated"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The man who threatened to kill again shot five guests.", "five"),
        ("During the exercise a shell killed five soldiers.", "five"),
        ("Some five people could not be saved.", "five"),
        ("The ministry denied that anyone was flogged and speaks of five dead.", "five"),
        ("The army denied the strike, saying five fighters died in a clash.", "five"),
        ("Of them five could leave hospital on Friday.", "five"),
        ("It denied the report; five people had died elsewhere.", "five"),
    ],
)
def test_it_did(text: str, number: str) -> None:
    assert _scope(text, number) == "incident"


def test_other_events_and_zeros_stay() -> None:
    text = "They threatened to kill five."
    for low, scope in ((5, "other"), (0, "incident")):
        one = Mention(24, 28, low, low, "", "killed", scope, core_start=24, core_end=28)
        assert settle_unreal([one], sentence_spans(text), text) == (one,)


def test_ten_thousand_figures_of_one_sentence_take_linear_time() -> None:
    text = "In that plan they threatened to kill five, " * 10_000
    starts = [at * 43 + 37 for at in range(10_000)]
    many = [Mention(at, at + 4, 5, 5, "", "killed", "incident", core_start=at, core_end=at + 4) for at in starts]
    started = process_time()
    assert {one.scope for one in settle_unreal(many, ((0, len(text)),), text)} == {"negated"}
    assert process_time() - started < 5
