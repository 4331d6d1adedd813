"""What one report offers as evidence of which incident it tells of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from sys import intern

from checker.group.asides import own_and_asides, years_back
from checker.group.days import EventDay, event_days, is_time
from checker.group.figures import numbers_in, tolls_in
from checker.group.kinds import kinds_of
from checker.group.tokens import rarity, stem
from checker.group.where import Point, country_rarity, places_in
from checker.model import Report

# A report of a million words is known by its beginning, as a reader would know it.
_MOST_CHARACTERS = 6000
_MOST_OF_SOURCE = 120
_LEAD_WORDS = 70
_FIRST_WORDS = 40
# Words under this rarity (tenths of log2: one report in eight) say nothing about which incident.
_COMMON = 30
_RATHER_RARE = 60
_UNLIKELY_WORD = 100  # in capitals throughout, it is a name
_UNKNOWN_NAME = 110
# From which rarity on a word with a capital is a name: at the head of a sentence or in a title, and elsewhere.
_RARE_AT_HEAD, _RARE_WITHIN = 70, 40
_MOST_POINTS = 6
_MOST_CHIEF = 4
_RARE_NAME = 90
_SMALL_LETTERS = b"abcdefghijklmnopqrstuvwxyz"
_MASTHEAD = re.compile(r"\s[-|–—]\s[^-|–—]{2,60}$")
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,:]\d+)*|[^\w\s]|\n")
_OPENS = frozenset(".!?:\n\"“”([-—–•*'‘")

Weights = dict[str, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """Sets of evidence, each element with its weight in tenths of a bit."""

    words: Weights
    lead: Weights  # title and first words
    title: Weights
    names: Weights
    phrases: Weights  # two neighbours, one of them a name
    focus: Weights  # names, weighed by how much the report is about them
    own: Weights  # the same, less what stands only where another incident may be meant
    chief: tuple[str, ...]  # the weightiest of these, no days or months
    passing: frozenset[str]  # rare names that stand only where another incident may be meant
    looks_back: int  # years, in the headline
    numbers: Weights  # ages, clock times and other numbers
    tolls: Weights  # how many dead, hurt, missing, held
    grams: Weights  # runs of three letters in names no table knows
    kinds: Weights  # kinds of event
    countries: Weights
    points: tuple[Point, ...]  # towns, in order of mention
    first_toll: int | None  # the first number of dead
    published: int | None  # ordinal day
    days: tuple[EventDay, ...]
    length: int  # words looked at


def profiles_of(reports: Sequence[Report]) -> Iterator[Profile]:
    """The evidence in each of `reports`, with the names in its source where no other report has that source.

    A hospital or a village committee is named after the place it speaks of; an outlet that tells of several
    incidents has a name that is no evidence for any of them.
    """
    voices = Counter(report.source for report in reports)
    for report in reports:
        yield profile_of(report, report.source if voices[report.source] == 1 else "")


def profile_of(report: Report, source: str = "") -> Profile:
    """The evidence in `report` and in the name of its `source`. Linear in the first few thousand characters."""
    title = _MASTHEAD.sub("", " ".join(report.title[:400].split()))
    body = report.text[: min(report.body_end, _MOST_CHARACTERS)]
    by = f"\n{source[:_MOST_OF_SOURCE]}" if source else ""
    head = _TOKEN.findall(title)
    until = len(head)
    tokens = _TOKEN.findall(f"{body}{by}")
    found = _Words([*head, "\n", *tokens] if title else tokens, until, _shouted(body))
    told, asides = own_and_asides(body)
    main = _Words([*head, "\n", *_TOKEN.findall(f"{told}{by}")], until, found.shouted) if asides else found
    own = main.weighed_focus()
    whole = f"{title}. {body}"
    tolls, first_toll = tolls_in(whole)
    countries, points = places_in(f"{whole}{by}")
    return Profile(
        words=found.words(),
        lead=found.lead(),
        title=found.title(),
        names=found.names,
        phrases=found.phrases(),
        focus=found.weighed_focus(),
        own=own,
        chief=_chief(own),
        passing=_passing(asides, main),
        looks_back=years_back(title),
        numbers=numbers_in(whole),
        tolls=tolls,
        grams=_grams(found.names),
        kinds=kinds_of(found.opening()),
        countries={code: country_rarity(code) for code in countries},
        points=points[:_MOST_POINTS],
        first_toll=first_toll,
        published=report.published.toordinal() if report.published else None,
        days=event_days(report, title, body),
        length=found.length(),
    )


def _shouted(text: str) -> bool:
    """Written in capitals throughout, so that capitals mark no name."""
    beginning = text[:600]
    if len(beginning.encode("utf-8", "replace").translate(None, _SMALL_LETTERS)) < 0.7 * len(beginning):
        return False
    letters = sum(map(str.isalpha, beginning))
    return letters > 0 and sum(map(str.isupper, beginning)) > 0.7 * letters


_MARK, _NUMBER, _LETTER, _WORD = range(4)
_Token = tuple[str, int, str, int, bool, tuple[str, int] | None]
_TELLING = itemgetter(5)


@lru_cache(maxsize=1 << 17)
def _known(token: str) -> _Token:
    """A token as it is asked for again and again.

    In lower case, its sort, the string that stands for it, its rarity, whether it may name a thing, and those two as
    an element of the words where it is not too common.
    """
    lower = token.lower()
    if not token[0].isalnum():
        return lower, _MARK, token, 0, False, None
    if token[0].isdigit():
        return lower, _NUMBER, intern(lower), 45, len(token) > 1, None
    weight = rarity(lower)
    # One string for a word, however many reports hold it.
    key = intern(stem(lower))
    if len(token) == 1:
        return lower, _LETTER, key, weight, False, None
    may_name = token[0].isupper() or weight >= _UNLIKELY_WORD
    return lower, _WORD, key, weight, may_name, (key, weight) if weight >= _COMMON else None


class _Words:
    """What a report's tokens say, of which those before `until` are its title."""

    __slots__ = ("_in_title", "_known", "_places", "_told", "focus", "names", "shouted")

    def __init__(self, tokens: list[str], until: int, shouted: bool) -> None:
        self._known = known = list(map(_known, tokens))
        self._places = [at for at, one in enumerate(known) if one[1] == _WORD]
        self._in_title = bisect_left(self._places, until)
        self.shouted = shouted
        self.names: Weights = {}
        self.focus: Weights = {}
        self._told: list[tuple[int, bool]] = []  # names and numbers, and whether it is a name
        first_until = self._place(_FIRST_WORDS)
        for at in [at for at, one in enumerate(known) if one[4]]:
            _, sort, key, weight, _, _ = known[at]
            if sort == _NUMBER:
                self._told.append((at, False))
                continue
            if shouted and at >= until:
                name = weight >= _UNLIKELY_WORD
            else:
                bar = _RARE_AT_HEAD if at < until or tokens[at - 1] in _OPENS or at == 0 else _RARE_WITHIN
                name = weight >= bar and tokens[at][0].isupper()
            if name:
                self._told.append((at, True))
                self.names[key] = weight
                self.focus[key] = self.focus.get(key, 0) + (3 if at < until else 2 if at < first_until else 1)

    def _place(self, number: int) -> int:
        """Of the word of that number after the title, or of the end."""
        return next(iter(self._places[self._in_title + number :]), len(self._known))

    def words(self) -> Weights:
        """Those that are not too common to tell anything."""
        return _telling(self._known)

    def lead(self) -> Weights:
        """Those of title and first words."""
        return _telling(self._known[: self._place(_LEAD_WORDS)])

    def title(self) -> Weights:
        """Those of the title."""
        return _telling(self._known[: self._place(0)])

    def opening(self) -> list[str]:
        """The stems of title and first words, the common too."""
        return [self._known[at][2] for at in self._places[: self._in_title + _LEAD_WORDS]]

    def length(self) -> int:
        """How many words stand after the title."""
        return len(self._places) - self._in_title

    def phrases(self) -> Weights:
        """Names and numbers with the word before them."""
        found: Weights = {}
        told_before = -1
        for at, name in self._told:
            before, before_sort, _, before_weight, _, _ = self._known[at - 1]
            if at and before_sort != _MARK and (told_before == at - 1 or (name and before_weight >= _RATHER_RARE)):
                lower, _, _, weight, _, _ = self._known[at]
                found[intern(f"{before} {lower}")] = min(weight + 45, 160)
            told_before = at
        return found

    def weighed_focus(self) -> Weights:
        """Names, weighed by how rare they are and how often and where they stand."""
        return {name: self.names[name] * min(6, weight) for name, weight in self.focus.items()}


def _telling(known: list[_Token]) -> Weights:
    return dict(filter(None, map(_TELLING, known)))


def _chief(own: Weights) -> tuple[str, ...]:
    order = sorted(own, key=lambda name: (-own[name], name))
    return tuple([name for name in order if not is_time(name)][:_MOST_CHIEF])


def _passing(asides: str, main: _Words) -> frozenset[str]:
    if not asides:
        return frozenset()
    there = _Words(_TOKEN.findall(asides), 0, main.shouted).names
    rare = {name for name, weight in there.items() if weight >= _RARE_NAME and not is_time(name)}
    return frozenset(rare.difference(main.focus, main.words())) if rare else frozenset()


def _grams(names: Weights) -> Weights:
    """Runs of three letters in names the table does not know: Derhachi and Dergachi are one town."""
    unknown = [name for name, weight in names.items() if weight >= _UNKNOWN_NAME and len(name) > 3]
    return dict.fromkeys(chain.from_iterable(map(_threes, unknown)), 30)


@lru_cache(maxsize=1 << 16)
def _threes(name: str) -> tuple[str, ...]:
    return tuple(intern(name[at : at + 3]) for at in range(len(name) - 2))
