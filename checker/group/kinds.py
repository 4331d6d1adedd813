"""What sort of event a report tells of."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from checker.group.tokens import stem


@cache
def _lexicon() -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    table = tomllib.loads((files("checker.group") / "lexicon" / "kinds.toml").read_text("utf-8"))
    found: dict[str, list[str]] = {}
    for kind, words in sorted(table["kinds"].items()):
        for word in words.split():
            found.setdefault(stem(word), []).append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}, table["rarity"]


def kinds_of(stems: Iterable[str]) -> dict[str, int]:
    """The kinds of event that words (as stems) speak of, with how rare each kind is in tenths of a bit."""
    kinds, weights = _lexicon()
    return {kind: weights[kind] for word in filter(kinds.__contains__, stems) for kind in kinds[word]}
