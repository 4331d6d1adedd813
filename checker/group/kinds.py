"""What sort of event a report tells of."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from checker.group.tokens import stem


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((files("checker.group") / "lexicon" / "kinds.toml").read_text("utf-8"))["kinds"]
    found: dict[str, list[str]] = {}
    for kind, words in sorted(table.items()):
        for word in words.split():
            found.setdefault(stem(word), []).append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def kinds_of(words: Sequence[str]) -> dict[str, int]:
    """How many of `words` speak of each kind of event."""
    table = _kinds()
    counts: dict[str, int] = {}
    for word in words:
        for kind in table.get(stem(word.lower()), ()):
            counts[kind] = counts.get(kind, 0) + 1
    return counts
