"""Who stands behind a figure: one voice under several names counts once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from checker.compare import words

_CANDIDATES = 50


class Voices:
    """The voices of one incident. Names that share their telling words are one voice.

    "the ministry", "Health Ministry" and "a ministry spokesman" are one: the words of the shorter
    name, less those of office ("spokesman", "deputy"), all occur in the longer. A short name that
    fits two longer ones which do not fit each other ("the Taliban", of two Talibans) stays alone.
    """

    def __init__(self, names: Iterable[str]) -> None:
        keys = sorted({_key(name) for name in names}, key=lambda key: (-len(key), sorted(key)))
        self._numbers: dict[frozenset[str], int] = {}
        by_word: dict[str, list[frozenset[str]]] = {}  # the longest names only, by each of their words
        for key in keys:
            rare = min((by_word.get(word, []) for word in sorted(key)), key=len)
            owners = [long for long in rare[:_CANDIDATES] if key <= long]
            if len(owners) == 1:
                self._numbers[key] = self._numbers[owners[0]]
                continue
            self._numbers[key] = len(self._numbers)
            for word in sorted(key) if not owners else ():
                by_word.setdefault(word, []).append(key)

    def number(self, name: str) -> int:
        """The number of the voice that goes by `name`. Raises KeyError for a name not given before."""
        return self._numbers[_key(name)]


@lru_cache(maxsize=4096)
def _key(name: str) -> frozenset[str]:
    told = [word.removesuffix("'s") for word in words.words_of(name[:200])]
    kept = {_stem(word) for word in told if not words.has([word], "names", "empty")}
    return frozenset(kept or told or [name])


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str:
    """Militant, force, police, state, health, aid or civic: what kind of speaker a name names; "" where it does not.

    The longest phrase tells: a "police command" is police, though a "command" alone is a force.
    """
    told = [word.removesuffix("'s") for word in words.words_of(name[:200])]
    told = words.without(told, "outlets", "own")  # whose "press office" it is tells
    lengths = {kind: words.longest(told, "voices", kind) for kind in words.kinds("voices")}
    best = max(lengths, key=lambda kind: lengths[kind])
    return best if lengths[best] else ""


@lru_cache(maxsize=4096)
def is_outlet(source: str) -> bool:
    """Whether a source goes by the name of a news outlet, which passes on what others count.

    A body's "press office" or "daily report" is its own word, and a weak word ("agency", "service") makes
    an outlet only of a name that holds no body.
    """
    told = words.words_of(re.sub(r"\([^()]{0,80}\)", " ", source[:200]))
    kind = bool(kind_of(source))
    if kind:
        told = words.without(told, "outlets", "own")
    return words.has(told, "outlets", "words") or (not kind and words.has(told, "outlets", "weak"))


@lru_cache(maxsize=4096)
def is_body(source: str) -> bool:
    """Whether a source is a body that counts (a ministry, an army, a hospital) and not a news outlet."""
    return bool(kind_of(source)) and not is_outlet(source)
