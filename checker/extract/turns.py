"""Figures in turns of phrase that the network seldom meets: "whisked away 31 women", "a pile-up of about 30 vehicles".

What stands right beside the figure and the noun it counts leaves no other reading. The phrases are data
(lexicon/turns.toml), for a non-programmer to extend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from checker.extract.groups import group_of, unit_of
from checker.extract.mentions import Mention, place_of
from checker.extract.numbers import Quantity
from checker.extract.same_event import looks_back
from checker.extract.words import alternation, word_table
from checker.model import COMPARED_SCOPES, Scope

RULE = "text/turn"
_BACK = 40  # characters before a figure that may hold its phrase
# A word of what is counted, and no verb or link behind it.
_NOUN = re.compile(r"[^\S\n]+(?!(?:was|were|is|are|has|have|had|who|that|which|and|or)\b)[\w'’-]+", re.IGNORECASE)
_MOST_NOUNS = 4  # words tried for what is counted
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Turn:
    attribute: str
    unit: str  # "" where the phrase stands right at the figure
    whole: bool  # all of them, whatever else the report counts
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Told:
    attribute: str
    end: int  # where the words of what is counted end
    whole: bool


def turns_in(
    mentions: Sequence[Mention], quantities: Sequence[Quantity], sentences: Sequence[Span], text: str
) -> tuple[Mention, ...]:
    """What the turns count where no mention has the figure yet, in the order of the text.

    It is the whole where the report counts no others of the kind, and another event's where the sentence looks back.
    """
    read = {one.core_start for one in mentions}
    live = {one.attribute for one in mentions if one.scope in COMPARED_SCOPES}
    back: dict[int, bool] = {}  # whether a sentence looks back
    found = []
    for quantity in quantities:
        if quantity.core_start in read or quantity.high == 0:
            continue
        told = _counted(quantity, text)
        if told is not None:
            place = place_of(quantity.start, sentences)
            if place not in back:
                back[place] = looks_back(text, sentences[place])
            aside: Scope = "other" if back[place] else "subset"
            whole = told.whole or not (back[place] or told.attribute in live)
            found.append(_mention(quantity, told, "incident" if whole else aside))
    return tuple(found)


def _mention(quantity: Quantity, told: _Told, scope: Scope) -> Mention:
    return Mention(
        start=quantity.start,
        end=told.end,
        low=quantity.low,
        high=quantity.high,
        hedge=quantity.hedge,
        attribute=told.attribute,
        scope=scope,
        rule=RULE,
        core_start=quantity.core_start,
        core_end=quantity.core_end,
    )


def _counted(quantity: Quantity, text: str) -> _Told | None:
    """What a turn around the figure says."""
    if not quantity.countable:
        crash = _crash().match(text, quantity.core_end) if quantity.reason == "compound" else None
        return _Told("vehicles", crash.end(), whole=False) if crash else None
    before = text[max(0, quantity.start - _BACK) : quantity.start]
    for turn in _turns():
        if turn.before is None or turn.before.search(before):
            ends = _noun_ends(quantity.core_end, turn.unit, text) if turn.unit else (quantity.core_end,)
            for end in ends:
                if turn.behind is None or turn.behind.match(text, end):
                    return _Told(turn.attribute, end, turn.whole)
    return None


def _noun_ends(start: int, unit: str, text: str) -> Iterator[int]:
    """Where the few words behind a figure may end that name something of `unit`."""
    at = start
    for _ in range(_MOST_NOUNS):
        word = _NOUN.match(text, at)
        if word is None:
            return
        at = word.end()
        if unit_of(group_of(text[start:at])) == unit:
            yield at


@cache
def _turns() -> tuple[_Turn, ...]:
    return tuple(
        _Turn(
            str(row["attribute"]),
            str(row.get("unit", "")),
            bool(row.get("whole", False)),
            _compiled(r"\b{}(?: (?:the|some|all|its|their))? $", row.get("before")),
            _compiled(r"[^\S\n]+{}\b", row.get("behind")),
        )
        for row in word_table("turns")["turns"]
    )


def _compiled(frame: str, phrases: Sequence[str] | None) -> re.Pattern[str] | None:
    return re.compile(frame.replace("{}", alternation(phrases)), re.IGNORECASE) if phrases else None


@cache
def _crash() -> re.Pattern[str]:
    """ "a three-car crash": the figure is written into the word."""
    table = word_table("turns")["crash"]
    return re.compile(rf"-{alternation(table['vehicles'])} {alternation(table['events'])}\b", re.IGNORECASE)
