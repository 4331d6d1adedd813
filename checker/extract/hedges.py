"""The words around a figure that make it an interval, and the interval they make."""

from __future__ import annotations

import re
from functools import cache

from checker.extract.tokens import Tokens
from checker.extract.words import word_set, word_table

# What a hedge kind is called in a claim.
NAMES = {
    "at_least": "at least",
    "more_than": "more than",
    "fewer_than": "fewer than",
    "at_most": "at most",
    "up_to": "up to",
    "about": "about",
    "nearly": "nearly",
    "exact": "",
}

_TAG = re.compile(r"</?[a-zA-Z][^<>]*$")


@cache
def _index(side: str) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Hedges by the word next to the figure, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, phrases in word_table("hedges")[side].items():
        for phrase in phrases:
            # Words are split as the tokens are: a sign is a word of its own.
            parts = tuple(part for word in phrase.split() for part in _signs(word))
            found.setdefault(parts[-1] if side == "before" else parts[0], []).append((parts, kind))
    return {word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for word, rows in found.items()}


def _signs(word: str) -> tuple[str, ...]:
    if len(word) > 1 and word.endswith("."):
        return (word[:-1], ".")
    return ("-", word[1:]) if len(word) > 1 and word.startswith("-") else (word,)


def hedge_before(tokens: Tokens, first: int) -> tuple[str, int]:
    """Kind of the hedge that ends right before token `first`, and its first token; ("", first) without one."""
    if first == 0:
        return "", first
    words = tokens.words
    for parts, kind in _index("before").get(words[first - 1], ()):
        begin = first - len(parts)
        if begin >= 0 and tuple(words[begin:first]) == parts and not _blocked(words, begin, parts):
            return ("", first) if _quotes(tokens, begin, first) else (kind, begin)
    return "", first


def _quotes(tokens: Tokens, at: int, figure: int) -> bool:
    """Whether a ">" before a figure marks a quoted line, as in mail, or ends a tag, and says nothing of the figure."""
    if tokens.words[at] != ">":
        return False
    place = tokens.starts[at]
    before = tokens.text[tokens.text.rfind("\n", 0, place) + 1 : place]
    return bool(_TAG.search(before[-200:])) or (not before.strip(" >") and not tokens.joined(figure))


def _blocked(words: list[str], begin: int, parts: tuple[str, ...]) -> bool:
    before = words[begin - 1] if begin else ""
    if parts[-1] == "to" and parts[0] == "up" and before in word_set("hedges", "climbing", "words"):
        return True
    block = word_table("hedges")["not_a_hedge"].get(" ".join(parts))
    return bool(block) and before in block


def hedge_after(tokens: Tokens, last: int) -> tuple[str, int]:
    """Kind of the hedge that begins at token `last`, and the token behind it; ("", last) without one."""
    words = tokens.words
    if last >= len(words):
        return "", last
    for parts, kind in _index("after").get(words[last], ()):
        if tuple(words[last : last + len(parts)]) == parts:
            after = words[last + len(parts)] if last + len(parts) < len(words) else ""
            # "12 plus 3 others" adds; "5 + 7" too.
            if parts[0] in ("+", "plus") and after[:1].isdecimal():
                continue
            return kind, last + len(parts)
    return "", last


def interval(kind: str, low: int, high: int | None) -> tuple[int, int | None]:
    """The integers that a hedged figure allows, inclusive; high None when open.

    About: 5 % to either side; nearly: from 5 % below up to the figure.
    """
    top = low if high is None else high
    table: dict[str, tuple[int, int | None]] = {
        "at_least": (low, None),
        "more_than": (low + 1, None),
        "fewer_than": (0, max(top - 1, 0)),
        "at_most": (0, top),
        "up_to": (min(1, top), top),
    }
    if high is None and kind not in ("at_least", "more_than"):
        return low, None
    if kind in table:
        return table[kind]
    if kind == "about" and low == top:
        return low * 95 // 100, -(-low * 105 // 100)
    if kind == "nearly" and low == top:
        return low * 95 // 100, top
    return low, high
