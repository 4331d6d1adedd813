"""Who or what a figure counts, in the report's own words: the head of the noun phrase by the numeral.

Words of the groups lexicon mark a head; without one, the noun phrase is what stands between the
numeral and the next verb, preposition or sign.
"""

from __future__ import annotations

import re
from functools import cache

from checker.extract.groups import group_of, unit_of
from checker.extract.speakers import is_break, number_like
from checker.extract.tokens import Tokens, tokenize
from checker.extract.words import alternation, word_set, word_table

_REACH = 8  # tokens after the numeral in which the noun may stand
_LONGEST = 4
_BACK = 25  # tokens before the numeral in which an earlier noun may stand for those counted


def _words(name: str) -> frozenset[str]:
    return word_set("en/subjects", name)


@cache
def _heads() -> frozenset[tuple[str, ...]]:
    """Every phrase of the groups lexicon, as words."""
    return frozenset(
        tuple(phrase.lower().replace("-", " - ").split())
        for entry in word_table("en/groups").values()
        for phrase in entry["words"]
    )


def subject_of(text: str, sentence_span: tuple[int, int], start: int, end: int, core_end: int) -> str:
    """The words that name those counted ("people", "fighters", "novice monks"), '' when none is said.

    `start` to `end` is the quote, `core_end` the end of the numeral in it, or -1 for a single victim
    without one ("a woman was killed"). "five of them" takes the noun of what stands before it.
    """
    tokens = tokenize(text[sentence_span[0] : sentence_span[1]])
    shift = sentence_span[0]
    high = len(tokens)
    first = tokens.at((core_end if core_end >= 0 else start) - shift)
    found = _after(tokens, first, high)
    if found is None:
        at = tokens.at(start - shift)
        found = _before(tokens, at, first) or _before(tokens, max(0, at - _BACK), at, people_only=True)
    if found is None:
        return ""
    return text[shift + tokens.starts[found[0]] : shift + tokens.ends[found[1]]]


def counts_animals(text: str, end: int) -> bool:
    """Whether behind the numeral that ends at `end` stand animals: "31 cows", "eleven of the animals"."""
    return _animals().match(text, end) is not None


@cache
def _animals() -> re.Pattern[str]:
    words, behind = (alternation(word_set("not_counts", "animals", name)) for name in ("words", "behind"))
    return re.compile(
        rf" (?:of (?:the|his|her|their|these|those|our) )?(?:head of |dead |farm )?{words}(?= {behind}\b|[.,;!?)]|$)",
        re.IGNORECASE,
    )


def _after(tokens: Tokens, first: int, high: int) -> tuple[int, int] | None:
    i = first
    while i < high and (tokens.words[i] in _words("units") or tokens.words[i] == "-" or number_like(tokens, i)):
        i += 1
    if i + 1 < high and tokens.words[i] == "of" and tokens.words[i + 1] in _words("parts"):
        named = _known(tokens, i + 2, high)
        if named and tokens.words[named[0]] not in _words("roles"):
            return named
        return _before(tokens, max(0, i - 40), i, people_only=True) or named
    return _known(tokens, i, high) or _plain(tokens, i, high)


def _match(tokens: Tokens, i: int, high: int) -> int:
    """Length of the longest lexicon phrase at token i; 0 without one."""
    heads = _heads()
    for length in range(min(_LONGEST, high - i), 0, -1):
        if tuple(tokens.words[i : i + length]) in heads:
            return length
    return 0


def _known(tokens: Tokens, i: int, high: int) -> tuple[int, int] | None:
    """The first lexicon phrase before a verb or a sign; of two side by side the last ("police officers")."""
    best: tuple[int, int] | None = None
    for j in range(i, min(high, i + _REACH)):
        if best and j <= best[1]:
            continue
        word = tokens.words[j]
        if is_break(tokens, j) or (j > i and word in _ends() and not (word == "of" and best is None)):
            break
        length = _match(tokens, j, high)
        if best and word in _words("roles"):
            break
        if length:
            best = (j if best is None or best[1] + 1 < j else best[0], j + length - 1)
        elif best:
            break
    return best


@cache
def _ends() -> frozenset[str]:
    lexicon = "en/attribution"
    return _words("ends") | word_set(lexicon, "words", "verbish") | word_set(lexicon, "verbs", "speech")


def _plain(tokens: Tokens, i: int, high: int) -> tuple[int, int] | None:
    """A noun phrase the lexicon does not know: up to the next verb, preposition or sign."""
    while i < high and tokens.words[i] in _words("skipped"):
        i += 1
    last = i
    while last < min(high, i + 4) and not is_break(tokens, last):
        word = tokens.words[last]
        if word in _ends() or word == "of" or word.endswith(("ed", "ly")) or not word[0].isalpha():
            break
        last += 1
    return (last - 1, last - 1) if last > i else None


def _before(tokens: Tokens, low: int, i: int, people_only: bool = False) -> tuple[int, int] | None:
    """The lexicon phrase nearest before token i; with `people_only` one that names people and not what befell them."""
    for j in range(min(i, len(tokens)) - 1, low - 1, -1):
        if tokens.words[j] in _words("doing"):
            return None  # who stands before it did it
        for length in range(_LONGEST, 0, -1):
            words = tuple(tokens.words[max(0, j - length + 1) : j + 1])
            if j - length + 1 >= low and words in _heads():
                if people_only and (words[0] in _words("roles") or not _of_people(words)):
                    continue
                first = j - length + 1
                whom = first > low and (tokens.words[first - 1],) in _heads()  # "civilian casualties"
                return (first - whom, j)
    return None


@cache
def _of_people(words: tuple[str, ...]) -> bool:
    return unit_of(group_of(" ".join(words).replace(" - ", "-"))) == "people"
