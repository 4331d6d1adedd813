"""What could be a count in a sentence: each numeral with its noun, and single persons without a numeral."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from checker.extract.numbers import Quantity
from checker.extract.records import record
from checker.extract.role_triggers import noun_classes
from checker.extract.tokens import Tokens
from checker.extract.words import word_set

# A noun stands at most this many words behind its numeral ("three off-duty traffic police officers").
_NOUN_REACH = 6


@record
class Candidate:
    """A numeral (or a single person) of one sentence. Token indices; `last` and `noun_last` are exclusive."""

    begin: int  # with the hedge
    first: int
    last: int
    noun: int  # the head noun, -1 where none is said
    noun_last: int  # behind the noun phrase
    noun_class: str  # person, vehicle, structure, munition, thing or ""
    of_them: bool  # "three of them", "two of the wounded"
    quantity: Quantity | None  # None for a single person
    low: int = 1
    high: int | None = 1

    @property
    def single(self) -> bool:
        """Whether no numeral stands there."""
        return self.quantity is None


def candidates_in(
    tokens: Tokens, first: int, last: int, quantities: Sequence[Quantity], begin_offsets: Sequence[int]
) -> list[Candidate]:
    """The candidates of the sentence tokens first..last, in order. `begin_offsets` are the quantities' starts."""
    if first >= last:
        return []
    found: list[Candidate] = []
    at = bisect_left(begin_offsets, tokens.starts[first])
    end = tokens.ends[last - 1]
    while at < len(quantities) and quantities[at].start < end:
        quantity = quantities[at]
        at += 1
        if quantity.countable:
            found.append(_of_quantity(tokens, quantity, last))
    if not _singles().isdisjoint(tokens.words[first:last]):
        taken = {i for one in found for i in range(one.begin, max(one.noun_last, one.last))}
        found.extend(_single_persons(tokens, first, last, taken))
        found.sort(key=lambda one: one.first)
    return found


def _of_quantity(tokens: Tokens, quantity: Quantity, end: int) -> Candidate:
    starts = tokens.starts
    begin = bisect_left(starts, quantity.start)
    first = bisect_left(starts, quantity.core_start, begin)
    last = bisect_left(starts, quantity.core_end, first)
    behind = last if quantity.end == quantity.core_end else bisect_left(starts, quantity.end, last)
    noun, noun_last, kind, of_them = _noun_phrase(tokens, behind, end)
    return Candidate(begin, first, last, noun, noun_last, kind, of_them, quantity, quantity.low, quantity.high)


def _noun_phrase(tokens: Tokens, at: int, end: int) -> tuple[int, int, str, bool]:
    """Head noun, the token behind the phrase, class of the noun, and whether it is a part ("of them")."""
    words, classes = tokens.words, noun_classes()
    here, of_them = at, False
    if here < end and words[here] == "of":
        here += 1
        if here < end and words[here] in ("them", "whom", "those", "these", "which", "us"):
            return -1, here + 1, "", True
        if here < end and words[here] in word_set("roles", "determiners", "words"):
            of_them = True
            here += 1
    noun, kind = -1, ""
    phrase_ends = _phrase_ends()
    for i in range(here, min(end, here + _NOUN_REACH)):
        word = words[i]
        if word in phrase_ends and not (word == "-" and tokens.joined(i) and tokens.joined(i + 1)):
            break
        found = classes.get(word)
        if found is not None:
            noun, kind = i, found
        elif noun >= 0:
            break
    if noun < 0:
        return -1, here if here > at else at, "", of_them
    return noun, noun + 1, kind, of_them


@cache
def _phrase_ends() -> frozenset[str]:
    return word_set("roles", "phrase_ends", "words")


@cache
def _singles() -> frozenset[str]:
    return word_set("roles", "single", "nouns")


def _single_persons(tokens: Tokens, first: int, last: int, taken: set[int]) -> list[Candidate]:
    words, nouns = tokens.words, _singles()
    determiners = word_set("roles", "single", "determiners")
    found: list[Candidate] = []
    for i in range(first, last):
        if words[i] not in nouns or i in taken:
            continue
        begin = _determiner(tokens, i, first, determiners, taken)
        if begin >= 0 and not (i + 1 < last and words[i + 1] in nouns and words[i + 1] != words[i]):
            found.append(Candidate(begin, begin, i + 1, i, i + 1, "person", False, None))
    return found


def _determiner(tokens: Tokens, noun: int, first: int, determiners: frozenset[str], taken: set[int]) -> int:
    """Where the phrase of a single person begins: "a 70-year-old farmer", "his pregnant wife"; -1 without one."""
    words = tokens.words
    for i in range(noun - 1, max(first, noun - 7) - 1, -1):
        if i in taken:
            return -1
        word = words[i]
        if word in determiners:
            return i
        if word in _phrase_ends() and word != "-":
            return -1
    return -1
