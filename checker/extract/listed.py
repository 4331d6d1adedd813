"""The whole that a report gives only as a list: "61 pupils and two teachers are in captivity" is 63.

The network adds up most lists; this rule adds up those it left in parts, where the report states no whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from checker.extract.mentions import Mention, low_of, sentence_at, sum_of
from checker.extract.words import word_set
from checker.model import COMPARED_SCOPES, COUNT_ATTRIBUTES

# What stands right before the next part of a list.
_LINK = re.compile(
    r"(?:[,/]|\band|\bplus|&|\bas well as|\balong with|\btogether with)\s*"
    r"(?:(?:(?:a|at|\w+ly)\s+)?\w+\s+)?(?:another\s+)?$",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:\band|\bplus|&|\bas well as|\balong with|\btogether with)\s", re.IGNORECASE)
# "Six houses are gone, three others pushed in": besides, whatever the first was taken for.
_OTHERS = re.compile(r"\s+(?:others|more|further)\b", re.IGNORECASE)
# What tells that the second figure is within the first, or that another tells it.
_NO_LIST = re.compile(
    r"\b(?:including|among|whom|which|them|these|those|but|not|from|earlier|then|said|says|put|while|when|later)\b"
    r"|\bof the\b|[;:(]",
    re.IGNORECASE,
)
_PARTS_ONLY = re.compile(
    r"\b(?:of (?:which|whom|them|these|those)|including|among)\b(?:(?! - )[^.;:•–—|\n]){0,24}$"
    r"|\bof (?:the |our |its |their )?$",
    re.IGNORECASE,
)
_PART_BEHIND = re.compile(r"\s*of (?:them|those|these|the|whom|which)\b", re.IGNORECASE)
_REACH = 70  # characters from one part of a list to the next
_BACK = 40  # characters before a list in which "of whom" is looked for
# Of things each kind is counted by itself, and none of them is the whole.
_THINGS = frozenset({"structures", "vehicles"})
_SPEAKERS = "en/attribution"
RULE = "text/list"


def with_listed(mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]], text: str) -> tuple[Mention, ...]:
    """The mentions, and for each attribute given in parts only the sum of its list; its parts become parts."""
    found = list(mentions)
    for attribute in COUNT_ATTRIBUTES:
        parts = _list_of([one for one in mentions if one.attribute == attribute], sentences, text)
        if parts:
            found = [replace(one, scope="subset") if one in parts else one for one in found]
            found.append(sum_of(parts, RULE))
    return tuple(found)


def _list_of(mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]], text: str) -> list[Mention]:
    """The parts of the greatest list of these mentions of one attribute; none where a whole is stated."""
    live = [one for one in mentions if one.scope in COMPARED_SCOPES and one.high != 0]
    lists: list[list[Mention]] = []
    for one in sorted(live, key=lambda one: (one.start, one.end, one.low)):
        if lists and _goes_on(lists[-1][-1], one, sentences, text):
            lists[-1].append(one)
        else:
            lists.append([one])
    sums = [parts for parts in lists if _adds_up(parts, mentions, text)]
    return max(sums, key=low_of, default=[])


def _adds_up(parts: Sequence[Mention], mentions: Sequence[Mention], text: str) -> bool:
    low = low_of(parts)
    if len(parts) < 2 or all(one.core_start < 0 for one in parts):
        return False
    if parts[0].low == low - parts[0].low > 1 or (len(parts) > 2 and any(2 * one.low == low for one in parts)):
        return False  # "27 and 118, total 145"
    if any(one.low == low or (one.low > low and one.scope in COMPARED_SCOPES) for one in mentions):
        return False
    if any(one.scope == "incident" and not _supposed(one) and one not in parts for one in mentions):
        return False
    if _PARTS_ONLY.search(text, max(0, parts[0].start - _BACK), parts[0].core[0]):
        return False
    # A figure that is less than a part is not the whole of it.
    greatest = max((one.low for one in parts if one.scope == "subset"), default=0)
    besides = all(_OTHERS.match(text, one.core[1]) for one in parts[1:])
    return (
        besides
        or (parts[0].attribute in _THINGS and _one_telling(parts, text))
        or all(one.scope == "subset" or _supposed(one) or one.low < greatest for one in parts)
    )


def _one_telling(parts: Sequence[Mention], text: str) -> bool:
    """Whether "and" joins figures of things, and no second speaker: "55 by the police, and the towers 72"."""
    between = [text[a.core[1] : b.core[0]] for a, b in pairwise(parts)]
    return all(
        _AND.search(words) and not set(words.lower().split()) & word_set(_SPEAKERS, "words", "sources")
        for words in between
    )


def _supposed(mention: Mention) -> bool:
    """Whether it is taken for the whole only as the greatest of the parts."""
    return mention.rule.endswith("+whole")


def _goes_on(last: Mention, one: Mention, sentences: Sequence[tuple[int, int]], text: str) -> bool:
    start, end = last.core[1], one.core[0]
    between = text[start:end]
    if not 0 < len(between) <= _REACH or sentence_at(one.start, sentences) != sentence_at(last.start, sentences):
        return False
    if not _LINK.search(between) or _NO_LIST.search(between) or _PART_BEHIND.match(text, one.core[1]):
        return False
    # Behind a comma alone a person or a bare "one" is said of those counted before.
    told = last.core_start < 0 or one.core_start < 0 or text[one.core_start : one.core_end].lower() == "one"
    return bool(_AND.search(between)) or not told
