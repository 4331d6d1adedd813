"""Wholes that a report gives only as a list of their parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.extract.listed import RULE, with_listed
from checker.extract.mentions import Mention
from checker.extract.numbers import find_quantities
from checker.extract.sentences import sentence_spans
from checker.model import Scope


def _mentions(text: str, scopes: tuple[Scope, ...], rule: str = "learned/1") -> tuple[Mention, ...]:
    return tuple(
        Mention(
            *(one.start, one.end, one.low, one.high, "", "killed", scope, "", -1, rule),
            core_start=one.core_start,
            core_end=one.core_end,
        )
        for one, scope in zip(find_quantities(text), scopes, strict=True)
    )


def _listed(text: str, *scopes: Scope, rule: str = "learned/1") -> list[tuple[int, int | None, str]]:
    found = with_listed(_mentions(text, scopes, rule), sentence_spans(text), text)
    return [(one.low, one.high, one.scope) for one in found if one.rule == RULE]


@pytest.mark.parametrize(
    ("text", "scopes", "total"),
    [
        ("Three policemen and two drivers were killed.", ("subset", "subset"), 5),
        ("Dead: six nurses, two porters, eleven patients.", ("subset", "subset", "subset"), 19),
        ("Four died at the gate, as well as 9 in the hall.", ("subset", "subset"), 13),
        ("Six miners are dead, three others drowned.", ("incident", "subset"), 9),
        ("Four died outright, 10 of burns, 23 of smoke.", ("incident", "subset", "subset"), 37),
        ("Badly hurt 4, slightly hurt 11.", ("subset", "subset"), 15),
    ],
)
def test_a_list_of_parts_is_added_up(text: str, scopes: tuple[Scope, ...], total: int) -> None:
    assert _listed(text, *scopes) == [(total, total, "incident")]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("Three policemen, two of them recruits, were killed.", ("subset", "subset")),
        ("Of the 19 patients, five died.", ("subset", "subset")),
        ("Among the dead were two nurses and four porters.", ("subset", "subset")),
        ("Police said eight died, the hospital said 11.", ("subset", "subset")),
        ("Nine miners died, two at the hospital.", ("incident", "subset")),
        ("Three nurses were killed. Two porters were killed.", ("subset", "subset")),
        ("Two rockets killed three, one in the shop.", ("subset", "subset", "subset")),
    ],
)
def test_what_is_no_list_of_parts(text: str, scopes: tuple[Scope, ...]) -> None:
    assert _listed(text, *scopes) == []


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Twelve houses were destroyed and 37 damaged.", 49),
        ("The wind flattened 214 homes and unroofed another 380.", 594),
        ("Houses: 27 fully and 118 partly, total 145.", None),
        ("Cars swept away: 55 by the police, and the council 72.", None),
        ("Twelve houses were destroyed. Nearby 37 were damaged.", None),
    ],
)
def test_things_are_added_up_though_each_seems_a_whole(text: str, total: int | None) -> None:
    things = [
        replace(one, attribute="structures") for one in _mentions(text, ("incident",) * len(find_quantities(text)))
    ]
    found = [one.low for one in with_listed(things, sentence_spans(text), text) if one.rule == RULE]
    assert found == ([total] if total else [])


def test_a_stated_whole_needs_no_sum() -> None:
    assert _listed("Three nurses and two porters died. In all nine died.", "subset", "subset", "incident") == []


def test_a_supposed_whole_becomes_a_part() -> None:
    text = "Three nurses and two porters were killed."
    mentions = _mentions(text, ("incident", "subset"), "learned/1+whole")
    found = with_listed(mentions, sentence_spans(text), text)
    assert [(one.low, one.scope) for one in found] == [(3, "subset"), (2, "subset"), (5, "incident")]
