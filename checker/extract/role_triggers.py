"""The words of a sentence that say what a figure counts, and on which side of it they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.extract.tokens import Tokens
from checker.extract.words import word_set, word_table

KINDS = ("head", "verb", "after", "before", "label")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words first..last (exclusive) that give figures an attribute.

    `kind`: head ("eight dead"), verb (both sides), after ("eight people died"), before ("killing
    eight"), label ("Deaths: 8"). `attribute` may also be "damage" (structures or vehicles, by the
    noun), "either" (killed or wounded) or "lost" (killed or missing).
    """

    first: int
    last: int
    attribute: str
    kind: str


@cache
def _index() -> dict[str, tuple[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], ...]]:
    roles = word_table("roles")
    by_phrase: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for kind in KINDS:
        for attribute, phrases in roles[kind].items():
            for phrase in phrases:
                by_phrase.setdefault(tuple(phrase.lower().split()), []).append((attribute, kind))
    index: dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, str], ...]]]] = {}
    for parts, meanings in by_phrase.items():
        index.setdefault(parts[0], []).append((parts, tuple(dict.fromkeys(meanings))))
    return {word: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for word, rows in index.items()}


def triggers_in(tokens: Tokens, first: int, last: int) -> list[Trigger]:
    """All triggers among tokens first..last, in order; at one place the longest phrase of each kind."""
    index, words = _index(), tokens.words
    found: list[Trigger] = []
    for i in range(first, last):
        rows = index.get(words[i])
        if rows is None:
            continue
        seen: set[str] = set()
        longest = 0
        for parts, meanings in rows:
            size = len(parts)
            if size < longest and size == 1 and longest > 1 and seen & {"verb", "after"}:
                break
            if i + size > last or tuple(words[i : i + size]) != parts:
                continue
            longest = max(longest, size)
            for attribute, kind in meanings:
                if kind not in seen or size == longest:
                    found.append(Trigger(i, i + size, attribute, kind))
            seen |= {kind for _, kind in meanings}
    return found


@cache
def noun_classes() -> dict[str, str]:
    """person, vehicle, structure, munition or thing of every counted noun; the first list that has it wins."""
    classes: dict[str, str] = {}
    for name in ("person", "vehicle", "structure", "munition", "thing"):
        for word in word_set("roles", "nouns", name):
            classes.setdefault(word, name)
    return classes
