"""What time says of two figures that exclude each other: update, stale repetition, or conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from checker.compare.figures import Figure
from checker.compare.intervals import exact, ratio
from checker.compare.positions import Stand
from checker.compare.sums import Ledger, deaths_between, explained
from checker.model import Relation

# Which way a figure moves as time goes by. Displaced people flee and come home.
DOWN = frozenset({"missing"})
_BOTH = frozenset({"displaced"})
# Buildings do not go on falling: from another source, a figure this many times the first is a
# different count, not a later one.
_STRUCTURE_LEAP = 1.5
_FEW_BUILDINGS = 5
_SURVEYORS = frozenset({"state", "health", "aid"})
_DEGREES = frozenset({"uninhabitable", "damaged"})
_BACKWARD = (
    "the lower figure came after the higher one and from another voice, so neither takes the other's place",
    "the higher figure came after the lower one and from another voice, so neither takes the other's place",
)
_RISES = "such counts rise as time goes by, so the later one takes the earlier one's place"
_MOVES = {
    "missing": "such counts fall as people are found, so the later one takes the earlier one's place",
    "displaced": "such counts move as people flee and come home, so the later one takes the earlier one's place",
}
# What one attack fires, and whom it carries off, is settled when it is over.
_AT_ONCE = frozenset({"strikes", "abducted"})
_FIXED = "what one attack fired or whom it took does not grow as time goes by"
_FIRM = frozenset({"total", "confirmed", "final"})
_FIGHTING = ("attackers", "security")
_STATE = frozenset({"force", "police", "state"})
PARTIES = frozenset({"force", "militant"})  # they answer for what was done
# What a party to the fight has an interest to count low, and from which ratio on time does not explain it.
_ANSWERED_FOR = frozenset({"killed", "wounded", "abducted", "vehicles"})
_PLAYED_DOWN = 1.5
# What a body that counts late has counted to the end.
_SETTLED = frozenset({"killed", "structures", "vehicles", "detained"})
# Arrests go on: counsel's figure of a later day is no dispute of the jailer's.
_SAME_WAVE = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two stands relate, by which rule, and in words why."""

    relation: Relation
    rule: str
    reason: str = ""
    stale: tuple[str, ...] = ()  # reports that go on repeating a replaced figure


def by_time(attribute: str, small: Stand, great: Stand, book: Ledger) -> Verdict:
    """Whether the one figure replaces the other as time goes by, or both stand."""
    if not small.dated or not great.dated:
        return _undated(attribute, small, great)
    older, newer = _expected(attribute, small, great)
    if len(small.voices | great.voices) == 1:
        return Verdict("update", "count/own-update", "the same voice gives another figure later")
    at_odds = _whoever_spoke_first(attribute, small, great, book)
    if at_odds:
        return at_odds
    late = repeats(older, newer)
    if not late:
        return _in_turn(attribute, small, great, older)
    stale = _stale(late, older, newer)
    if len(stale) == len(late):
        return Verdict(
            "update",
            "count/stale",
            "an old figure is repeated after a newer one had come up",
            tuple(sorted({f.claim.report for f in stale})),
        )
    if _may_fall(attribute, small, great, book):
        return Verdict("update", "count/fall", "the figure falls as people die, are found or go home")
    if not any(_firm(figure) for figure in late if figure not in stale) or not any(map(_firm, newer.figures)):
        return Verdict("compatible", "count/in-passing", "one of the figures is only told in passing")
    return Verdict("conflict", "count/both-stand", _BACKWARD[attribute in DOWN])


def _whoever_spoke_first(attribute: str, small: Stand, great: Stand, book: Ledger) -> Verdict | None:
    """Conflicts that the order in time does not settle."""
    if _plays_down(attribute, small, great):
        return Verdict(
            "conflict", "count/played-down", "a party to the fight counts far fewer than those who are no party to it"
        )
    if _opponents(small, great):
        return Verdict("conflict", "count/opponents", "two parties to the fight give figures that exclude each other")
    if attribute == "detained" and _jailer_and_counsel(small, great):
        return Verdict(
            "conflict", "count/opponents", "those who hold the detained and those who speak for them count differently"
        )
    if attribute == "structures" and _leaps(small, great, book):
        return Verdict("conflict", "count/leap", "the figures are too far apart for one count of buildings")
    return None


def _in_turn(attribute: str, small: Stand, great: Stand, older: Stand) -> Verdict:
    """Two figures of which the one follows the other in the direction in which such counts move."""
    strangers = not small.voices & great.voices
    if _fixed(attribute, small, great):
        return Verdict("conflict", "count/fixed", _FIXED)
    if strangers and small.start == great.start:
        return Verdict("conflict", "count/simultaneous", "both were given at the same time")
    if strangers and (said := _stands_firm(older, (*small.figures, *great.figures))):
        return Verdict("conflict", "count/stands-firm", said)
    return Verdict("update", "count/later", _MOVES.get(attribute, _RISES))


def _stands_firm(older: Stand, both: Sequence[Figure]) -> str:
    """Why the later figure does not simply take the earlier one's place; "" where nothing says so."""
    if all("closed" in figure.cues and "preliminary" not in figure.cues for figure in older.figures):
        return "the earlier one was given when its count was closed"
    if any("contests" in figure.cues and figure.body for figure in both):
        return "one of those who give them does not accept what others count"
    return ""


def _fixed(attribute: str, small: Stand, great: Stand) -> bool:
    """Whether two voices differ on a number that one attack settled.

    Whom it carried off comes out by and by, so that an outlet's number is no rival there.
    """
    if attribute not in _AT_ONCE or not exact(small) or small.voices & great.voices:
        return False
    if any(figure.cues & {"rise", "superseded"} for figure in great.figures):
        return False
    heard = [all(figure.passing for figure in stand.figures) for stand in (small, great)]
    return attribute == "strikes" or not any(heard)


def _leaps(small: Stand, great: Stand, book: Ledger) -> bool:
    firm = small.high is not None and great.high is not None and great.high < 2 * great.low
    kinds = small.kinds | great.kinds
    surveyed = kinds <= _SURVEYORS or kinds == {""}  # who assess damage, and the press, go on hearing of more
    if small.voices & great.voices or not firm or surveyed or small.low < _FEW_BUILDINGS:
        return False
    degrees = [frozenset().union(*(figure.cues & _DEGREES for figure in stand.figures)) for stand in (small, great)]
    same_degree = degrees[0] == degrees[1]
    return same_degree and ratio(small, great) >= _STRUCTURE_LEAP and not explained("structures", small, great, book)


def _firm(figure: Figure) -> bool:
    """Whether somebody answers for a figure: headline, lead, a holder, words of a total, a source that is no outlet."""
    return figure.headline or figure.lead or not figure.passing or bool(figure.cues & _FIRM)


def _expected(attribute: str, small: Stand, great: Stand) -> tuple[Stand, Stand]:
    """Which of two should be the older where time runs its normal course."""
    if attribute in _BOTH:
        a, b = small.start, great.start
        return (great, small) if a and b and b[0] < a[0] else (small, great)
    return (great, small) if attribute in DOWN else (small, great)


def repeats(older: Stand, newer: Stand) -> list[Figure]:
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
        return claimed[0] is great  # who admits more than the enemy claims disputes nothing
    one, other = small.kinds, great.kinds
    if (one == {"militant"} and other & _STATE) or (other == {"militant"} and one & _STATE):
        return "militant" not in (one & other)
    return False


def _plays_down(attribute: str, small: Stand, great: Stand) -> bool:
    """Whether an armed party counts far fewer than voices that are no authority, whoever spoke first."""
    return (
        attribute in _ANSWERED_FOR
        and bool(small.kinds & PARTIES)
        and small.kinds <= PARTIES | {"police"}
        and not great.kinds & (PARTIES | _STATE)
        and ratio(small, great) >= _PLAYED_DOWN
        and not any(figure.cues & {"rise", "superseded"} for figure in great.figures)
    )


def _interests(small: Stand, great: Stand) -> bool:
    """Whether an interest divides who gives the one figure from who gives the other."""
    one, other = small.kinds - {""}, great.kinds - {""}
    if one & PARTIES or other & PARTIES:
        return (one & PARTIES) != (other & PARTIES)
    return ("civic" in one and bool(other & _STATE)) or ("civic" in other and bool(one & _STATE))


def _jailer_and_counsel(small: Stand, great: Stand) -> bool:
    jailer, counsel = small.kinds - {""}, great.kinds - {""}
    later = small.start and great.start and great.start[0] - small.start[1] > _SAME_WAVE
    return bool(jailer) and jailer <= _STATE and counsel == {"civic"} and not later and not small.voices & great.voices


def _undated(attribute: str, small: Stand, great: Stand) -> Verdict:
    if small.voices == great.voices:
        return Verdict("update", "count/own-update", "the same voice gives another figure at another time")
    cue = "fall" if attribute in DOWN else "rise"
    newest = small if attribute in DOWN else great
    if any(cue in figure.cues for figure in newest.figures if not figure.dated) and not newest.dated:
        return Verdict("update", "count/undated-rise", "the undated report says itself that the figure has moved")
    if attribute == "detained" and small.low == 0:
        return Verdict("compatible", "count/none-yet", "the undated report may be from before the first arrest")
    if _fixed(attribute, small, great):
        return Verdict("conflict", "count/fixed", _FIXED)
    # An undated lesser count may be an early one; a greater one, of a body that answers for it, stands against it.
    stands = attribute in _SETTLED and bool(small.dated) and all(f.body for f in (*small.figures, *great.figures))
    if (small.dated or great.dated) and not stands and not _interests(small, great):
        return Verdict(
            "compatible", "count/undated-move", "one report bears no date, and such a figure moves as time goes by"
        )
    return Verdict("conflict", "count/undated", "no date shows that the one figure replaced the other")


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
