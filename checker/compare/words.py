"""The comparison's own word lists, and linear-time look-up of their phrases in a text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_LONGEST = 5
_WHOLES = frozenset({"the", "those", "them", "these", "whom", "its", "our", "his", "her", "their"})


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("checker.compare") / "lexicon" / "en.toml").read_text("utf-8"))


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, apostrophes made straight."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@cache
def _phrases(*path: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The whole phrases and the beginnings (listed with an asterisk) of one list."""
    node: Any = _table()
    for key in path:
        node = node[key]
    whole = frozenset(" ".join(words_of(phrase)) for phrase in node if not phrase.endswith("*"))
    return whole, tuple(sorted(phrase[:-1] for phrase in node if phrase.endswith("*")))


def has(words: list[str], *path: str) -> bool:
    """Whether any phrase of the list at `path` occurs among `words`."""
    whole, starts = _phrases(*path)
    if starts and any(word.startswith(starts) for word in words):
        return True
    return any(
        " ".join(words[at : at + length]) in whole
        for at in range(len(words))
        for length in range(1, min(_LONGEST, len(words) - at) + 1)
    )


def without(words: list[str], *path: str) -> list[str]:
    """`words` less every whole phrase of the list at `path`."""
    whole, _ = _phrases(*path)
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[at : at + n]) in whole), 0)
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
    told = words_of(text[:400])
    return any(
        has([word], "plural_places")
        and any(near.isdigit() or has([near], "several") for near in told[max(0, at - 3) : at])
        for at, word in enumerate(told)
    )
