"""Sums tried before a conflict is raised: parts of a whole, people who move from one column to another."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.compare.figures import Figure
from checker.compare.intervals import contains
from checker.compare.positions import Stand
from checker.extract.groups import relate_groups
from checker.model import COMPARED_SCOPES

_MOST_PARTS = 10
_ROUNDING = 0.03
# People counted dead in one report may be counted in one of these in another.
_COLUMNS = {
    "killed": ("wounded", "missing", "rescued"),
    "wounded": ("killed",),
    "missing": ("killed", "rescued"),
    "rescued": ("killed",),
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """All figures of one incident, by attribute and by original report."""

    by_attribute: dict[str, tuple[Figure, ...]]
    by_report: dict[tuple[str, str], tuple[Figure, ...]]  # (attribute, original report)

    def live(self, attribute: str, root: str) -> tuple[Figure, ...]:
        """What one report says of one attribute, of this incident and its parts."""
        return self.by_report.get((attribute, root), ())


def ledger(figures: Iterable[Figure]) -> Ledger:
    """The live figures of one incident, for look-up."""
    by_attribute: dict[str, list[Figure]] = defaultdict(list)
    by_report: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.claim.scope in COMPARED_SCOPES:
            by_attribute[figure.claim.attribute].append(figure)
            by_report[figure.claim.attribute, figure.root].append(figure)
    return Ledger(
        {name: tuple(found) for name, found in by_attribute.items()},
        {key: tuple(found) for key, found in by_report.items()},
    )


def explained(attribute: str, small: Stand, great: Stand, book: Ledger, inside: bool = False) -> str:
    """Why a lesser and a greater figure are no contradiction though they differ; "" when no sum says so.

    `inside`: one report gives both, and only what it says of people who died or are missing, or of attackers, counts.
    """
    gap = _Gap(great.low - (small.high or 0), None if great.high is None else great.high - small.low)
    for test in (_attacker, _died, _with_missing) if inside else _TESTS:
        reason = test(attribute, small, great, gap, book)
        if reason:
            return reason
    return ""


@dataclass(frozen=True, slots=True)
class _Gap:
    """By how much two figures differ, at least and at most (None: without limit)."""

    low: int
    high: int | None

    def __contains__(self, number: int) -> bool:
        return self.low <= number and (self.high is None or number <= self.high)


def _rounded(attribute: str, small: Stand, great: Stand, gap: _Gap, book: Ledger) -> str:
    """A round number near a precise one: 1,300 of 1,286."""
    if gap.low <= _ROUNDING * great.low and any(_has_round(stand) for stand in (small, great)):
        return "one figure is the other, rounded"
    return ""


def _has_round(stand: Stand) -> bool:
    """Whether a number of which only the first two digits are told, from a hundred up, lies in it."""
    if stand.high is None or stand.high >= 10 ** len(str(stand.low)):
        return stand.high is None or stand.high >= 100
    step = 10 ** max(1, len(str(stand.low)) - 2)
    return stand.low >= 100 and -(-stand.low // step) * step <= stand.high


def _attacker(attribute: str, small: Stand, great: Stand, gap: _Gap, book: Ledger) -> str:
    """ "including the gunman" makes six of five."""
    cues = {cue for figure in great.figures for cue in figure.cues}
    other = {cue for figure in small.figures for cue in figure.cues}
    if "includes_attacker" not in cues and "excludes_attacker" not in other:
        return ""
    roots = small.roots | great.roots
    counted = {f.low for root in roots for f in book.live(attribute, root) if f.side == "attackers"}
    if 1 in gap or any(number in gap for number in counted):
        return "one counts the attackers among the dead and the other does not"
    return ""


def _other_group(attribute: str, small: Stand, great: Stand, gap: _Gap, book: Ledger) -> str:
    """Ten personnel and six attackers make the sixteen dead of another report."""
    for root in sorted(small.roots | great.roots):
        for extra in book.live(attribute, root):
            counted = extra.side or extra.claim.scope == "subset"
            # Beside none at all the greater figure would be its own explanation.
            fits = counted and extra.low == extra.high and 0 < extra.low < great.low and extra.low in gap
            if fits and all(relate_groups(extra.group, figure.group) == "disjoint" for figure in small.figures):
                return f"the greater figure counts {extra.low:,} {extra.group} too"
    return ""


def _own_parts(attribute: str, small: Stand, great: Stand, gap: _Gap, book: Ledger) -> str:
    """Some parts that the greater figure's report lists make up the lesser: it counts more kinds of things."""
    if attribute not in ("structures", "vehicles", "displaced", "strikes"):
        return ""
    for root in sorted(great.roots):
        parts = [
            figure.low
            for figure in book.live(attribute, root)
            if figure.claim.scope == "subset" and figure.low == figure.high and figure.low > 0
        ][:_MOST_PARTS]
        if len(parts) > 1 and sum(parts) >= great.low and any(contains(small, total) for total in _sums(parts)):
            return "the lesser figure is the sum of some of the parts of the greater"
    return ""


def _sums(parts: Sequence[int]) -> set[int]:
    made = {0}
    for part in parts:
        made |= {total + part for total in made}
    return made - {0}


def _columns(attribute: str, small: Stand, great: Stand, gap: _Gap, book: Ledger) -> str:
    """Both reports have the same people in all, counted in different columns."""
    for column in _COLUMNS.get(attribute, ()):
        with_great = sorted(_wholes(column, great, book))
        for more in sorted(_wholes(column, small, book)):
            # The greatest number in the other report that leaves at least the gap.
            at = bisect_right(with_great, more - gap.low) - 1
            if at < 0 or with_great[at] >= more or more - with_great[at] not in gap:
                continue
            return f"{attribute} and {column} together make the same number in both: people moved from one to the other"
    return ""


def _wholes(column: str, stand: Stand, book: Ledger) -> set[int]:
    return {
        figure.low
        for root in stand.roots
        for figure in book.live(column, root)
        if figure.claim.scope == "incident" and figure.low == figure.high
    }


def _died(attribute: str, small: Stand, great: Stand, gap: _Gap, book: Ledger) -> str:
    """Of those brought out or admitted some have died, and one figure leaves them out."""
    if attribute == "rescued":
        for root in sorted(great.roots):
            for figure in book.live("killed", root):
                if figure.low == figure.high and figure.low in gap:
                    return f"the greater figure counts {figure.low:,} who had died"
    if attribute == "wounded":
        for figure in book.by_attribute.get("killed", ()):
            later = "died_later" in figure.cues and figure.claim.scope == "subset"
            if later and figure.low == figure.high and figure.low in gap:
                return f"{figure.low:,} of the wounded died, and one figure leaves them out"
    return ""


def _with_missing(attribute: str, small: Stand, great: Stand, gap: _Gap, book: Ledger) -> str:
    """Four dead and six missing are the ten dead of those who have given up hope."""
    if attribute == "killed" and any(missing in gap for missing in _wholes("missing", small, book) - {0}):
        return "the greater figure counts the missing among the dead"
    return ""


def _hospital(attribute: str, small: Stand, great: Stand, gap: _Gap, book: Ledger) -> str:
    """One hospital's own count is a part of all the wounded."""
    # What a hospital publishes of its own accord is of its own wards, whether it says so again or not.
    own = all(f.kind == "health" and ("at_hospital" in f.cues or f.body) for f in small.figures)
    if attribute == "wounded" and own:
        return "the lesser figure is what one place of treatment counted"
    return ""


_TESTS = (_rounded, _attacker, _other_group, _own_parts, _columns, _died, _with_missing, _hospital)


def deaths_between(book: Ledger, since: datetime, until: datetime) -> int:
    """By how many the dead may have grown between two moments, by the figures of the whole."""
    before, after = [0], [0]
    for figure in book.by_attribute.get("killed", ()):
        if figure.claim.scope != "incident" or figure.first is None or figure.last is None:
            continue
        if figure.first <= since:
            before.append(figure.low)
        if figure.first <= until:
            after.append(figure.low)
    return max(0, max(after) - max(before))
