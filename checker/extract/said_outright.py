"""Scopes that the words beside a figure say outright, whatever the network takes it for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from checker.extract.not_so import not_so
from checker.extract.words import alternation, word_set
from checker.model import COMPARED_SCOPES, Scope

Span = tuple[int, int]
_EARLY = r"(?:initial|first|early|preliminary) (?:reports?|indications|information|assessments?|findings|estimates?)"
# "the correct figure is nine", "initial reports indicate nine": of this incident, whatever stands around it.
_RIGHT = re.compile(
    r"\b(?:(?:correct|corrected|right|true|actual) (?:figure|number|toll|count|total)"
    rf"|{_EARLY} (?:indicates?|suggests?|says?|shows?|points?|speaks?)|according to (?:the )?{_EARLY})\b"
    r"[^.;\n]{0,24}$",
    re.IGNORECASE,
)
# "the number of 79 pupils issued earlier": replaced where it stands.
_REPLACED = re.compile(
    r"[^.;\n]{0,30}(?<!\bas) (?:issued|given|announced|published|released|put out|reported|circulated|stated)"
    r" (?:earlier|previously|before|at first|initially|wrongly|in error)\b",
    re.IGNORECASE,
)
# "In response to the attack in which five died, the army struck": the five are of what was answered.
_ANSWERED = re.compile(
    r"\b(?:in (?:response|retaliation|revenge|reprisal|reply) (?:to|for)|(?:to avenge|avenging|retaliating for))\b"
    r"[^.,;\n]*(?:, (?:in which|which|that)\b[^.,;\n]*)?$",
    re.IGNORECASE,
)
_NEAR = 60  # characters before a figure in which the others stand
_CLAUSE = 160  # characters before a figure in which what was answered is named


def scope_in_words(text: str, figure: Span, scopes: Sequence[Scope], denied: Sequence[str]) -> Scope | None:
    """The scope of a figure that was read with `scopes`; None where the words around `text[slice(*figure)]` say none.

    denied: the attributes that a verb may deny ("was not arrested"), none for a figure of none.
    """
    start, end = figure
    before = max(0, start - _NEAR)
    live = set(COMPARED_SCOPES) & set(scopes)
    if not live and _RIGHT.search(text, before, start):
        return "incident"
    if "negated" in scopes and _mourned(text, start):
        return "incident"
    if live and _ANSWERED.search(text, max(0, start - _CLAUSE), start):
        return "other"
    if live and (_REPLACED.match(text, end) or (denied and all(not_so(text, start, end, one) for one in denied))):
        return "negated"
    return None


def _mourned(text: str, start: int) -> bool:
    """Whether the words before a figure take its deaths for a fact: "deplores the killing of six"."""
    told = _deaths().search(text, max(0, start - _NEAR), start)
    return told is not None and not _doubts().search(text, max(0, told.start() - _NEAR), told.start())


@cache
def _deaths() -> re.Pattern[str]:
    nouns = alternation(word_set("scopes", "mourned", "nouns"))
    return re.compile(rf"\b{nouns} of (?:(?:the|these|those|all|his|her|its|their|our|at least) )?$", re.IGNORECASE)


@cache
def _doubts() -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(word_set('scopes', 'mourned', 'doubts'))}\b[^.;\n]{{0,30}}$", re.IGNORECASE)
