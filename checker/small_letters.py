"""Text in small letters, for patterns: without regard to case they are tried four times as slowly."""

from __future__ import annotations

import re
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
    """Every word of `text` in small letters: what none of its words is in need not be searched for."""
    return frozenset(_WORD.findall(small(text)))


def longest_word(phrase: str) -> str:
    """The longest word of a phrase, which every text with the phrase must hold."""
    words: list[str] = _WORD.findall(phrase)
    return max(words, key=len)
