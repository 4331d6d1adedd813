"""Figures in turns of phrase that leave no other reading."""

from __future__ import annotations

import tomllib
from pathlib import Path
from time import process_time

import pytest

from checker.extract.mentions import Mention
from checker.extract.numbers import find_quantities
from checker.extract.sentences import sentence_spans
from checker.extract.subjects import counts_animals
from checker.extract.turns import RULE, turns_in

CASES = tomllib.loads((Path(__file__).parent / "data" / "turns.toml").read_text("utf-8"))["cases"]


def _turns(text: str, *mentions: Mention) -> tuple[Mention, ...]:
    return turns_in(mentions, find_quantities(text), sentence_spans(text), text)


@pytest.mark.parametrize(("text", "attribute", "low"), CASES)
def test_a_turn_gives_its_count(text: str, attribute: str, low: int) -> None:
    assert [(one.attribute, one.low) for one in _turns(text)] == ([(attribute, low)] if attribute else [])


def test_what_is_read_already_is_not_read_again() -> None:
    text = "Raiders carried off two technicians."
    read = Mention(20, 23, 2, 2, "", "killed", "incident", core_start=20, core_end=23)
    assert text[20:23] == "two"
    assert _turns(text, read) == ()


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Raiders carried off two nurses.", "incident"),
        ("Last year raiders carried off two nurses.", "other"),
        ("In June 2021 raiders carried off two nurses.", "other"),
        ("Last year he was charged with two counts of murder.", "incident"),
    ],
)
def test_it_is_of_this_event_unless_the_sentence_looks_back(text: str, scope: str) -> None:
    (found,) = _turns(text)
    assert (found.scope, found.rule) == (scope, RULE)


def test_beside_others_of_its_kind_it_is_a_part() -> None:
    text = "Nine were abducted. Raiders carried off two nurses."
    nine = Mention(0, 4, 9, 9, "", "abducted", "incident", core_start=0, core_end=4)
    assert [one.scope for one in _turns(text, nine)] == ["subset"]


def test_ten_thousand_turns_take_linear_time() -> None:
    text = "Raiders carried off two nurses. " * 10_000
    quantities, sentences = find_quantities(text), sentence_spans(text)
    started = process_time()
    assert len(turns_in((), quantities, sentences, text)) == 10_000
    assert process_time() - started < 10


def test_ten_thousand_turns_of_one_sentence_take_linear_time() -> None:
    text = "Raiders carried off two nurses, " * 10_000
    started = process_time()
    assert len(turns_in((), find_quantities(text), ((0, len(text)),), text)) == 10_000
    assert process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "animals"),
    [
        ("31 cows died.", True),
        ("31 of the animals were burned.", True),
        ("31 head of cattle perished.", True),
        ("31 cattle dealers died.", False),
        ("31\nLivestock lost: 9", False),
        ("31 ox-carts burned.", False),
    ],
)
def test_animals_are_told_from_those_who_keep_them(text: str, animals: bool) -> None:
    assert counts_animals(text, 2) is animals
