"""Which sentences of a report can hold a count: only these are shown to the network.

A sentence without a figure, without a word of a role and without a cue of another event neither holds
a claim nor says whose a claim is; in news copy that is every third sentence, on which no time is spent.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from checker.extract.numbers import Quantity
from checker.extract.role_triggers import triggers_in
from checker.extract.tokens import Tokens, tokenize
from checker.extract.words import phrase_at, two_word_index

Span = tuple[int, int]


def worth_reading(text: str, sentences: Sequence[Span], quantities: Sequence[Quantity]) -> tuple[Span, ...]:
    """Those of `sentences` that hold a figure, a role or a word that puts figures aside; in order."""
    tokens = tokenize(text)
    figures = [quantity.core_start for quantity in quantities if quantity.countable]
    return tuple(
        (start, end)
        for start, end in sentences
        if bisect_left(figures, start) < bisect_left(figures, end)
        or _says_something(tokens, tokens.at(start), tokens.at(end))
    )


def _says_something(tokens: Tokens, first: int, last: int) -> bool:
    return bool(triggers_in(tokens, first, last)) or _puts_aside(tokens, first, last)


def _puts_aside(tokens: Tokens, first: int, last: int) -> bool:
    words, index = tokens.words, two_word_index("scopes", "other", "sentence")
    return any(words[at] in index and phrase_at(index, words, at, len(words)) for at in range(first, last))
