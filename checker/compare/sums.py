"""Sums tried before a conflict is raised: parts of a whole, people who move from one column to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.compare.figures import Figure
from checker.compare.intervals import exact
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


def explained(attribute: str, small: Stand, great: Stand, book: Ledger) -> str:
    """Why a lesser and a greater figure are no contradiction though they differ; "" when no sum says so.

    Only single numbers are added up: a range would explain almost anything.
    """
    if not (exact(small) and exact(great)):
        return ""
    gap = great.low - small.low
    for test in (_rounded, _attacker, _other_group, _own_parts, _columns, _died, _hospital):
        reason = test(attribute, small, great, gap, book)
        if reason:
            return reason
    return ""


def _rounded(attribute: str, small: Stand, great: Stand, gap: int, book: Ledger) -> str:
    """A round number near a precise one: 1,300 of 1,286."""
    if gap <= _ROUNDING * great.low and any(_is_round(stand.low) for stand in (small, great)):
        return "one figure is the other, rounded"
    return ""


def _is_round(number: int) -> bool:
    """Whether only its first two digits are told, from a hundred up."""
    return number >= 100 and number % 10 ** (len(str(number)) - 2) == 0 and number % 10 == 0


def _attacker(attribute: str, small: Stand, great: Stand, gap: int, book: Ledger) -> str:
    """ "including the gunman" makes six of five."""
    cues = {cue for figure in great.figures for cue in figure.cues}
    other = {cue for figure in small.figures for cue in figure.cues}
    if "includes_attacker" not in cues and "excludes_attacker" not in other:
        return ""
    counted = {
        f.low for root in (small.roots | great.roots) for f in book.live(attribute, root) if f.side == "attackers"
    }
    if gap in counted or gap == 1:
        return "one counts the attackers among the dead and the other does not"
    return ""


def _other_group(attribute: str, small: Stand, great: Stand, gap: int, book: Ledger) -> str:
    """Ten personnel and six attackers make the sixteen dead of another report."""
    for root in sorted(small.roots | great.roots):
        for extra in book.live(attribute, root):
            if extra.low == extra.high == gap and gap > 0 and extra.group:
                apart = all(relate_groups(extra.group, figure.group) == "disjoint" for figure in small.figures)
                if apart and extra.side:
                    return f"the greater figure counts {gap:,} {extra.group} too"
    return ""


def _own_parts(attribute: str, small: Stand, great: Stand, gap: int, book: Ledger) -> str:
    """Some parts that the greater figure's report lists make up the lesser: it counts more kinds of things."""
    if attribute not in ("structures", "vehicles", "displaced", "strikes"):
        return ""
    for root in sorted(great.roots):
        parts = [
            figure.low
            for figure in book.live(attribute, root)
            if figure.claim.scope == "subset" and figure.low == figure.high and 0 < figure.low <= great.low
        ][:_MOST_PARTS]
        if len(parts) > 1 and sum(parts) >= great.low and small.low in _sums(parts):
            return "the lesser figure is the sum of some of the parts of the greater"
    return ""


def _sums(parts: Sequence[int]) -> set[int]:
    made = {0}
    for part in parts:
        made |= {total + part for total in made}
    return made


def _columns(attribute: str, small: Stand, great: Stand, gap: int, book: Ledger) -> str:
    """Both reports have the same people in all, counted in different columns."""
    for column in _COLUMNS.get(attribute, ()):
        with_small = _wholes(column, small, book)
        with_great = _wholes(column, great, book)
        if any(more - gap in with_great for more in with_small if more > 0):
            return (
                f"killed and {column} together make the same number in both, so people only moved from one column to the other"
                if attribute == "killed"
                else f"{attribute} and {column} together make the same number in both, so people only moved from one column to the other"
            )
    return ""


def _wholes(column: str, stand: Stand, book: Ledger) -> set[int]:
    return {
        figure.low
        for root in stand.roots
        for figure in book.live(column, root)
        if figure.claim.scope == "incident" and figure.low == figure.high
    }


def _died(attribute: str, small: Stand, great: Stand, gap: int, book: Ledger) -> str:
    """Of those brought out or admitted some have died, and one figure leaves them out."""
    if attribute == "rescued":
        for root in sorted(great.roots):
            if any(figure.low == figure.high == gap for figure in book.live("killed", root)):
                return f"the greater figure counts {gap:,} who had died"
    if attribute == "wounded" and gap > 0:
        dead = book.by_attribute.get("killed", ())
        if any(
            figure.low == figure.high == gap and "died_later" in figure.cues and figure.claim.scope == "subset"
            for figure in dead
        ):
            return f"{gap:,} of the wounded died, and one figure leaves them out"
    return ""


def _hospital(attribute: str, small: Stand, great: Stand, gap: int, book: Ledger) -> str:
    """One hospital's own count is a part of all the wounded."""
    if attribute == "wounded" and all(
        figure.kind == "health" and "at_hospital" in figure.cues for figure in small.figures
    ):
        return "the lesser figure is what one place of treatment counted"
    return ""


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
