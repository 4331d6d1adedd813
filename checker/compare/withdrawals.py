"""Figures that a report repeats only to put another in their place, whatever reading made of them.

"The list of 113 is withdrawn", "read 15 instead of 9": the old number stands there without a word that
says what it counts, and reading often drops it, or takes it for the report's own. The comparison
knows more than one report, and so which number was given before, and of what.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.compare import words
from checker.compare.figures import Figure
from checker.compare.intervals import Interval, disjoint, same
from checker.extract.cues import cue_context
from checker.extract.numbers import find_quantities
from checker.extract.sentences import sentence_spans
from checker.model import COMPARED_SCOPES, Report

_MOST = 40  # old numbers that are looked for in one report
_STRAIGHT = 3  # words before a number in which a "not" refuses it
_SENTENCE = 600  # characters of a sentence that are read


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A number in words that withdraw or refuse it. Offsets of its sentence are into the report's text."""

    low: int
    high: int | None
    start: int
    end: int
    own_words: bool  # words of correction; else the number is only refused ("and not 540")


def withdrawn_numbers(report: Report) -> tuple[Withdrawn, ...]:
    """The numbers of `report` in a sentence that withdraws, or straight behind a "not". Linear in its length."""
    text = report.text
    spans = sentence_spans(text)
    starts = [start for start, _ in spans]
    marked = {bisect_right(starts, at) - 1 for at, _, cue in cue_context(text, spans).hits if cue == "correction"}
    found = []
    for index, (first, last) in enumerate(spans):
        told = words.words_of(text[first : min(last, first + _SENTENCE)])
        own = index in marked or words.has(told, "revised")
        if not own and not words.has(told, "refused"):
            continue
        for quantity in find_quantities(text[first:last]):
            before = words.words_of(text[first : first + quantity.start])[-_STRAIGHT:]
            if (quantity.countable or not quantity.reason) and (own or words.has(before, "refused")):
                found.append(Withdrawn(quantity.low, quantity.high, first, last, own))
    return tuple(sorted(set(found), key=lambda item: (item.start, item.low, item.high or 0))[:_MOST])


def withdrawals(
    figures: Iterable[Figure], reports: Mapping[str, Report]
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures with the old ones among them denied, and further old figures that reading had dropped.

    An old figure is a number that another report gave before, and that this report names in words that
    withdraw while it gives another for the same. A dropped one is returned as the report's own figure
    with the old number, for links only.
    """
    kept = list(figures)
    by_report: dict[str, dict[str, list[Figure]]] = {}
    given: dict[tuple[int, int | None], list[Figure]] = {}
    for figure in kept:
        if figure.claim.report == figure.root:
            by_report.setdefault(figure.root, {}).setdefault(figure.claim.attribute, []).append(figure)
        if figure.claim.scope in COMPARED_SCOPES and figure.low > 0:
            given.setdefault((figure.low, figure.high), []).append(figure)
    denied = {name for own in by_report.values() for told in own.values() for name in _put_right(told)}
    dropped: list[Figure] = []
    for root in sorted(by_report) if len(by_report) > 1 else ():
        for number in withdrawn_numbers(reports[root]):
            for attribute in _meant(number, _before(number, root, given, reports), by_report[root]):
                old = _before(number, root, given, reports)[attribute]
                taken, new = _taken(number, root, by_report[root][attribute], given, reports)
                denied.update(figure.claim.id for figure in taken)
                if new is not None:
                    dropped.append(_as_old(new, number, old))
    return tuple(_denied(figure) if figure.claim.id in denied else figure for figure in kept), tuple(dropped)


def _put_right(told: Sequence[Figure]) -> set[str]:
    """Ids of a report's figures in words of correction beside one that it calls the correct figure."""
    right = [one for one in told if words.has(words.words_of(one.claim.quote), "right_figure")]
    return {
        figure.claim.id
        for figure in told
        if right and figure.claim.scope == "incident" and "correction" in figure.cues
        if all(disjoint(figure, one) for one in right)
    }


def _before(
    number: Interval, root: str, given: Mapping[tuple[int, int | None], Sequence[Figure]], reports: Mapping[str, Report]
) -> dict[str, list[Figure]]:
    """Who gave a number before the report `root`, by attribute. Without dates only the same source counts."""
    found: dict[str, list[Figure]] = {}
    published, source = reports[root].published, reports[root].source
    for figure in given.get((number.low, number.high), ()):
        dated = published is not None and figure.last is not None
        earlier = dated and published is not None and figure.last is not None and figure.last < published
        if figure.root != root and (earlier or (not dated and reports[figure.root].source == source)):
            found.setdefault(figure.claim.attribute, []).append(figure)
    return found


def _taken(
    number: Withdrawn,
    root: str,
    own: Sequence[Figure],
    given: Mapping[tuple[int, int | None], Sequence[Figure]],
    reports: Mapping[str, Report],
) -> tuple[list[Figure], Figure | None]:
    """Which of a report's own figures are the old number, and which figure takes its place, if any does."""
    beside = [figure for figure in own if number.start <= figure.claim.start < number.end]
    if any(figure.claim.scope == "negated" for figure in beside):
        return [], None  # reading has seen which of them is the old one
    live = [figure for figure in own if figure.claim.scope in COMPARED_SCOPES and not same(figure, number)]
    fresh = [figure for figure in beside if figure in live and not _before(figure, root, given, reports)]
    taken = [figure for figure in own if same(figure, number)]
    if taken and not (fresh and all(figure in beside for figure in taken)):
        return [], None
    chosen = fresh or (live if number.own_words and not taken else [])
    return taken, min(chosen, key=lambda one: (abs(one.claim.start - number.start), one.claim.id), default=None)


def _meant(number: Withdrawn, before: Mapping[str, object], own: Mapping[str, Sequence[Figure]]) -> list[str]:
    """Of which attributes the number is meant: of the one that fits, else of those the sentence speaks of."""
    fitting = sorted(attribute for attribute in before if attribute in own)
    if len(fitting) < 2:
        return fitting
    return [name for name in fitting if any(number.start <= f.claim.start < number.end for f in own[name])]


def _as_old(new: Figure, number: Withdrawn, before: Sequence[Figure]) -> Figure:
    """The old number on the word of whoever gives the new one. Who refuses his own figure corrects it."""
    corrects = number.own_words or any(figure.voice == new.voice for figure in before)
    cues = frozenset({"correction"} if corrects else {"dispute"})
    return replace(new, low=number.low, high=number.high, cues=cues, claim=replace(new.claim, scope="negated"))


def _denied(figure: Figure) -> Figure:
    return replace(figure, claim=replace(figure.claim, scope="negated"), cues=figure.cues | {"correction"})
