"""How two figures that cannot both be the latest word relate: update, correction, stale repetition or conflict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.compare.figures import Figure
from checker.compare.intervals import disjoint, exact, ratio
from checker.compare.positions import Stand
from checker.compare.sums import Ledger, deaths_between, explained
from checker.extract.groups import relate_groups
from checker.model import COMPARED_SCOPES, Relation

# Which way a figure moves as time goes by. Displaced people flee and come home.
_DOWN = frozenset({"missing"})
_BOTH = frozenset({"displaced"})
# Buildings do not go on falling: from another source, a figure this many times the first is a
# different count, not a later one.
_STRUCTURE_LEAP = 1.5
_FEW_BUILDINGS = 5
# Of these many kinds are counted together or apart: figures this many times apart are not of one kind.
_SOFT = frozenset({"displaced", "rescued", "structures", "vehicles", "strikes"})
_TOO_FAR = 5.0
# A minimum counts as overtaken, and not only as met, from here on.
_OVERTAKEN = 1.2
_FIGHTING = ("attackers", "security")
_STATE = frozenset({"force", "police", "state"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two stands relate, by which rule, and in words why."""

    relation: Relation
    rule: str
    reason: str = ""
    stale: tuple[str, ...] = ()  # reports that go on repeating a replaced figure


@dataclass(frozen=True, slots=True)
class Link:
    """One report names a figure of another only to withdraw or to contest it. Reports are originals."""

    by: str
    voice: int  # who withdraws or contests
    of: str
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
    given: dict[int, set[str]] = {}
    own: dict[tuple[str, int], int] = {}
    least: dict[str, int] = {}
    for figure in kept:
        if figure.claim.scope in COMPARED_SCOPES:
            given.setdefault(figure.low, set()).add(figure.root)
            if figure.high is None:  # "more than 20,000" is contested as 20,000
                given.setdefault(figure.low - 1, set()).add(figure.root)
        if figure.claim.scope == "incident":
            key = (figure.root, figure.voice)
            own[key] = min(figure.low, own.get(key, figure.low))
            least[figure.root] = min(figure.low, least.get(figure.root, figure.low))
    corrected, disputed = [], []
    for figure in kept:
        if figure.claim.scope != "negated":
            continue
        found = [
            Link(figure.root, figure.voice, root, figure.low, figure.high)
            for root in sorted(given.get(figure.low, ()))
            if root != figure.root
        ]
        lowered = own.get((figure.root, figure.voice), least.get(figure.root, figure.low)) < figure.low
        if figure.cues & {"correction", "correction_report"}:
            corrected.extend(found)
        elif "dispute" in figure.cues:
            disputed.extend(found)
        elif lowered and not figure.cues & {"unconfirmed", "estimate", "rise"}:
            corrected.extend(found)
    return Links(tuple(corrected), tuple(disputed))


def relate(
    attribute: str, one: Stand, other: Stand, bond: Links, book: Ledger, known: tuple[int, int] | None
) -> Verdict:
    """How two stands on one matter relate. Symmetric in `one` and `other`.

    `known` is the range of the dated figures on the matter, in which an undated one may lie without
    contradicting it.
    """
    small, great = (one, other) if (one.low, one.high is None) < (other.low, other.high is None) else (other, one)
    if not disjoint(one, other):
        if _passed(attribute, small, great):
            return Verdict("update", "count/minimum-passed", "an early minimum was overtaken by a later count")
        return Verdict("compatible", "count/overlap")
    taken_back = withdrawal(small, great, bond)
    contested = _linked(bond.disputed, small, great) and not _adopted(small, great)
    apart = _apart(attribute, small, great)
    if apart and (apart.rule in ("count/other-group", "count/one-voice") or not (taken_back or contested)):
        return apart
    if _corrected_inside(small, great):
        return Verdict(
            "correction", "count/corrected", "one report gives both figures and corrects the first by the second"
        )
    if _at_once(small, great):
        return Verdict("conflict", "count/held-at-once", "one report gives both figures, each on another's word")
    if taken_back:
        return taken_back
    if contested:
        return Verdict("conflict", "count/contested", "the one who gives one figure expressly contests the other")
    found = _by_time(attribute, small, great, book, known)
    if found.relation == "conflict":
        reason = "" if small.merged or great.merged else explained(attribute, small, great, book)
        if reason:
            return Verdict("compatible", "count/sum", reason)
    return found


def _passed(attribute: str, small: Stand, great: Stand) -> bool:
    """An early "at least 7" that a later count leaves well behind."""
    if (
        small.high is not None
        or attribute in _DOWN
        or great.low < small.low * _OVERTAKEN
        or not small.holds.isdisjoint(great.holds)
    ):
        return False
    a, b = small.start, great.start
    return a is not None and b is not None and a[1] < b[0] and not _repeats(small, great)


def _apart(attribute: str, small: Stand, great: Stand) -> Verdict | None:
    """No comparison: other people, or one voice that gives both figures in one report."""
    if all(_others(a, b) for a in small.figures[:8] for b in great.figures[:8]):
        return Verdict("compatible", "count/other-group", "they count different groups")
    if small.holds & great.holds:
        return Verdict("compatible", "count/one-voice", "one voice gives both in one report, of different things")
    if attribute != "killed" and _individual(small, great):
        return Verdict("compatible", "count/individual", "one tells of a single person, the other counts")
    took = any("captured" in figure.cues for figure in (*small.figures, *great.figures))
    if took and not small.voices & great.voices and attribute == "vehicles":
        return Verdict("compatible", "count/other-captor", "each side counts what it took from the other")
    if attribute in _SOFT and small.high and (great.high is None or great.high + 1 > _TOO_FAR * (small.low + 1)):
        return Verdict("compatible", "count/other-kind", "they are too far apart to count the same things")
    return None


def _others(one: Figure, other: Figure) -> bool:
    """Whether two figures count different people or things.

    People counted as a whole are told apart by their side in a fight only: one report's "pupils"
    are another's "girls".
    """
    if one.unit == other.unit == "people":
        return bool(one.side and other.side and one.side != other.side)
    return relate_groups(one.group, other.group) == "disjoint"


def _by_root(stand: Stand, roots: frozenset[str]) -> dict[str, list[Figure]]:
    """The figures of a stand that stand in any of `roots`, by report."""
    found: dict[str, list[Figure]] = {}
    for figure in stand.figures:
        if figure.root in roots:
            found.setdefault(figure.root, []).append(figure)
    return found


def _corrected_inside(small: Stand, great: Stand) -> bool:
    """One report gives both, and only the later one stands in words of correction."""
    common = small.roots & great.roots
    if not common:
        return False
    ones, others = _by_root(small, common), _by_root(great, common)
    for root in sorted(common):
        first, second = sorted((ones[root], others[root]), key=lambda held: min(figure.claim.start for figure in held))
        if any("correction" in f.cues for f in second) and not any("correction" in f.cues for f in first):
            return True
    return False


def _individual(small: Stand, great: Stand) -> bool:
    """One person told of without a count ("the groom was not found") against a count of several."""
    return small.high == 1 < great.low and not any(figure.numbered for figure in small.figures)


def _at_once(small: Stand, great: Stand) -> bool:
    """One report gives both, on the word of different voices, at least one of them named."""
    for one, other in ((small.holds | small.echoes, great.holds), (small.holds, great.holds | great.echoes)):
        common = frozenset(root for root, _ in one) & frozenset(root for root, _ in other)
        if not common:
            continue
        if not small.voices & great.voices:
            return True
        named = {f.root for stand in (small, great) for f in stand.figures if f.named and f.root in common}
        ones, others = _voices_by_root(one, common), _voices_by_root(other, common)
        if any(len(ones[root] | others[root]) > 1 for root in named):
            return True
    return False


def _voices_by_root(holds: frozenset[tuple[str, int]], roots: frozenset[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for root, voice in holds:
        if root in roots:
            found.setdefault(root, set()).add(voice)
    return found


def _linked(found: Sequence[Link], one: Stand, other: Stand) -> bool:
    """Whether a link leads from one stand to the other."""
    return any(_leads(link, one, other) or _leads(link, other, one) for link in found)


def _leads(link: Link, by: Stand, of: Stand) -> bool:
    if link.by not in by.roots or link.of not in of.roots:
        return False
    named = {voice for root, voice in by.holds if root == link.by}
    held = {figure.claim.scope for figure in of.figures if figure.root == link.of}
    return (link.voice in named or link.voice not in _voices_at(link, of)) and (of.low == link.low or bool(held))


def _voices_at(link: Link, of: Stand) -> set[int]:
    return {voice for root, voice in of.holds if root == link.by}


def withdrawal(one: Stand, other: Stand, bond: Links) -> Verdict | None:
    """A correction, where words withdraw one of two figures that exclude each other."""
    small, great = (one, other) if one.low < other.low else (other, one)
    if not disjoint(one, other) or small.holds & great.holds:
        return None
    if _corrected_inside(small, great):
        return Verdict(
            "correction", "count/corrected", "one report gives both figures and corrects the first by the second"
        )
    if _linked(bond.corrected, small, great):
        return Verdict("correction", "count/withdrawn", "the earlier figure is expressly withdrawn")
    for later, earlier in ((small, great), (great, small)):
        first = later.start
        before = earlier.start
        if first is None or before is None or not before[0] < first[1]:
            continue
        if first[0] < before[0]:
            continue
        if any(
            "correction" in figure.cues
            for figure in later.figures
            if figure.first is not None and figure.first <= first[1]
        ):
            return Verdict("correction", "count/corrected", "the later report corrects the earlier figure")
    return None


def _adopted(small: Stand, great: Stand) -> bool:
    """Whether one side's figure was later given by another dated report too: the dispute was settled."""
    for one, other in ((great, small),):
        start = other.start
        later = {figure.root for figure in one.dated if start and figure.first and figure.first > start[1]}
        if len(later) >= 1 and len(one.roots) > 1:
            return True
    return False


def _by_time(attribute: str, small: Stand, great: Stand, book: Ledger, known: tuple[int, int] | None) -> Verdict:
    if not small.dated or not great.dated:
        return _undated(attribute, small, great, known)
    older, newer = _expected(attribute, small, great)
    if len(small.voices | great.voices) == 1:
        return Verdict("update", "count/own-update", "the same voice gives another figure later")
    if _opponents(small, great):
        return Verdict("conflict", "count/opponents", "two parties to the fight give figures that exclude each other")
    if (
        attribute == "structures"
        and not small.voices & great.voices
        and exact(small)
        and exact(great)
        and small.low >= _FEW_BUILDINGS
        and ratio(small, great) >= _STRUCTURE_LEAP
    ):
        reason = explained(attribute, small, great, book)
        if not reason:
            return Verdict("conflict", "count/leap", "the figures are too far apart for one count of buildings")
    late = _repeats(older, newer)
    if not late:
        if older.start == newer.start and not small.voices & great.voices:
            return Verdict("conflict", "count/simultaneous", "both were given at the same time")
        return Verdict("update", "count/later", "the later figure replaces the earlier one in the normal course")
    stale = _stale(late, older, newer)
    if len(stale) == len(late):
        return Verdict(
            "update", "count/stale", "a replaced figure is repeated", tuple(sorted({f.claim.report for f in stale}))
        )
    if _may_fall(attribute, small, great, book):
        return Verdict("update", "count/fall", "the figure falls as people die, are found or go home")
    return Verdict(
        "conflict",
        "count/both-stand",
        "the figure that should have been replaced is given again later by another voice",
    )


def _expected(attribute: str, small: Stand, great: Stand) -> tuple[Stand, Stand]:
    """Which of two should be the older where time runs its normal course."""
    if attribute in _BOTH:
        a, b = small.start, great.start
        return (great, small) if a and b and b[0] < a[0] else (small, great)
    return (great, small) if attribute in _DOWN else (small, great)


def _repeats(older: Stand, newer: Stand) -> list[Figure]:
    """Figures of the older stand that were given after the newer one had come up."""
    start = newer.start
    if start is None:
        return []
    return [figure for figure in older.dated if figure.first is not None and figure.first > start[1]]


def _stale(late: Sequence[Figure], older: Stand, newer: Stand) -> list[Figure]:
    """Those repeated figures that are only an outlet's old copy, or whose own holder has moved on."""
    start = newer.start
    early = {item.voice for item in older.dated if start and item.first is not None and item.first <= start[1]}
    return [
        figure
        for figure in late
        if figure.voice in newer.voices or (early and not figure.body and figure.voice not in early)
    ]


def _opponents(small: Stand, great: Stand) -> bool:
    if small.voices & great.voices:
        return False
    # What one side admits of its own and what its enemy claims of it.
    admitted = [stand for stand in (small, great) if any(f.side in _FIGHTING and not f.hostile for f in stand.figures)]
    claimed = [stand for stand in (small, great) if any(f.hostile for f in stand.figures)]
    if len(admitted) == len(claimed) == 1 and admitted[0] is not claimed[0]:
        return True
    one, other = small.kinds, great.kinds
    if (one == {"militant"} and other & _STATE) or (other == {"militant"} and one & _STATE):
        return "militant" not in (one & other)
    return False


def _undated(attribute: str, small: Stand, great: Stand, known: tuple[int, int] | None) -> Verdict:
    if small.voices == great.voices:
        return Verdict("update", "count/own-update", "the same voice gives another figure at another time")
    undated = small if not small.dated else great
    if known and (small.dated or great.dated) and known[0] < undated.low and (undated.high or undated.low) < known[1]:
        return Verdict(
            "compatible", "count/undated-between", "the undated figure lies between dated ones of a toll on the move"
        )
    cue = "fall" if attribute in _DOWN else "rise"
    newest = small if attribute in _DOWN else great
    if any(cue in figure.cues for figure in newest.figures if not figure.dated) and not newest.dated:
        return Verdict("update", "count/undated-rise", "the undated report says itself that the figure has moved")
    if attribute == "detained" and small.low == 0:
        return Verdict("compatible", "count/none-yet", "the undated report may be from before the first arrest")
    return Verdict("conflict", "count/undated", "no date shows that one figure replaced the other")


def _may_fall(attribute: str, small: Stand, great: Stand, book: Ledger) -> bool:
    a, b = great.start, small.start
    if a is None or b is None or b[1] < a[0]:
        return False
    gap = great.low - (small.high if small.high is not None else small.low)
    if attribute == "wounded":
        if any(figure.cues & {"still", "fall"} for figure in small.figures):
            return True
        died = sum(
            figure.low
            for figure in book.by_attribute.get("killed", ())
            if figure.claim.scope == "subset" and "died_later" in figure.cues and figure.claim.report == figure.root
        )
        return gap <= max(deaths_between(book, a[1], b[1]), died)
    if attribute in ("abducted", "detained"):
        freed = max((figure.low for figure in book.by_attribute.get("rescued", ())), default=0)
        return gap <= freed or any(figure.cues & {"fall"} for figure in small.figures)
    return False
