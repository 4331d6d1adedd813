"""The hierarchy of those counted: which group a phrase names, and how two groups relate.

The groups, their parents and their words are data (lexicon/en/groups.toml).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from checker.extract.words import word_set, word_table

Relation = Literal["same", "a_in_b", "b_in_a", "disjoint", "overlap"]
Side = Literal["own", "enemy", "attackers", "security", "civil", ""]
UNKNOWN = ""
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_LONGEST = 5
# Who did it is not who was counted.
_AGENT = re.compile(r"\bby\b")
_PEOPLE = ("people", "households")
# The units a count attribute may have, the whole first.
_UNITS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("killed", "wounded", "missing", "detained", "abducted", "rescued", "displaced"), _PEOPLE),
    "structures": ("structures", "households"),
    "vehicles": ("vehicles",),
    "strikes": ("munitions", "strikes", "explosions", "places"),
}
_OWN = re.compile(
    r"\b(?:our|own|friendly|from our|of ours|martyrs|martyrdom|martyred|shahadat|brave)\b|\bsons of (?:the )?soil\b"
)
_ENEMY = re.compile(
    r"\b(?:enemy|hostiles?|sent to hell|neutrali[sz]ed|eliminated|apostates?|crusaders?|occupiers?|invaders?"
    r"|puppet|liquidated|aggressors?)\b"
)


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    parent: str
    axis: str
    side: str
    overlaps: frozenset[str]
    contains: frozenset[str]


@cache
def _groups() -> dict[str, _Group]:
    table: dict[str, dict[str, Any]] = word_table("en/groups")
    return {
        name: _Group(
            name,
            str(entry.get("parent", "")),
            str(entry.get("axis", "")),
            str(entry.get("side", "")),
            frozenset(entry.get("overlaps", ())),
            frozenset(entry.get("contains", ())),
        )
        for name, entry in table.items()
    }


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Words of a phrase -> group. The first group that lists a phrase keeps it."""
    names: dict[tuple[str, ...], str] = {}
    for group, entry in word_table("en/groups").items():
        for phrase in (group, *entry["words"]):
            names.setdefault(tuple(_WORD.findall(phrase.lower())), group)
    return names


def group_of(subject: str, context: str = "", attribute: str = "") -> str:
    """The canonical group that `subject` names, e.g. "people", "children", "fighters"; "" when none is known.

    The last known noun of the phrase decides ("novice monks", "Iran-backed fighters"), the longest
    match first; with "of" the words before it ("members of a family"). Two groups joined by "and"
    give the least group that contains both. When the subject is not known, `context` (the quote) may
    say it: "five soldiers were killed". `attribute` is the count attribute: it rules out groups of
    another unit, and gives the whole ("people", "structures" ...) where nothing narrower is known.
    """
    wanted = _UNITS.get(attribute)
    for phrase in (subject, _patient(context)):
        found = _joined([group for group in _every(phrase) if wanted is None or unit_of(group) in wanted])
        if found:
            return found
    return wanted[0] if wanted else UNKNOWN


def _patient(context: str) -> str:
    """The words of a quote that may name those counted, and not who did it ("Gunmen kill", "killed by")."""
    words = _AGENT.split(context, maxsplit=1)[0].split()
    doing = word_set("en/subjects", "doing")
    did = next((at for at, word in enumerate(words) if word.lower() in doing), -1)
    return " ".join(words[did + 1 :])


def _every(phrase: str) -> list[str]:
    """The groups that a phrase names, one a conjunct."""
    words = [word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(phrase[:400])]
    whole = _names().get(tuple(words))
    if whole:
        return [whole]
    found: list[str] = []
    part: list[str] = []
    for word in [*words, "and"]:
        if word in ("and", "or", "plus"):
            one = _last(part)
            if one:
                found.append(one)
            part = []
        else:
            part.append(word)
    return found


def _last(words: list[str]) -> str:
    """The group of the last noun phrase before "of", "in", "from" ... in a list of words."""
    for cut, word in enumerate(words):
        if cut and word in (
            "of",
            "in",
            "from",
            "at",
            "aboard",
            "on",
            "with",
            "who",
            "were",
            "was",
            "are",
            "under",
            "aged",
        ):
            head = _last(words[:cut])
            if head and head != "people":
                return head
            whole = _names().get(tuple(words[max(0, cut - 1) : cut + 4])) or _names().get(
                tuple(words[max(0, cut - 1) : cut + 3])
            )
            return whole or _last(words[cut + 1 :]) or head
    for end in range(len(words), 0, -1):
        group, length = _ending_at(words, end)
        if group and words[end - 1] in _befell():
            return _ending_at(words, end - length)[0] or group  # "civilian casualties", "army dead"
        if group:
            return group
    return UNKNOWN


def _ending_at(words: list[str], end: int) -> tuple[str, int]:
    """The group of the longest known phrase that ends before word `end`, and its length in words."""
    names = _names()
    for length in range(min(_LONGEST, end), 0, -1):
        group = names.get(tuple(words[end - length : end]))
        if group:
            return group, length
    behind_dash = words[end - 1].rsplit("-", 1)[1:] if end else []
    return names.get(tuple(behind_dash), UNKNOWN), 1


@cache
def _befell() -> frozenset[str]:
    return frozenset(word_table("en/groups")["people"]["befell"])


def _joined(found: list[str]) -> str:
    if not found:
        return UNKNOWN
    names = sorted(set(found))
    if len(names) == 1:
        return names[0]
    if names == ["children", "women"]:
        return "women and children"
    common = [name for name in ancestors(names[0]) if all(name in ancestors(other) for other in names[1:])]
    return common[0] if common else found[0]


@cache
def ancestors(group: str) -> tuple[str, ...]:
    """The group itself, then each group that contains it, outwards."""
    chain: list[str] = []
    table = _groups()
    while group and group not in chain:
        chain.append(group)
        group = table[group].parent if group in table else ""
    return tuple(chain)


def is_within(group: str, container: str) -> bool:
    """Whether all members of `group` are members of `container`."""
    table = _groups()
    return container in ancestors(group) or bool(
        container in table and table[container].contains & set(ancestors(group))
    )


def unit_of(group: str) -> str:
    """What is counted at the root: "people", "households", "structures", "vehicles", "munitions" ...; "" when unknown.

    Figures of different units are never weighed against each other.
    """
    return ancestors(group)[-1] if group in _groups() else UNKNOWN


def relate_groups(a: str, b: str) -> Relation:
    """How the members of two groups relate: the same, one within the other, disjoint, or overlapping.

    An unknown group ("") may overlap with anything. Symmetric, but for a_in_b and b_in_a changing places.
    """
    if a == b:
        return "same"
    table = _groups()
    if a not in table or b not in table:
        return "overlap"
    if is_within(a, b):
        return "a_in_b"
    if is_within(b, a):
        return "b_in_a"
    if unit_of(a) != unit_of(b):
        return "disjoint"
    return "overlap" if _may_share(a, b) else "disjoint"


def _may_share(a: str, b: str) -> bool:
    table = _groups()
    if table[a].axis == table[b].axis:
        return b in table[a].overlaps or a in table[b].overlaps
    ups_a, ups_b = ancestors(a), ancestors(b)
    if any(table[x].overlaps & set(ups_b) for x in ups_a) or any(table[y].overlaps & set(ups_a) for y in ups_b):
        return True
    axes_a = {table[x].axis: x for x in reversed(ups_a)}
    axes_b = {table[y].axis: y for y in reversed(ups_b)}
    for axis in sorted(axes_a.keys() & axes_b.keys()):
        if axis != "root" and not (is_within(axes_a[axis], axes_b[axis]) or is_within(axes_b[axis], axes_a[axis])):
            return False
    return True


def side_of(subject: str, context: str = "", holder_is_party: bool = False) -> Side:
    """On which side the words put those counted.

    "enemy" and "own" where the speaker says so ("enemy losses", "two of our companions"); else
    "attackers" (militants, terrorists, gunmen), "security" (soldiers, police), "civil"; "" when the
    words say nothing. `holder_is_party` marks a text by a party to the fight, in which "martyrs" and
    the like are its own dead.
    """
    low = f"{subject} {context}".lower()[:600]
    if _ENEMY.search(low):
        return "enemy"
    own = _OWN.search(low)
    if own and (holder_is_party or own[0] in ("our", "own", "friendly", "of ours", "from our")):
        return "own"
    for name in ancestors(group_of(subject, context)):
        side = _groups()[name].side if name in _groups() else ""
        if side in ("attackers", "security", "civil"):
            return side  # type: ignore[return-value]
    return ""
