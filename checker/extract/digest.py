"""Digests that tell of several events, an entry each: "Djibo (Soum), 10 Nov. Mortars. Killed: 3".

A report stands with the event of its first entry; what the entries on other places count belongs elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from checker.extract.mentions import Mention
from checker.extract.words import word_set
from checker.model import COMPARED_SCOPES

_BIG = r"(?-i:[A-Z])[\w'’.\-/>]*"
_SMALL = r"\([^)\n]{1,40}\)|of|and|off|near|de|la|du|del|el|al|the|[/>&|–-]"
_PLACE = rf"{_BIG}(?:,?\s{{1,2}}(?:{_BIG}|\d+|{_SMALL})){{0,7}}?"
Span = tuple[int, int]


@cache
def _heading() -> re.Pattern[str]:
    """A line that begins with a place and a day, in either order."""
    month = (
        rf"(?:{'|'.join(sorted(word_set('not_counts', 'months', 'words'), key=lambda word: (-len(word), word)))})\.?"
    )
    numbers = r"\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?"
    day = rf"(?:\d{{1,2}}(?:\s?[-–/]\s?\d{{1,2}})?\s+{month}|{month}\s+\d{{1,2}}(?!\d)|{numbers})"
    return re.compile(
        rf"^[^\w\n(]{{0,4}}(?:(?P<first>{_PLACE})\s*[,|/(–-]\s*{day}"
        rf"|{day}\s*[,:|/–-]\s*(?P<second>{_PLACE})\s*[|:,.(–])",
        re.IGNORECASE | re.MULTILINE,
    )


def entries_of(text: str) -> tuple[Span, list[Span]]:
    """The first entry of a digest, and those on other places; empty where the text is no digest."""
    shouted = text.isupper()
    headings = [
        (found.start(), (found["first"] or found["second"]).lower())
        for found in _heading().finditer(text)
        if not (shouted and _in_mid_sentence(text, found.start()))
    ]
    if len({place for _, place in headings}) < 2:
        return (0, 0), []
    ends = [*(start for start, _ in headings[1:]), len(text)]
    spans = [(start, min(end, _paragraph_end(text, start))) for (start, _), end in zip(headings, ends, strict=True)]
    others = [span for span, (_, place) in zip(spans, headings, strict=True) if place != headings[0][1]]
    return spans[0], others


def _in_mid_sentence(text: str, start: int) -> bool:
    """Whether a line goes on with the one before it: in capitals any of its words would pass for a place."""
    before = text[max(0, start - 3) : start].rstrip(" \r").removesuffix("\n").rstrip(" \r")
    return bool(before) and (before[-1].isalpha() or before[-1] == ",")


def settle_entries(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """The mentions; a digest counts this incident in its first entry, and others in those on other places."""
    first, others = entries_of(text)
    return tuple(_settled(one, first, others) for one in mentions)


def _settled(mention: Mention, first: Span, others: Sequence[Span]) -> Mention:
    if mention.scope in COMPARED_SCOPES and any(_within(mention, span) for span in others):
        return replace(mention, scope="other")
    if mention.scope == "other" and _within(mention, first):
        return replace(mention, scope="incident")
    return mention


def _within(mention: Mention, span: Span) -> bool:
    return span[0] <= mention.start < span[1]


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end
