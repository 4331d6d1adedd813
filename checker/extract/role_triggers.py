"""The words of a sentence that say what a figure counts, and on which side of it they stand."""

from __future__ import annotations

from functools import cache

from checker.extract.records import record
from checker.extract.tokens import Tokens
from checker.extract.words import Phrase, TwoWordIndex, by_two_words, word_set, word_table

KINDS = ("head", "verb", "after", "before", "label")


@record
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
def _meanings() -> dict[Phrase, tuple[tuple[str, str], ...]]:
    """The attributes and kinds that each phrase stands for."""
    roles = word_table("roles")
    meanings: dict[Phrase, dict[tuple[str, str], None]] = {}
    for kind in KINDS:
        for attribute, phrases in roles[kind].items():
            for phrase in phrases:
                meanings.setdefault(tuple(phrase.lower().split()), {})[attribute, kind] = None
    return {parts: tuple(found) for parts, found in meanings.items()}


@cache
def _kinds() -> dict[Phrase, tuple[str, ...]]:
    return {parts: tuple(kind for _, kind in meanings) for parts, meanings in _meanings().items()}


@cache
def _index() -> TwoWordIndex:
    return by_two_words(_meanings())


def triggers_in(tokens: Tokens, first: int, last: int) -> list[Trigger]:
    """All triggers among tokens first..last, in order; at one place the longest phrase of each kind."""
    index, meanings, kinds, words = _index(), _meanings(), _kinds(), tokens.words
    found: list[Trigger] = []
    for i, word in enumerate(words[first:last], first):
        if word not in index:
            continue
        behind = index[word]
        told: tuple[str, ...] = ()  # the kinds of the longer phrases here
        for parts in behind.get(words[i + 1] if i + 1 < last else "", behind[""]):
            size = len(parts)
            if size > 2 and (i + size > last or tuple(words[i : i + size]) != parts):
                continue
            if size == 1 and ("verb" in told or "after" in told):
                break
            for attribute, kind in meanings[parts]:
                if kind not in told:
                    found.append(Trigger(i, i + size, attribute, kind))
            told += kinds[parts]
    return found


@cache
def noun_classes() -> dict[str, str]:
    """person, vehicle, structure, munition or thing of every counted noun; the first list that has it wins."""
    classes: dict[str, str] = {}
    for name in ("person", "vehicle", "structure", "munition", "thing"):
        for word in word_set("roles", "nouns", name):
            classes.setdefault(word, name)
    return classes
