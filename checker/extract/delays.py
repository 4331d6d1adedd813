"""How long it took until help was there, in minutes: "police arrived within 20 minutes", "we waited two hours"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from checker.extract.number_words import cardinals
from checker.extract.words import alternation, word_set, word_table

_LEXICON = "en/delays"
_NEAR = 70  # characters between a length of time and the word that says that somebody came
_MINUTES_MOST = 15  # bare "minutes" are no more, or they would be counted
_HOURS_LEAST = 120  # bare "hours" are no less
_LONGEST = 24 * 60  # whoever comes after days has not come to an alarm
_SPREAD = 0.2  # of "about forty minutes" to either side


@dataclass(frozen=True, slots=True)
class DelayMention:
    """One delay. Offsets are into the text."""

    start: int
    end: int
    low: int  # minutes
    high: int | None  # None where it is open
    helpers: tuple[str, ...]  # the kinds of help that the sentence names


def find_delays(text: str, start: int, end: int) -> Iterator[DelayMention]:
    """The delays of help in the sentence `text[start:end]`, in order; linear in its length."""
    sentence = text[start:end]
    small_letters = sentence.lower()
    if "hour" not in small_letters and "min" not in small_letters:
        return  # no length of time
    helpers = tuple(kind for kind in word_table(_LEXICON)["help"] if _any_of("help", kind).search(sentence))
    if not helpers:
        return
    arrivals = [match.start() for match in _any_of("arrival", "words").finditer(sentence)]
    for match in _time().finditer(sentence):
        if any(abs(at - match.start()) <= _NEAR for at in arrivals) and _until_help(sentence, match):
            low, high = _minutes(match)
            if low <= _LONGEST:
                yield DelayMention(start + match.start(), start + match.end(), low, high, helpers)


def _until_help(sentence: str, match: re.Match[str]) -> bool:
    if _any_of("behind", "words").match(sentence, match.end() + 1):
        return True
    before = re.findall(r"[\w'-]+", sentence[max(0, match.start() - 24) : match.start("amount")].lower())
    return not word_set(_LEXICON, "before", "words").isdisjoint(before[-3:])


def _minutes(match: re.Match[str]) -> tuple[int, int | None]:
    """The minutes that a length of time allows."""
    hedge = (match["hedge"] or "").lower().strip()
    if match["bare"]:
        return (1, _MINUTES_MOST) if match["bare"].lower() == "minutes" else (_HOURS_LEAST, None)
    size = _size(match)
    if hedge in word_set(_LEXICON, "hedges", "most"):
        return 0, size
    if hedge in word_set(_LEXICON, "hedges", "least"):
        return size, None
    if hedge in word_set(_LEXICON, "hedges", "about"):
        return round(size * (1 - _SPREAD)), round(size * (1 + _SPREAD))
    return size, size


def _size(match: re.Match[str]) -> int:
    if match["part"]:
        words = match["part"].lower()
        return 30 if words.startswith("half") else 45 if words.startswith("three") else 15
    word = match["number"].lower()
    number = int(word) if word.isdecimal() else 1 if word in ("a", "an", "one") else _in_words(word)
    unit = 60 if match["unit"].lower().startswith("h") else 1
    return number * unit + (unit // 2 if match["half"] else 0)


def _in_words(word: str) -> int:
    return sum(cardinals()[part] for part in word.split("-"))


@cache
def _time() -> re.Pattern[str]:
    numbers = alternation(word for word in cardinals() if word.isalpha())
    hedges = alternation(chain(*word_table(_LEXICON)["hedges"].values()))
    return re.compile(
        rf"\b(?P<hedge>{hedges} )?(?P<amount>(?P<part>half an|(?:a )?quarter of an|three quarters of an) hour"
        rf"|(?P<number>\d{{1,3}}|an?|{numbers}(?:-{numbers})?)[ -](?P<unit>minutes?|mins?|hours?)"
        rf"(?P<half> and a half)?"
        rf"|(?P<bare>minutes|hours))\b",
        re.IGNORECASE,
    )


@cache
def _any_of(*path: str) -> re.Pattern[str]:
    words = sorted(word_set(_LEXICON, *path), key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
