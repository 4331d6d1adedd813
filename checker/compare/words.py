"""The comparison's own word lists, and linear-time look-up of their phrases in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_WHOLES = frozenset({"the", "those", "them", "these", "whom", "its", "our", "his", "her", "their"})


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("checker.compare") / "lexicon" / "en.toml").read_text("utf-8"))


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, apostrophes made straight."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@cache
def _phrases(*path: str) -> tuple[dict[str, tuple[list[str], ...]], tuple[str, ...]]:
    """The whole phrases of one list by their first word, the longest first, and its beginnings (with an asterisk)."""
    node: Any = _table()
    for key in path:
        node = node[key]
    whole: dict[str, tuple[list[str], ...]] = {}
    for words in sorted((words_of(phrase) for phrase in node if not phrase.endswith("*")), key=len, reverse=True):
        whole[words[0]] = (*whole.get(words[0], ()), words)
    return whole, tuple(sorted(phrase[:-1] for phrase in node if phrase.endswith("*")))


def has(words: list[str], *path: str) -> bool:
    """Whether any phrase of the list at `path` occurs among `words`."""
    whole, starts = _phrases(*path)
    if starts and any(word.startswith(starts) for word in words):
        return True
    # Most texts hold no first word of a phrase, and that is soon seen.
    return not whole.keys().isdisjoint(words) and any(_phrase_at(words, at, whole) for at in range(len(words)))


def longest(words: list[str], *path: str) -> int:
    """Of how many words the longest phrase of the list at `path` is that occurs among `words`; 0 where none does."""
    whole, starts = _phrases(*path)
    found = max((_phrase_at(words, at, whole) for at in range(len(words))), default=0)
    return found or int(bool(starts) and any(word.startswith(starts) for word in words))


def _phrase_at(words: list[str], at: int, whole: dict[str, tuple[list[str], ...]]) -> int:
    """Of how many words the longest phrase that begins at `at` is; 0 where none begins."""
    return next((len(p) for p in whole.get(words[at], ()) if words[at : at + len(p)] == p), 0)


def without(words: list[str], *path: str) -> list[str]:
    """`words` less every whole phrase of the list at `path`."""
    whole, _ = _phrases(*path)
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = _phrase_at(words, at, whole)
        if not length:
            kept.append(words[at])
        at += length or 1
    return kept


def kinds(table: str) -> tuple[str, ...]:
    """The names of the lists under one table, in the file's order."""
    return tuple(_table()[table])


@cache
def ordinals() -> dict[str, int]:
    """Ordinal words and their numbers."""
    return {str(word): int(number) for word, number in _table()["ordinals"]}


def counts(text: str) -> bool:
    """Whether `text` holds a digit or a word for one, none or a number."""
    return any(char.isdigit() for char in text) or has(words_of(text), "numerals")


def is_part(text: str) -> bool:
    """Whether `text` begins as a part of something counted: "two of the three", "five of them"."""
    told = words_of(text[:60])[:4]
    return len(told) > 2 and told[1] == "of" and told[2] in _WHOLES


def several_places(text: str) -> bool:
    """Whether `text` names a number of places: "two villages", "three northern districts"."""
    return _several(words_of(text[:400]), "plural_places")


def several_events(text: str) -> bool:
    """Whether `text` speaks of more than one place, time or event: "two villages", "on consecutive nights"."""
    told = words_of(text[:400])
    return has(told, "spanning") or any(
        _several(told, name) for name in ("plural_places", "plural_sites", "plural_events")
    )


def _several(told: Sequence[str], plurals: str) -> bool:
    return any(
        has([word], plurals) and any(near.isdigit() or has([near], "several") for near in told[max(0, at - 3) : at])
        for at, word in enumerate(told)
    )
