"""Where a report turns from its own incident to another: the day before, last year, elsewhere."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from checker.group.tokens import any_of
from checker.small_letters import small

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?\n]+|$)")
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|few|just|only)"
_LENGTH = r"(?:hours?|hrs?|h|days?|nights?|weeks?|months?|years?)"
_PART = r"(?:mornings?|afternoons?|evenings?|days?|nights?|weeks?|weekend|months?|years?)"
_PLACEHOLDERS = {"#": _NUMBER, "%": _LENGTH, "@": _PART}
_Tree = dict[str, "_Tree"]
# Shorter than this, what stands before the turn tells of nothing yet.
_TELLS_NOTHING = 25
_TELLS_LITTLE = 60


@cache
def _cue() -> re.Pattern[str]:
    table = tomllib.loads((files("checker.group") / "lexicon" / "asides.toml").read_text("utf-8"))
    # A tree by words: one alternative for all phrases that begin alike is tried in a third of the time.
    tree: _Tree = {}
    for phrase in sorted(table["phrases"]):
        at = tree
        for word in phrase.split():
            at = at.setdefault(word, {})
        at[""] = {}
    return re.compile(rf"\b(?:{_alternatives(tree)})\b")


def _alternatives(tree: _Tree) -> str:
    """The phrases below one node as a pattern; a longer phrase goes before the one it begins with."""
    found = []
    for word, below in sorted(tree.items(), reverse=True):
        if word:
            rest = _alternatives({key: node for key, node in below.items() if key})
            further = f"(?: (?:{rest}))" if rest else ""
            found.append(_PLACEHOLDERS.get(word, re.escape(word)) + further + ("?" if rest and "" in below else ""))
    words = any_of(each for each in found if each[0] != "(")
    return "|".join([*([words] if words else []), *(each for each in found if each[0] == "(")])


def own_and_asides(text: str) -> tuple[str, str]:
    """What in `text` is about its own incident, and what speaks, or may speak, of another.

    "Six died in Mellit on Tuesday, a day after the market of Kabkabiya was hit" is about Mellit; of the first
    sentence only the clause with the turn goes, later sentences go whole unless they told much before it.
    Linear in `text`.
    """
    # No phrase goes beyond a sentence, so that one search finds the turns of all.
    turns = [hit.span() for hit in _cue().finditer(small(text))]
    if not turns:
        return text, ""
    turns.reverse()
    own: list[str] = []
    asides: list[str] = []
    first = True
    for hit in _SENTENCE.finditer(text):
        sentence, begin = hit[0], hit.start()
        if not turns or turns[-1][0] >= hit.end():
            own.append(sentence)
        elif (start := turns[-1][0] - begin) > (_TELLS_NOTHING if first else _TELLS_LITTLE):
            own.append(sentence[:start] + " ")
            asides.append(sentence[start:])
        elif first:
            comma = sentence.find(",", turns[-1][1] - begin)
            cut = comma if comma >= 0 else 0
            asides.append(sentence[:cut])
            own.append(sentence[cut:])
        else:
            asides.append(sentence)
        while turns and turns[-1][0] < hit.end():
            turns.pop()
        first = first and not sentence.strip()
    return "".join(own), " ".join(asides)


_BACK = re.compile(
    r"\b(?:(?P<years>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) years? (?:on|ago|after|since)"
    r"|anniversary)\b"
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_YEARS = {name: number for number, name in enumerate(_NUMBERS, start=1)}


def years_back(title: str) -> int:
    """How many years a headline looks back, 0 where it does not; an anniversary is taken for the first."""
    found = _BACK.search(small(title))
    if found is None:
        return 0
    years = found["years"] or "one"
    return int(years) if years.isdecimal() else _YEARS.get(years, 1)
