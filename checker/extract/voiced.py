"""Figures that a named party stands by: "police spoke of five dead" is their account, whatever is told beside it.

The words that take a figure back are data (lexicon/scopes.toml).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from checker.extract.mentions import Mention
from checker.extract.words import alternation, word_set
from checker.model import COMPARED_SCOPES, Scope

# A part by its words, or of those whom no party counts as a whole.
_PART = re.compile(
    r"\W*(?:\w+\W+){0,2}?(?:of (?:the|his|her|its|their|our|them|whom|those|these)"
    r"|other|others|more|children|women|minors|infants|boys|girls|relatives|brothers|sisters)\b",
    re.IGNORECASE,
)
_PART_BEFORE = re.compile(r"\b(?:including|among|of whom|of them|another)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_BEFORE, _BEHIND = 60, 30  # characters around a figure in which it is taken back


def account_of(scope: Scope, holder: str | None, text: str, start: int, end: int) -> Scope:
    """The scope of a figure at `text[start:end]`: what a named party gives and nobody takes back is of the incident."""
    if scope != "negated" or not holder or _is_nobody(holder):
        return scope
    around = (text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND])
    return scope if any(_any_of("taken_back", "words").search(side) for side in around) else "incident"


def with_accounts(mentions: Sequence[Mention], holders: Sequence[str | None], text: str) -> tuple[Mention, ...]:
    """The mentions; the only number that a party gives of a kind is its whole, where others give a whole as well.

    `holders` say who gives each mention, None for the report itself.
    """
    live = [
        (one, holder) for one, holder in zip(mentions, holders, strict=True) if one.scope in COMPARED_SCOPES and one.low
    ]

    def alone(one: Mention, holder: str | None) -> bool:
        same = [(other, who) for other, who in live if other.attribute == one.attribute and other is not one]
        return all(who != holder for _, who in same) and any(other.scope == "incident" for other, _ in same)

    return tuple(
        replace(one, scope="incident", rule=f"{one.rule}+account")
        if one.scope == "subset"
        and one.low > 1
        and one.high is not None
        and _is_party(holder)
        and alone(one, holder)
        and not _is_part(one, text)
        else one
        for one, holder in zip(mentions, holders, strict=True)
    )


def _is_part(mention: Mention, text: str) -> bool:
    start, end = mention.core_start, mention.core_end
    return start < 0 or bool(_PART.match(text, end) or _PART_BEFORE.search(text[max(0, start - 40) : start]))


def _is_party(holder: str | None) -> bool:
    """Whether a body or a side gives it, which speaks of all that it counts."""
    named = holder or ""
    return bool(_any_of("parties", "words").search(named)) and not _any_of("parties", "eyewitnesses").search(named)


def _is_nobody(holder: str) -> bool:
    """Whether nobody in particular gives it ("they"), or a paper that is cited to be corrected."""
    return bool(_any_of("nobody", "first").match(holder) or _any_of("nobody", "papers").search(holder))


@cache
def _any_of(*path: str) -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(word_set('scopes', *path))}\b", re.IGNORECASE)
