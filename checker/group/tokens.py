"""Words, names and numbers of a report, as grouping sees them, and how rare they are in general."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

# One pass, no nesting: linear in the text. Apostrophes end a word, so that "Menasha's" is Menasha.
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,:]\d+)*")
# A word that no table knows, in tenths of log2: about one report in 5,000.
UNKNOWN = 125


def words_of(text: str) -> list[str]:
    """Words and numbers in order, as written."""
    return _WORD.findall(text)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, tried in their order among those that begin alike.

    Grouped by first letters, so that most are ruled out at once: that halves the time.
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(
        first + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})") for first, rests in groups.items()
    )


@cache
def _table() -> dict[str, int]:
    packed = (files("checker.group") / "data" / "rarity.txt.gz").read_bytes()
    words = gzip.decompress(packed).decode("utf-8").split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


def rarity(word: str) -> int:
    """How rare a lower-case word is: tenths of log2 of one over the share of reports that hold it."""
    table = _table()
    found = table.get(word)
    if found is None and len(word) > 4:
        for ending, instead in _ENDINGS:
            if word.endswith(ending):
                found = table.get(word[: -len(ending)] + instead)
                if found is not None:
                    return found + 5
    return UNKNOWN if found is None else found


def stem(word: str) -> str:
    """A lower-case word less its plural s, so that "blasts" meets "blast"."""
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return word
