"""Which of the figures of a report is the whole of its attribute, where their words leave it open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.extract.mentions import Mention
from checker.extract.nth import order_of
from checker.model import COMPARED_SCOPES, COUNT_ATTRIBUTES

_PART = re.compile(
    r"\b(?:of (?:them|whom|these|those|which|the)|among|including|both|others?|another|more)\b", re.IGNORECASE
)
# Behind "among them", and what one hospital saw of the dead: "died after admission: 3".
_PART_BEFORE = re.compile(
    r"\b(?:among|including)\s+(?:\w+\s+)?$"
    r"|\b(?:(?:after|on) (?:arrival|admission|surgery)|in (?:this|our) (?:hospital|institut\w+|wards?|care)"
    r"|brought (?:in )?dead):?\s*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\bof (?:them|whom|these|those|which)\b", re.IGNORECASE)
# "48 were recovered, of whom three were dead": who was brought in, no bodies, and who of these was dead.
_BROUGHT = re.compile(
    r"\b(?:recovered|retrieved|picked up|pulled|brought|taken|found|received|evacuated)\b", re.IGNORECASE
)
_BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains|dead)\b", re.IGNORECASE)
_DEAD = re.compile(
    r"[^.;\n]{0,30}?\b(?:(?:declared|pronounced|found|already) dead|(?:was|were|are) dead)\b", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?;\n]")


def whole_of_parts(mentions: tuple[Mention, ...], text: str) -> tuple[Mention, ...]:
    """Where a report gives parts of an attribute only, its largest figure is its whole, unless its words say "of them".

    A report that gives one side's dead, or one figure beside named victims, gives no other whole.
    """
    kept = _without_living(mentions, text)
    promoted = list(kept)
    for attribute in COUNT_ATTRIBUTES:
        live = [(at, one) for at, one in enumerate(kept) if one.attribute == attribute and one.scope in COMPARED_SCOPES]
        figures = [(at, one) for at, one in live if one.core_start >= 0 and one.high != 0 and not _one_person(one)]
        if not figures or any(one.scope == "incident" for _, one in live):
            continue
        largest = max(one.high or one.low for _, one in figures)
        for at, one in figures:
            if (
                (one.high or one.low) == largest
                and not order_of(one, text)
                and not _PART_BEFORE.search(text, max(0, one.core_start - 30), one.core_start)
                and not _is_part(one, mentions, kept, text)
            ):
                promoted[at] = replace(one, scope="incident", rule=f"{one.rule}+whole")
                break
    return tuple(promoted)


def _one_person(mention: Mention) -> bool:
    """Whether it counts one person, who is named beside others, and not one house or car."""
    return mention.low == mention.high == 1 and mention.attribute not in ("strikes", "structures", "vehicles")


def _is_part(mention: Mention, mentions: Sequence[Mention], kept: Sequence[Mention], text: str) -> bool:
    """Whether its words call it a part of its own kind: of 30 rescued, the seven who were dead are all the dead."""
    if not _PART.search(text, mention.start, min(len(text), mention.core_end + 24)):
        return False
    many = _of_whom(mention, mentions, text)
    return many is None or (many.attribute == mention.attribute and many in kept)


def _of_whom(mention: Mention, mentions: Sequence[Mention], text: str) -> Mention | None:
    """The figure before it in its sentence that "of them" or "of whom" means."""
    if not _OF_THEM.search(text, mention.start, min(len(text), mention.core_end + 12)):
        return None
    before = [
        one for one in mentions if one.core_start >= 0 and one.core_end <= mention.core_start and one.low > mention.low
    ]
    last = max(before, key=lambda one: (one.core_end, one.attribute), default=None)
    return None if last is None or _ENDS.search(text, last.core_end, mention.core_start) else last


def _without_living(mentions: tuple[Mention, ...], text: str) -> tuple[Mention, ...]:
    """The mentions without those brought in of whom only some are then said to be dead."""
    brought = [
        _of_whom(one, mentions, text)
        for one in mentions
        if one.attribute == "killed" and one.core_start >= 0 and _DEAD.match(text, one.core_end)
    ]
    return tuple(one for one in mentions if one.attribute != "killed" or one not in brought or not _alive(one, text))


def _alive(mention: Mention, text: str) -> bool:
    said = text[mention.start : mention.end]
    return _BROUGHT.search(said) is not None and _BODIES.search(said) is None
