"""The packaged word lists: one TOML file a concern under `lexicon/`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


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
