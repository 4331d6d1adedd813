"""The words of a stretch of text that tell what it is about, cut to their stems."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from checker.extract.words import word_set, word_table

_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s")


def stem(word: str) -> str:
    """A word without its ending: enough to tell "bombing" and "bombed" as one."""
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                return word[:-1]
            break
    return word[:-1] if word.endswith(("e", "y", "i")) and len(word) > 3 else word


def content_stems(words: Iterable[str]) -> tuple[str, ...]:
    """Stems of the words that carry content, sorted, each once."""
    idle = word_set("en/statements", "content", "function")
    concepts = _concepts()
    return tuple(
        sorted(
            {
                concepts.get(word) or stem(word)
                for word in words
                if len(word) > 2 and word[0].isalpha() and word not in idle
            }
        )
    )


@cache
def _concepts() -> dict[str, str]:
    """Words that mean the same, by what they mean."""
    table = word_table("en/statements")["concepts"]
    return {word: f"{name}*" for name, words in table.items() for word in words}
