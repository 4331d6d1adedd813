"""Figures that their own words give to the event told before them: "as a result of the operation", "also detained two".

A reader that sees a second party or a second deed may take its figure for another event's. A definite event is one
that the report has told already, so its figures belong where the figures before them do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.extract.mentions import Mention, sentence_at
from checker.model import COMPARED_SCOPES

RULE = "same-event"
_THE_EVENT = re.compile(
    r"\b(?:during|in|as a result of|in the course of) (?:the|this|that|the same) (?:\w+ )?"
    r"(?:operation|raid|search|attack|engagement|mission|strike|airstrike|incident|clash|blast|explosion|shooting"
    r"|firefight|fighting|assault|ambush|crash|collision|sweep)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\balso \w+(?:ed|ght)\s+$", re.IGNORECASE)
_ADDITIONAL = re.compile(r"[\s-]*additional\b", re.IGNORECASE)
# Of another time or place, whatever else is said.
_ELSEWHERE = re.compile(
    r"\b(?:since|last|year|years|months?|anniversary|elsewhere|separate|separately|earlier|previous|another"
    r"|meanwhile|had|(?:1[89]|20)\d\d)\b",
    re.IGNORECASE,
)
_NEAR = 40  # characters before a figure in which "also detained" is looked for


def settle_same_event(
    mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]], text: str
) -> tuple[Mention, ...]:
    """The mentions; another event's is this one's where its sentence says so and the figures before it are."""
    return tuple(
        replace(one, scope="subset", rule=f"{one.rule}+{RULE}")
        if one.scope == "other" and _says_same(one, sentences, text) and _goes_on(one, mentions, sentences)
        else one
        for one in mentions
    )


def _says_same(mention: Mention, sentences: Sequence[tuple[int, int]], text: str) -> bool:
    start, end = sentences[max(0, sentence_at(mention.start, sentences) - 1)]
    if _ELSEWHERE.search(text, start, end):
        return False
    first, last = mention.core
    return bool(
        _THE_EVENT.search(text, start, end)
        or _ALSO.search(text, max(start, first - _NEAR), first)
        or _ADDITIONAL.match(text, last)
    )


def _goes_on(mention: Mention, mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]]) -> bool:
    """Whether the last sentence before it that counts anybody counts them for this event."""
    place = sentence_at(mention.start, sentences)
    before = [one for one in mentions if sentence_at(one.start, sentences) < place]
    if not before:
        return True
    last = max(sentence_at(one.start, sentences) for one in before)
    return all(one.scope in COMPARED_SCOPES for one in before if sentence_at(one.start, sentences) == last)
