"""What a statement of none says none of: "no casualties", "nobody was hurt", "without loss of life"."""

from __future__ import annotations

from functools import cache

from checker.extract.rule_candidates import Candidate
from checker.extract.tokens import Tokens
from checker.extract.words import word_table

_REACH = 8


def zero_attributes(tokens: Tokens, first: int, last: int, one: Candidate) -> tuple[tuple[str, ...], int]:
    """The attributes that are zero, and the token behind the words that say so."""
    words = tokens.words
    found: dict[str, None] = {}
    end = one.last
    if one.last - one.first == 1 and words[one.first] in ("0", "zero", "nil", "none"):
        found, end = _labelled(tokens, first, one)
    for i in range(one.last, min(last, one.last + _REACH)):
        word = words[i]
        if (
            word
            in (
                ".",
                ";",
                ":",
                "but",
                "said",
                "who",
                "how",
                "whether",
                "what",
                "would",
                "can",
                "could",
                "number",
                "until",
                "until",
                "sign",
                "list",
            )
            or (word == "," and found)
            or (word == "and" and found and "no" in words[i : i + 2])
        ):
            break
        named = _named(word)
        if not named:
            continue
        if found and not _joined(words, end, i):
            break
        found.update(dict.fromkeys(named))
        end = i + 1
    return tuple(found), end


def _joined(words: list[str], end: int, i: int) -> bool:
    return all(word in ("or", "and", "nor", ",", "/", "seriously") for word in words[end:i])


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    """What each word is none of: "casualties" of killed and wounded, "deaths" of killed ..."""
    meanings: dict[str, list[str]] = {}
    for attribute, words in word_table("roles")["none_of"].items():
        for word in words:
            meanings.setdefault(word, []).extend(("killed", "wounded") if attribute == "both" else (attribute,))
    return {word: tuple(attributes) for word, attributes in meanings.items()}


def _named(word: str) -> tuple[str, ...]:
    return _meanings().get(word, ())


def _labelled(tokens: Tokens, first: int, one: Candidate) -> tuple[dict[str, None], int]:
    """As in "Deaths: 0", "Missing - none"."""
    words = tokens.words
    for i in range(one.first - 1, max(first, one.first - 4) - 1, -1):
        named = _named(words[i])
        if named:
            return dict.fromkeys(named), one.last
        if words[i] not in (":", "-", "=", "(", "is", "are", "was", "were", "of"):
            break
    return {}, one.last
