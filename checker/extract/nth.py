"""Figures that stand in an ordinal: "a seventh body was recovered" tells of one body, and of seven in all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.extract.mentions import Mention
from checker.extract.number_words import ordinals
from checker.model import COMPARED_SCOPES

# Those counted one by one: "a third suspect was wounded" says nothing of how many were wounded.
_COUNTED = re.compile(
    r"\s+(?:(?:lifeless|wounded|injured|dead|missing|confirmed) )?"
    r"(?:bod(?:y|ies)|corpse|victim|death|fatality|casualty|person|survivor|patient|hostage)\b",
    re.IGNORECASE,
)
# "A second person was wounded" may stand behind one who was killed.
_ANYONE = re.compile(r"\s+person\b", re.IGNORECASE)
_KNOWN = re.compile(r"\b(?:the|its|their)\s*$", re.IGNORECASE)
_BACK = 6  # characters before the ordinal in which its article stands
RULE = "text/nth"


def order_of(mention: Mention, text: str) -> int:
    """Seven for "a seventh body", 0 where the figure is no ordinal."""
    if mention.core_start < 0:
        return 0
    last = re.split(r"[\s-]", text[mention.core_start : mention.core_end].lower())[-1]
    return ordinals().get(last, 0)


def with_order(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """The mentions, each Nth of those counted as one of N; N is added as the whole where no figure reaches it."""
    found: list[Mention] = []
    for one in mentions:
        order = order_of(one, text)
        counted = _is_counted(one, text)
        others = [
            other
            for other in mentions
            if other.attribute == one.attribute and other.scope in COMPARED_SCOPES and not order_of(other, text)
        ]
        if order < 2 or one.scope not in COMPARED_SCOPES or not (counted or others):
            found.append(one)
            continue
        found.append(replace(one, scope="subset"))
        if counted and _tells_the_whole(one, order, others, text):
            found.append(replace(one, low=order, high=order, scope="incident", rule=RULE))
    return tuple(found)


def _is_counted(mention: Mention, text: str) -> bool:
    if mention.attribute == "wounded" and _ANYONE.match(text, mention.core_end):
        return False
    return _COUNTED.match(text, mention.core_end) is not None


def _tells_the_whole(mention: Mention, order: int, others: Sequence[Mention], text: str) -> bool:
    if any((one.high or one.low) >= order for one in others):
        return False
    # "A sixth" goes on from the five before; "the sixth" may be one whom a smaller whole leaves out.
    known = _KNOWN.search(text, max(0, mention.core_start - _BACK), mention.core_start)
    return not known or all(one.scope == "subset" for one in others)
