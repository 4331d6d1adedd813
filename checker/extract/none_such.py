"""Statements that something did not come to pass, as counts of zero: "no missile was launched", "not one was arrested".

The network is taught to see that nobody died or was hurt; what else a party denies it reads seldom. The verbs are data
(lexicon/roles.toml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from checker.extract.groups import group_of, unit_of
from checker.extract.mentions import Mention, sentence_at
from checker.extract.words import alternation, word_set, word_table
from checker.model import COMPARED_SCOPES, Scope
from checker.small_letters import Phrases, by_longest_word, may_hold, small, words_told

_NONE = (
    r"\b(?:no|not one|not a single|nobody|no one|none of (?:the|our|his|its|their|them)"
    r"|nor (?:was|were|has|have|had|did) (?:any|a single|one))\b"
)
_ANY = r"\bden(?:y|ies|ied|ying)\b(?: (?:that|firmly|strongly|categorically)){0,2} (?:any|anyone|anybody|a single)\b"
_BE = (
    r"(?:was|were|is|are|(?:has|have|had)(?: (?:ever|yet|so far))? been|remains?)"
    r"(?: (?:ever|yet|so far|still|reported|listed|now|being)){0,2}"
)
# Words that begin another matter than what "no" stands with: "no doubt that three were arrested".
_ELSE = (
    r"that|who|which|but|said|says|doubt|evidence|sign|reports?|claims?|word|reason|longer|more|fewer|less|than|if|when"
    r"|after|before|and|whether|how"
)
_OTHERS_SAY = re.compile(
    r"\b(?:to say|they (?:say|tell us|told us)|claims?|claimed|pretends?|line|lie|reference to)\b[^.;]{0,20}$", re.I
)
_FALSE = r"\b(?:false|untrue|not true|den(?:y|ies|ied))"
# One of these is in whatever denies something, by any of the patterns.
_DENYING = frozenset(
    ("no", "not", "nobody", "none", "nor", "never", "didn", "deny", "denies", "denied", "denying", "false", "untrue")
) | {"accounted"}
_CASUALTIES = ("killed", "wounded")
_PEOPLE = ("detained", "abducted", "rescued", "displaced", "missing")
RULE = "text/none"


def none_such(mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]], text: str) -> tuple[Mention, ...]:
    """Zeros that the report states in so many words, for attributes of which no mention in the sentence is zero."""
    zeros = {(one.attribute, sentence_at(one.start, sentences)) for one in mentions if one.high == 0}
    counted = {one.attribute for one in mentions if one.scope in COMPARED_SCOPES and one.high != 0}
    found: dict[tuple[str, int], Mention] = {}
    for attribute, start, end in _denials(text):
        place = (attribute, sentence_at(start, sentences))
        if place not in zeros and not _OTHERS_SAY.search(text, max(0, start - 40), start):
            scope: Scope = "subset" if attribute in counted else "incident"
            found.setdefault(place, Mention(start, end, 0, 0, "", attribute, scope, rule=RULE))
    return tuple(found.values())


def _denials(text: str) -> Iterator[tuple[str, int, int]]:
    told, low = words_told(text), small(text)
    if _DENYING.isdisjoint(told):
        return
    for attribute, needed, pattern in _patterns():
        if not may_hold(told, needed):
            continue
        for denial in pattern.finditer(low):
            if attribute not in _PEOPLE or _is_somebody(denial.groupdict().get("whom") or ""):
                yield attribute, denial.start(), denial.end()


def _is_somebody(whom: str) -> bool:
    """Whether words between "no" and its verb mean people, or say nothing more: no water is released or trapped."""
    words = whom.split()
    return all(map(str.isdecimal, words)) or any(unit_of(group_of(word)) == "people" for word in words)


@cache
def _patterns() -> tuple[tuple[str, Phrases, re.Pattern[str]], ...]:
    """Each attribute with phrases of which every text that says so holds one, by their words, and the expression."""
    done = word_table("roles")["none_such"]
    verbs = {name: alternation(words) for name, words in done.items()}
    arms = word_set("roles", "none_such_weapons", "words")
    weapons = alternation(arms)
    things = {
        "vehicles": alternation(word_set("roles", "nouns", "vehicle")),
        "structures": alternation(word_set("roles", "nouns", "structure")),
    }
    found = [(name, done[name], rf"(?:{_NONE}|{_ANY}) (?P<whom>{_words(5)}){_BE} {verbs[name]}\b") for name in _PEOPLE]
    found += [
        (name, done[name], rf"{_NONE} {_words(2)}{nouns} {_words(2)}(?:{_BE} )?{verbs[name]}\b")
        for name, nouns in things.items()
    ]
    found += [
        *(
            (
                name,
                ["victims", "casualties"],
                rf"{_FALSE} that there (?:were|had been) (?:any )?(?:victims|casualties)\b",
            )
            for name in _CASUALTIES
        ),
        ("strikes", done["strikes"], rf"{_NONE} {_words(3)}{weapons} {_words(4)}(?:{_BE} )?{verbs['strikes']}\b"),
        ("strikes", ["round", "rounds"], rf"{_NONE} rounds? (?:fell|landed|hit|struck)\b"),
        (
            "strikes",
            arms,
            r"\b(?:did not|didn['’]t|has not|have not|had not|never) (?:fire|launch|drop|conduct|carry out|use)\w* "
            rf"(?:a single|any|one) {_words(2)}{weapons}\b",
        ),
        (
            "abducted",
            ["hostage", "hostages"],
            rf"(?:{_NONE} {_words(2)}|\bden(?:y|ies|ied|ying)\b(?: that)? )hostages? {_BE} (?:taken|seized)\b",
        ),
        ("missing", ["disappearance", "disappearances"], r"\bno (?:cases? of |reports? of )?disappearances?\b"),
        ("missing", ["lost"], rf"{_FALSE} that any(?:one|body) (?:is|was) lost\b"),
        ("missing", ["accounted"], r"\ball (?:\w+ ){0,2}(?:(?:are|were|have been) )?accounted for\b(?! except| but)"),
    ]
    return tuple((name, by_longest_word(needed), re.compile(pattern)) for name, needed, pattern in found)


def _words(most: int) -> str:
    """Up to so many words, none of which begins another matter."""
    return rf"(?:(?!\b(?:{_ELSE})\b)[\w'’-]+ ){{0,{most}}}"
