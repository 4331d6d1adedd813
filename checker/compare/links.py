"""Figures that a report names only to withdraw or contest them, and corrections made in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.compare.figures import Figure
from checker.compare.intervals import disjoint
from checker.compare.positions import Stand
from checker.model import COMPARED_SCOPES

_NO_QUARREL = frozenset({"unconfirmed", "estimate", "rise", "fall", "superseded", "preliminary"})
_FALLS = frozenset({"missing"})  # a lower figure needs no withdrawal of the higher one
_FEW = 3  # so many at most are taken off a count in words that do not name it


@dataclass(frozen=True, slots=True)
class Link:
    """One report names a figure of another only to withdraw or to contest it. Reports are originals."""

    by: str
    voice: int  # who withdraws or contests
    of: str
    givers: frozenset[int]  # the voices that give the figure there
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Links:
    """All such figures of one attribute."""

    corrected: tuple[Link, ...]
    disputed: tuple[Link, ...]


def links(figures: Iterable[Figure]) -> Links:
    """Find the figures that one report names only to withdraw or contest them, and who had given them."""
    kept = list(figures)
    given: dict[int, dict[str, set[int]]] = {}
    own: dict[tuple[str, int], int] = {}
    least: dict[str, int] = {}
    speaks = {figure.root for figure in kept if figure.claim.scope == "incident" and figure.body and not figure.named}
    for figure in kept:
        if figure.claim.scope in COMPARED_SCOPES:
            # "More than 20,000" is contested as 20,000.
            for low in (figure.low, figure.low - 1) if figure.high is None else (figure.low,):
                given.setdefault(low, {}).setdefault(figure.root, set()).add(figure.voice)
        if figure.claim.scope == "incident":
            key = (figure.root, figure.voice)
            own[key] = min(figure.low, own.get(key, figure.low))
            least[figure.root] = min(figure.low, least.get(figure.root, figure.low))
    corrected, disputed = [], []
    for figure in kept:
        if figure.claim.scope != "negated":
            continue
        found = [
            Link(figure.root, figure.voice, root, frozenset(voices), figure.low, figure.high)
            for root, voices in sorted(given.get(figure.low, {}).items())
            if root != figure.root
        ]
        lowered = own.get((figure.root, figure.voice), least.get(figure.root, figure.low)) < figure.low
        rises = figure.claim.attribute not in _FALLS
        if takes_back(figure):
            corrected.extend(found)
        elif "dispute" in figure.cues:
            disputed.extend(found)
        elif lowered and rises and not figure.cues & {"unconfirmed", "estimate", "rise"}:
            corrected.extend(found)
        elif (figure.named or rises) and figure.root in speaks and not figure.cues & _NO_QUARREL:
            disputed.extend(found)  # a body that counts for itself names the others' figure to set its own against it
    return Links(tuple(corrected), tuple(disputed))


def takes_back(figure: Figure) -> bool:
    """Whether a report gives a figure only in words that withdraw it, and not as the older one of a toll that moved."""
    if figure.claim.scope != "negated":
        return False
    return "correction" in figure.cues or ("correction_report" in figure.cues and "superseded" not in figure.cues)


def names_a_rival(figure: Figure) -> bool:
    """Whether a report names a voice's figure only to set another beside it, and not as an older or a feared one."""
    return figure.claim.scope == "negated" and figure.named and not takes_back(figure) and not figure.cues & _NO_QUARREL


def withdrawn(one: Stand, other: Stand, bond: Links) -> str:
    """By which rule words withdraw one of two figures that exclude each other; "" when none do."""
    small, great = (one, other) if one.low < other.low else (other, one)
    if not disjoint(one, other) or small.holds & great.holds:
        return ""
    if corrected_inside(small, great):
        return "count/corrected-inside"
    if _linked(bond.corrected, small, great):
        return "count/withdrawn"
    if _in_words(small, great, frozenset({"correction", "revised"})) or _in_words(
        great, small, frozenset({"correction"})
    ):
        return "count/corrected"
    if great.high is not None and great.high - small.low <= _FEW and _in_words(small, great, frozenset({"taken_off"})):
        return "count/taken-off"
    return ""


def _in_words(later: Stand, earlier: Stand, cues: frozenset[str]) -> bool:
    """Whether `later` comes after `earlier` and its first mention stands in words that correct."""
    first, before = later.start, earlier.start
    if first is None or before is None or first[0] < before[0] or before[0] >= first[1]:
        return False
    return any(figure.cues & cues for figure in later.figures if figure.first is not None and figure.first <= first[1])


def contested(one: Stand, other: Stand, bond: Links) -> bool:
    """Whether whoever gives one figure expressly contests the other, and the matter was not settled later."""
    small, great = (one, other) if one.low < other.low else (other, one)
    return _linked(bond.disputed, small, great) and not _adopted(small, great)


def _adopted(small: Stand, great: Stand) -> bool:
    """Whether the greater figure was later given by another report too."""
    start = small.start
    later = any(start and figure.first and figure.first > start[1] for figure in great.dated)
    return later and len(great.roots) > 1


def _linked(found: Sequence[Link], one: Stand, other: Stand) -> bool:
    """Whether a link leads from one stand to the other."""
    return any(_leads(link, one, other) or _leads(link, other, one) for link in found)


def _leads(link: Link, by: Stand, of: Stand) -> bool:
    if link.by not in by.roots or link.of not in of.roots:
        return False
    named = {voice for root, voice in by.holds if root == link.by}
    # A report's other figure may be meant, unless it stands there on the word of a voice that never gave this one.
    theirs = any(figure.root == link.of and (figure.voice in link.givers or not figure.named) for figure in of.figures)
    return (link.voice in named or link.voice not in _voices_at(link, of)) and (of.low == link.low or theirs)


def _voices_at(link: Link, of: Stand) -> set[int]:
    return {voice for root, voice in of.holds if root == link.by}


def corrected_inside(small: Stand, great: Stand) -> bool:
    """One report gives both, and only the later one stands in words of correction."""
    common = small.roots & great.roots
    if not common:
        return False
    ones, others = by_root(small.figures, common), by_root(great.figures, common)
    for root in sorted(common):
        first, second = sorted((ones[root], others[root]), key=lambda held: min(figure.claim.start for figure in held))
        if any("correction" in f.cues for f in second) and not any("correction" in f.cues for f in first):
            return True
    return False


def by_root(figures: Iterable[Figure], roots: frozenset[str]) -> dict[str, list[Figure]]:
    """The figures that stand in any of `roots`, by original report."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.root in roots:
            found.setdefault(figure.root, []).append(figure)
    return found
