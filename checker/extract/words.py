"""The packaged word lists: one TOML file a concern under `lexicon/`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

Phrase = tuple[str, ...]
TwoWordIndex = dict[str, dict[str, tuple[Phrase, ...]]]


@cache
def word_table(name: str) -> dict[str, Any]:
    """The word list `lexicon/<name>.toml` as a dict; read once and to be treated as read-only.

    Raises FileNotFoundError when no such list is packaged.
    """
    return tomllib.loads((files("checker") / "extract" / "lexicon" / f"{name}.toml").read_text("utf-8"))


@cache
def word_set(name: str, *path: str) -> frozenset[str]:
    """All words of one list, or of all lists under one table, in lower case."""
    node: Any = word_table(name)
    for key in path:
        node = node[key]
    if isinstance(node, dict):
        return frozenset(word.lower() for part in node.values() for word in part)
    return frozenset(word.lower() for word in node)


def alternation(phrases: Iterable[str]) -> str:
    """The phrases as one group of a regular expression, the longest first, so that none hides a longer one."""
    return f"(?:{'|'.join(map(re.escape, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))})"


@cache
def phrase_index(name: str, *path: str, backwards: bool = False) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases of a list by their first word (last word when `backwards`), longest first.

    A phrase comes as its words in reading order; the index is what lets a reader look up only the
    phrases that can begin (or end) at a word.
    """
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in word_set(name, *path):
        parts = tuple(phrase.split())
        index.setdefault(parts[-1] if backwards else parts[0], []).append(parts)
    return {key: tuple(sorted(found, key=lambda parts: (-len(parts), parts))) for key, found in index.items()}


@cache
def two_word_index(name: str, *path: str) -> TwoWordIndex:
    """The phrases of a list by their first two words; see `by_two_words`."""
    return by_two_words(tuple(phrase.split()) for phrase in word_set(name, *path))


def by_two_words(phrases: Iterable[Phrase]) -> TwoWordIndex:
    """Phrases by their first word and by the one behind it ("" for every other word), longest first.

    For lists in which many phrases begin with "in" or "the": a look at the second word spares them.
    """
    index: dict[str, dict[str, list[Phrase]]] = {}
    for parts in sorted(phrases, key=lambda parts: (-len(parts), parts)):
        behind = index.setdefault(parts[0], {"": []})
        # The single words come last and stand behind all longer phrases.
        for rows in [behind.setdefault(parts[1], [])] if len(parts) > 1 else behind.values():
            rows.append(parts)
    return {word: {second: tuple(rows) for second, rows in behind.items()} for word, behind in index.items()}


def phrase_at(index: TwoWordIndex, words: list[str], at: int, last: int) -> Phrase:
    """The longest phrase that begins at word `at`, which is one of the index, and ends by `last`; () without one."""
    behind = index[words[at]]
    for parts in behind.get(words[at + 1] if at + 1 < last else "", behind[""]):
        if at + len(parts) <= last and tuple(words[at : at + len(parts)]) == parts:
            return parts
    return ()
