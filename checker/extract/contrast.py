"""Two figures of which a sentence takes one and rejects the other: "nine, not twelve", "15 instead of 9".

The rejected figure counts what the other counts and is denied; the one that is put in its place stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from checker.extract.mentions import Mention
from checker.extract.numbers import Quantity

_REJECTS = re.compile(
    r"(?:(?:[,;(–—-]\s*|\band\s+)not\s+|\binstead of\s+|\brather than\s+|\bin place of\s+)(?:the\s+|those\s+)?$",
    re.IGNORECASE,
)
_REJECTS_FIRST = re.compile(r"\bnot\s+(?:the\s+)?$", re.IGNORECASE)
_BUT = re.compile(r"\W*(?:\w+\s+){0,3}but\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
# "They say 9": who tells it so gives another figure.
_MOCKS = re.compile(
    r"\bthey\s+(?:say|said|claim|claimed|speak\s+of|spoke\s+of|talk\s+of|write|tell\s+us|told\s+us)\s+(?:it\s+is\s+|it\s+was\s+)?$",
    re.IGNORECASE,
)
_LINK = 60  # characters from one figure of a contrast to the other
_BACK = 16  # characters before a figure in which it is rejected
RULE = "text/contrast"


def settle_contrasts(
    mentions: Sequence[Mention], quantities: Sequence[Quantity], sentences: Sequence[tuple[int, int]], text: str
) -> tuple[Mention, ...]:
    """The mentions with contrasts settled: the taken figure whole, the rejected one negated; in their order."""
    by_core: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_core.setdefault(mention.core_start, []).append(mention)
    starts = [quantity.core_start for quantity in quantities]
    changed: dict[int, list[Mention]] = {}
    for first, last in sentences:
        here = quantities[bisect_left(starts, first) : bisect_left(starts, last)]
        for taken, rejected in _contrasts(here, text):
            _settle(taken, rejected, by_core, changed)
    if not changed:
        return tuple(mentions)
    kept = [mention for mention in mentions if mention.core_start not in changed]
    new = [mention for group in changed.values() for mention in group]
    return tuple(sorted([*kept, *new], key=lambda one: (one.start, one.end, one.attribute, one.low)))


def settle_mocked(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """The mentions with what "they say" negated, where the report counts otherwise itself."""

    def mocked(one: Mention) -> bool:
        return one.core_start >= 0 and bool(_MOCKS.search(text[max(0, one.core_start - 2 * _BACK) : one.core_start]))

    own = {(one.attribute, one.low, one.high) for one in mentions if one.scope == "incident" and not mocked(one)}
    return tuple(
        replace(one, scope="negated", rule=f"{one.rule}+mocked")
        if one.scope != "negated"
        and mocked(one)
        and any(attribute == one.attribute and (low, high) != (one.low, one.high) for attribute, low, high in own)
        else one
        for one in mentions
    )


def _contrasts(quantities: Sequence[Quantity], text: str) -> list[tuple[Quantity, Quantity]]:
    """Pairs of (taken, rejected) among the figures of one sentence."""
    found = []
    for at, one in enumerate(quantities):
        before = _before(one, text)
        previous = quantities[at - 1] if at else None
        following = quantities[at + 1] if at + 1 < len(quantities) else None
        near = previous is not None and one.start - previous.end <= _LINK
        if previous and near and _REJECTS.search(before) and not _REJECTS_FIRST.search(_before(previous, text)):
            found.append((previous, one))
        elif following and _REJECTS_FIRST.search(before) and _BUT.match(text[one.end : following.start]):
            found.append((following, one))
    return found


def _before(quantity: Quantity, text: str) -> str:
    return text[max(0, quantity.start - _BACK) : quantity.start]


def _settle(
    taken: Quantity, rejected: Quantity, by_core: dict[int, list[Mention]], changed: dict[int, list[Mention]]
) -> None:
    right = changed.get(taken.core_start) or by_core.get(taken.core_start, [])
    wrong = by_core.get(rejected.core_start, [])
    attributes = {one.attribute: one for one in (*wrong, *right)}
    if not attributes or (taken.low, taken.high) == (rejected.low, rejected.high):
        return
    if not {one.attribute for one in right} & {one.attribute for one in wrong} and right and wrong:
        return  # "nine dead, not fifteen wounded": two matters
    changed[taken.core_start] = [
        replace(one, scope="incident", rule=f"{one.rule}+contrast") if one.scope == "negated" else one for one in right
    ] or [_like(one, taken, "incident") for one in attributes.values()]
    changed[rejected.core_start] = [
        replace(one, scope="negated", rule=f"{one.rule}+contrast") if one.scope != "negated" else one for one in wrong
    ] or [_like(one, rejected, "negated") for one in attributes.values()]


def _like(model: Mention, quantity: Quantity, scope: str) -> Mention:
    """A mention of `quantity` that counts what `model` counts."""
    return replace(
        model,
        start=quantity.start,
        end=quantity.end,
        low=quantity.low,
        high=quantity.high,
        hedge=quantity.hedge,
        scope=scope,  # type: ignore[arg-type]
        noun="",
        noun_start=-1,
        rule=RULE,
        core_start=quantity.core_start,
        core_end=quantity.core_end,
    )
