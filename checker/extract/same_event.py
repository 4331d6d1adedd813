"""Figures that their own words give to the event told before them: "as a result of the operation", "also detained two".

A reader that sees a second party or a second deed may take its figure for another event's. A definite event is one
that the report has told already, so its figures belong where the figures before them do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from checker.extract.mentions import Mention, place_of
from checker.extract.words import alternation, word_set
from checker.model import COMPARED_SCOPES

RULE = "same-event"
_ALSO = re.compile(r"\balso \w+(?:ed|ght)\s+$", re.IGNORECASE)
_ADDITIONAL = re.compile(r"[\s-]*additional\b", re.IGNORECASE)
_NEAR = 40  # characters before a figure in which "also detained" is looked for
Span = tuple[int, int]


def settle_same_event(mentions: Sequence[Mention], sentences: Sequence[Span], text: str) -> tuple[Mention, ...]:
    """The mentions in their order, those of another event as this one's where sentence and figures before them are.

    The figures before are those of the last sentence that counts anybody. Linear in text and mentions.
    """
    told = list(mentions)
    by_sentence: dict[int, list[int]] = {}
    for at, one in enumerate(told):
        by_sentence.setdefault(place_of(one.start, sentences), []).append(at)
    goes_on = True
    for number, places in sorted(by_sentence.items()):
        others = [at for at in places if told[at].scope == "other"]
        if goes_on and others and not looks_back(text, sentences[number]):
            definite = _the_event().search(text, *sentences[number]) is not None
            for at in others:
                if definite or _adds(told[at], text):
                    told[at] = replace(told[at], scope="subset", rule=f"{told[at].rule}+{RULE}")
        goes_on = all(told[at].scope in COMPARED_SCOPES for at in places)
    return tuple(told)


def _adds(mention: Mention, text: str) -> bool:
    """Whether its words count more of what was told: "also detained two", "two additional suspects"."""
    start, end = mention.core
    return bool(_ALSO.search(text, max(0, start - _NEAR), start) or _ADDITIONAL.match(text, end))


def looks_back(text: str, sentence: Span) -> bool:
    """Whether a sentence speaks of another time or case, or of a year, so that its figures may be of another event."""
    return _unless().search(text, *sentence) is not None


@cache
def _the_event() -> re.Pattern[str]:
    events = alternation(word_set("scopes", "same", "events"))
    months = alternation(word_set("not_counts", "months", "words"))  # "in the July raid" tells of another
    return re.compile(
        r"\b(?:during|in|as a result of|in the course of) (?:the|this|that|the same) "
        rf"(?!{months}\b)(?:\w+ )?{events}\b"
        rf"|\b(?:once|after|when) (?:the|this|that) (?:\w+ )?{events} (?:was |were |has )?"
        r"(?:ended|over|stopped|ceased|subsided|died down|finished|concluded)\b",
        re.IGNORECASE,
    )


@cache
def _unless() -> re.Pattern[str]:
    unless, events = (alternation(word_set("scopes", "same", name)) for name in ("unless", "events"))
    return re.compile(rf"\b(?:{unless}|separate (?:\w+ )?(?:{events}|case|matter)|(?:1[89]|20)\d\d)\b", re.IGNORECASE)
