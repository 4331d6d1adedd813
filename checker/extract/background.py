"""Figures of what a suspect did before: "he is linked to an attack that killed four soldiers".

The event is told with "a" or with "several", so it is none that the report has told already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from checker.extract.mentions import Mention, place_of
from checker.extract.words import alternation, word_set
from checker.model import COMPARED_SCOPES

RULE = "background"
_BACK = 160  # characters before a figure in which the suspicion stands
Span = tuple[int, int]


def settle_background(mentions: Sequence[Mention], sentences: Sequence[Span], text: str) -> tuple[Mention, ...]:
    """The mentions in their order, victims of what a person is suspected of besides as another event's.

    Only behind a sentence that counts somebody of this event: else the suspicion is what the report is about.
    """
    told = list(mentions)
    places = [place_of(one.start, sentences) for one in told]
    live = [one.scope in COMPARED_SCOPES and one.high != 0 for one in told]
    first = min((place for place, stands in zip(places, live, strict=True) if stands), default=len(sentences))
    for at, one in enumerate(told):
        start, begin = one.core[0], sentences[places[at]][0]
        if live[at] and places[at] > first and _suspected().search(text, max(begin, start - _BACK), start):
            told[at] = replace(one, scope="other", rule=f"{one.rule}+{RULE}")
    return tuple(told)


@cache
def _suspected() -> re.Pattern[str]:
    ties, articles, events = (
        alternation(word_set("scopes", "background", name)) for name in ("ties", "articles", "events")
    )
    return re.compile(
        rf"\b{ties} (?:[\w'’-]+ ){{0,3}}?(?:{articles}|(?:19|20)\d\d) (?:[\w'’-]+ ){{0,6}}?{events}(?:e?s)?\b[^.;]*$",
        re.IGNORECASE,
    )
