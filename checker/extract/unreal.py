"""Figures of what did not come to pass: threatened, planned, only possible, denied, or part of a drill's scenario.

The verb that kills or burns stands right beside its figure, so a reader takes it for done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from checker.extract.mentions import Mention, place_of
from checker.extract.words import alternation, word_set

RULE = "unreal"
_BACK = 130  # characters before a figure in which its verb and who meant to do it stand
_SCENARIO = re.compile(
    r"\b(?:in|under|according to) (?:the|this|that|its) (?:\w+ )?(?:scenario|simulation)\b"
    r"|\bmock (?:casualties|victims)\b",
    re.IGNORECASE,
)
_AHEAD = 80  # characters after it in which it is said to be possible only
# "300 homes could burn if the wind turns"
_IF = re.compile(
    r"(?:[\s-]+[\w'’-]+){0,3}\s+(?:could|might) (?!have\b|not\b|be (?:right|true)\b)\w+"
    r"[^.;,]{0,40}?\b(?:if|unless|should)\b",
    re.IGNORECASE,
)
# "None of the 86 passengers and five crew was injured"
_NONE_OF = re.compile(r"\b(?:none|neither|not one) of (?:the |its |their )?[^.;,:\n]{0,50}\band $", re.IGNORECASE)
Span = tuple[int, int]


def settle_unreal(mentions: Sequence[Mention], sentences: Sequence[Span], text: str) -> tuple[Mention, ...]:
    """The mentions in their order, those negated that their words tell as meant, threatened, rehearsed or denied."""
    told = list(mentions)
    rehearsed: dict[int, bool] = {}
    for at, one in enumerate(told):
        if one.scope == "other" or one.high == 0 or one.core_start < 0:
            continue
        place = place_of(one.start, sentences)
        if place not in rehearsed:
            rehearsed[place] = _SCENARIO.search(text, *sentences[place]) is not None
        if rehearsed[place] or _unreal(one, sentences[place], text):
            told[at] = replace(one, scope="negated", rule=f"{one.rule}+{RULE}")
    return tuple(told)


def _unreal(mention: Mention, sentence: Span, text: str) -> bool:
    start, end = mention.core
    low = max(sentence[0], start - _BACK)
    return (
        _meant().search(text, low, start) is not None
        or _IF.match(text, end, min(sentence[1], end + _AHEAD)) is not None
        or _denied().search(text, low, start) is not None
        or _NONE_OF.search(text, low, start) is not None
    )


@cache
def _meant() -> re.Pattern[str]:
    """ "threatened to kill five", "had planned to shoot at least 50": nothing but a hedge between."""
    deeds = _words("deeds")
    return re.compile(
        rf"\b{_words('minds')} to (?:\w+ )?{deeds}(?: and {deeds})?"
        r"(?: (?:at least|up to|more than|as many as|about|around|some|all|the|another|over|nearly|its|their|those))?"
        r" $",
        re.IGNORECASE,
    )


@cache
def _denied() -> re.Pattern[str]:
    """ "denied that its troops had shot fourteen", "refutes reports on social media that ten died and five fled"."""
    tale = rf"(?:(?:the |any )?{_words('tales')} (?:[\w-]+ ){{0,5}}?)?"
    return re.compile(
        rf"\b{_words('denials')} {tale}that\b(?:(?!\b{_words('breaks')}\b)[^.,;:\n])*$",
        re.IGNORECASE,
    )


def _words(name: str) -> str:
    return alternation(word_set("scopes", "unreal", name))
