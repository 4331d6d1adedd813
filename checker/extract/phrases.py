"""Phrases of the statement lexicons, found in a text by its words: linear time, no regular expression.

The language of a phrase is described at the head of lexicon/en/statements.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from checker.extract.tokens import Tokens
from checker.extract.words import word_set, word_table

_SHARED = "en/statements"
_GAPS = {"~": 2, "*": 5}
_FREE = 5  # little words and signs that may stand between two words of a phrase


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: its key, and the tokens it covers, `last` exclusive."""

    key: str
    first: int
    last: int
    negated: bool  # a negation stands inside one of its gaps
    phrase: str

    @property
    def literals(self) -> tuple[str, ...]:
        """The phrase's own words, those of classes left out."""
        pieces = (choice for piece in self.phrase.split() for choice in piece.split("|"))
        return tuple(choice.rstrip("+") for choice in pieces if choice[0] not in "<~*" and len(choice) > 2)


@dataclass(frozen=True, slots=True)
class _Step:
    words: frozenset[str]
    beginnings: tuple[str, ...]
    gap: int  # words that may stand before it

    def fits(self, word: str) -> bool:
        return word in self.words or (bool(self.beginnings) and word.startswith(self.beginnings))


@dataclass(frozen=True, slots=True)
class _Phrase:
    key: str
    first: _Step
    rest: tuple[_Step, ...]
    last: frozenset[str]  # the words of which one ends it; empty where others may
    text: str


class Matcher:
    """Many phrases under their keys, looked up by their first word."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[_Phrase]] = {}
        self._begun: dict[str, list[_Phrase]] = {}
        for key, texts in phrases.items():
            for text in texts:
                phrase = _parsed(key, text)
                for word in sorted(phrase.first.words):
                    self._exact.setdefault(word, []).append(phrase)
                for beginning in phrase.first.beginnings:
                    self._begun.setdefault(beginning[:3], []).append(phrase)

    def find(self, tokens: Tokens, low: int, high: int) -> list[Hit]:
        """Every phrase between two token indices, in order of its first token; overlapping ones too."""
        words, exact, begun = tokens.words, self._exact, self._begun
        held = set(words[low:high])
        found: list[Hit] = []
        for i in [i for i in range(low, high) if words[i] in exact or words[i][:3] in begun]:
            word = words[i]
            able = exact.get(word, [])
            if others := begun.get(word[:3]):
                able = [*able, *(one for one in others if word not in one.first.words and one.first.fits(word))]
            for phrase in able:
                if phrase.last and phrase.last.isdisjoint(held):
                    continue
                hit = _matched(phrase, words, i, high)
                if hit:
                    found.append(hit)
        return found


def negates(word: str) -> bool:
    """Whether a word turns what follows into its opposite."""
    return word in _negations() or word.endswith("n't")


def is_number_sign(words: Sequence[str], at: int) -> bool:
    """Whether "no" at a position stands for "number", as in "car no. 4"."""
    return words[at] == "no" and words[at + 1 : at + 2] == ["."] and "".join(words[at + 2 : at + 3]).isdecimal()


@cache
def _negations() -> frozenset[str]:
    return word_set(_SHARED, "negation", "words")


@cache
def stops() -> frozenset[str]:
    """Words and signs over which no phrase reaches."""
    return word_set(_SHARED, "skip", "stops")


@cache
def skips() -> frozenset[str]:
    """Words and signs that may stand between any two words of a phrase."""
    return word_set(_SHARED, "skip", "words")


def _matched(phrase: _Phrase, words: list[str], at: int, high: int) -> Hit | None:
    negated = False
    position = at + 1
    idle, barriers = skips(), stops()
    for step in phrase.rest:
        left, free = step.gap, _FREE
        # A stop is passed over only where the phrase itself names it.
        while position < high and not step.fits(word := words[position]):
            if word in idle or word == ",":
                if free == 0 or (word == "," and step.gap == 0):
                    return None
                free -= 1
                position += 1
                continue
            if left == 0 or word in barriers:
                return None
            negated = negated != negates(word)
            left -= 1
            position += 1
        if position >= high:
            return None
        position += 1
    return Hit(phrase.key, at, position, negated, phrase.text)


def _parsed(key: str, text: str) -> _Phrase:
    steps: list[_Step] = []
    gap = 0
    for piece in text.split():
        if piece in _GAPS:
            gap += _GAPS[piece]
            continue
        words: set[str] = set()
        beginnings: set[str] = set()
        for choice in piece.split("|"):
            if choice.startswith("<"):
                words |= word_set(_SHARED, "classes", choice.strip("<>"))
            elif choice.endswith("+"):
                beginnings.add(choice[:-1].lower())
            elif choice:
                words.add(choice.lower())
        steps.append(_Step(frozenset(words), tuple(sorted(beginnings)), gap))
        gap = 0
    if not steps:
        raise ValueError(f"the phrase {text!r} has no word")
    last = frozenset() if steps[-1].beginnings else steps[-1].words
    return _Phrase(key, steps[0], tuple(steps[1:]), last, text)


@cache
def shared_matcher(table: str, key: str = "phrases") -> Matcher:
    """The phrases of one table of statements.toml."""
    return Matcher({table: word_table(_SHARED)[table][key]})
