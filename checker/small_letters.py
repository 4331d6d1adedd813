"""Text in small letters, for patterns: without regard to case they are tried four times as slowly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_WORD = re.compile(r"\w+")


def small(text: str) -> str:
    """`text` in small letters, each at its own place; a capital whose small form is two characters stays."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=4)
def words_told(text: str) -> frozenset[str]:
    """Every word of `text` in small letters; see `may_hold`."""
    return words_of(small(text))


def words_of(phrase: str) -> frozenset[str]:
    """The words of a phrase, signs left out."""
    return frozenset(_WORD.findall(phrase))


# Phrases by their words, under the longest word of each, which few texts hold.
Phrases = Mapping[str, tuple[frozenset[str], ...]]


def by_longest_word(phrases: Iterable[str]) -> Phrases:
    """The words of each phrase, for `may_hold`. Raises ValueError for a phrase without a word."""
    found: dict[str, list[frozenset[str]]] = {}
    for told in map(words_of, phrases):
        found.setdefault(max(told, key=lambda word: (len(word), word)), []).append(told)
    return {word: tuple(sets) for word, sets in found.items()}


def may_hold(told: frozenset[str], phrases: Phrases) -> bool:
    """Whether a text of the words `told` may hold one of `phrases`: without all its words it need not be searched."""
    return any(any(map(told.issuperset, phrases[word])) for word in phrases.keys() & told)
