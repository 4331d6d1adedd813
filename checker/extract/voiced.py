"""Figures that a named party stands by: "police spoke of five dead" is their account, whatever is told beside it.

The words that take a figure back are data (lexicon/scopes.toml).
"""

from __future__ import annotations

import re
from functools import cache

from checker.extract.words import word_set
from checker.model import Scope

_BEFORE, _BEHIND = 60, 30  # characters around a figure in which it is taken back


def account_of(scope: Scope, holder: str | None, text: str, start: int, end: int) -> Scope:
    """The scope of a figure at `text[start:end]`: what a named party gives and nobody takes back is of the incident."""
    if scope != "negated" or not holder or _is_nobody(holder):
        return scope
    around = (text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND])
    return scope if any(_any_of("taken_back", "words").search(side) for side in around) else "incident"


def _is_nobody(holder: str) -> bool:
    """Whether nobody in particular gives it ("they"), or a paper that is cited to be corrected."""
    return bool(_any_of("nobody", "first").match(holder) or _any_of("nobody", "papers").search(holder))


@cache
def _any_of(*path: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, word_set("scopes", *path)), key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
