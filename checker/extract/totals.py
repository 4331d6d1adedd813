"""The whole of a count that a report gives in pieces: "a leader was detained. Two more were held" is three.

Only words that add ("another", "further", "along with") make a sum, and only where the report states no
whole that is as large.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.extract.mentions import Mention, low_of, sentence_at, sum_of
from checker.model import COMPARED_SCOPES, COUNT_ATTRIBUTES

_ADDS_BEHIND = re.compile(r"[\s-]*(?:additional|more|others?|further)\b", re.IGNORECASE)
_ADDS_BEFORE = re.compile(
    r"\b(?:an additional|another|a further|further|also \w+(?:ed|ght)|a second)\W*$", re.IGNORECASE
)
_JOINS = re.compile(r"\b(?:and|along with|as well as|together with|plus)\b|&", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:of|including|among|whom|them|these|those|both|but)\b|[;:]", re.IGNORECASE)
_LINK = 70  # characters from one figure to the next that one "and" may bridge
_NEAR = 40  # characters before a figure in which "also detained" is looked for
_EVIDENCE = 500  # a quote longer than this shows nothing at a glance
RULE = "text/sum"


def totals_of(mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]], text: str) -> tuple[Mention, ...]:
    """Sums of mentions that stand in different sentences, one an attribute at most; in the order of attributes."""
    found = (_total([one for one in mentions if one.attribute == name], sentences, text) for name in COUNT_ATTRIBUTES)
    return tuple(total for total in found if total is not None)


def _total(mentions: list[Mention], sentences: Sequence[tuple[int, int]], text: str) -> Mention | None:
    live = [one for one in mentions if one.scope in COMPARED_SCOPES and one.high != 0]
    chains: list[list[Mention]] = []
    for one in sorted(live, key=lambda one: (one.start, one.end)):
        if chains and _goes_on(chains[-1][-1], one, sentences, text):
            chains[-1].append(one)
        else:
            chains.append([one])
    stated = max((one.low for one in live if one.scope == "incident"), default=0)
    sums = [chain for chain in chains if _is_sum(chain) and low_of(chain) > stated]
    if not sums:
        return None
    parts = max(sums, key=low_of)
    return sum_of(parts, RULE)


def _is_sum(chain: Sequence[Mention]) -> bool:
    """Two figures or more, near enough to be shown together, the first not the whole of the others."""
    if len(chain) < 2 or chain[-1].end - chain[0].start > _EVIDENCE:
        return False
    return chain[0].low == chain[0].high == 1 or chain[0].low != low_of(chain[1:])


def _goes_on(last: Mention, one: Mention, sentences: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether `one` counts persons or things besides those of `last`."""
    if sentence_at(one.start, sentences) != sentence_at(last.start, sentences):
        return _adds(one, text) and "\n\n" not in text[last.start : one.start]
    if last.low != 1 or last.high != 1:
        return False  # the readers themselves add up lists of figures
    between = text[last.core[1] : one.core[0]]
    behind = text[one.core[1] : one.core[1] + 14]
    return len(between) <= _LINK and bool(_JOINS.search(between)) and not _PARTS.search(between + " | " + behind)


def _adds(mention: Mention, text: str) -> bool:
    start, end = mention.core
    before = _ADDS_BEFORE.search(text[max(0, start - _NEAR) : start]) or text[start:end].lower().startswith("another")
    return bool(_ADDS_BEHIND.match(text, end) or before)
