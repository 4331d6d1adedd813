"""Which of a report's figures is its own answer, where it gives several for one question.

A report that says "nine dead" in its headline and "six at Bushika, three in Sironko" below it has one
figure and two parts. Reading does not always tell them apart, so the comparison looks once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checker.compare.figures import Figure
from checker.compare.intervals import disjoint, exact, ratio
from checker.extract.attribution import other_account
from checker.extract.groups import relate_groups

_WIDER = frozenset({"several_places", "running_total"})
_PART = frozenset({"part", "part_after"})
_CORRECTS = frozenset({"correction"})
_UNSURE = frozenset({"estimate"})
_MOST = 12
_BESIDE = 120  # characters within which two figures are told in one breath
# The lost and those cut off, the homeless and those moved to safety, are counted apart.
_MIXED = frozenset({"missing", "displaced"})
_FAR = 5.0

WIDER = "it adds up several places or a longer time"
PART = "it is a part of the figure its report gives"
BESIDE = "its report gives another figure for the whole"
GUESS = "its report counts, and gives this as an estimate"


def set_aside(figures: Iterable[Figure]) -> dict[str, str]:
    """Figures given for the whole incident that are not their report's answer, by claim id, each with the reason."""
    by_report: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        if figure.claim.scope == "incident":
            by_report.setdefault(_key(figure), []).append(figure)
    found: dict[str, str] = {}
    for _, members in sorted(by_report.items()):
        if len({(figure.low, figure.high) for figure in members}) > 1:
            found.update(_within(members))
    return found


def too_great(figures: Iterable[Figure]) -> frozenset[str]:
    """Figures told as a part that are greater than any whole their own report gives, by claim id.

    A part cannot exceed its whole: such a figure answers for the whole on another voice's word. Of
    several in one report the greatest is taken.
    """
    kept = list(figures)
    tops: dict[tuple[str, str, str], int] = {}
    for figure in kept:
        if figure.claim.scope == "incident":
            reach = figure.low if figure.high is None else figure.high
            tops[_key(figure)] = max(tops.get(_key(figure), 0), reach)
    best: dict[tuple[str, str, str], Figure] = {}
    for figure in kept:
        told = figure.claim.scope == "subset" and figure.body and not figure.side and not figure.cues & _PART
        if told and figure.low > max(tops.get(_key(figure), figure.low), 1):
            held = best.get(_key(figure))
            best[_key(figure)] = figure if held is None or figure.low > held.low else held
    return frozenset(figure.claim.id for figure in best.values())


def lone_parts(figures: Iterable[Figure]) -> frozenset[str]:
    """Figures told as a part where their report gives no whole, and another report gives the same as the whole.

    By claim id. Of several in one report only the greatest can stand for the whole.
    """
    kept = list(figures)
    wholes = {_key(figure) for figure in kept if figure.claim.scope == "incident"}
    given: dict[tuple[str, str, int, int | None], set[str]] = {}
    for figure in kept:
        if figure.claim.scope == "incident":
            given.setdefault((figure.claim.attribute, figure.unit, figure.low, figure.high), set()).add(figure.root)
    best: dict[tuple[str, str, str], Figure] = {}
    for figure in kept:
        if figure.claim.scope == "subset" and _key(figure) not in wholes and not figure.cues & _PART:
            held = best.get(_key(figure))
            best[_key(figure)] = figure if held is None or figure.low > held.low else held
    return frozenset(
        figure.claim.id
        for figure in best.values()
        if figure.low > 1
        and given.get((figure.claim.attribute, figure.unit, figure.low, figure.high), set()) - {figure.root}
    )


def other_accounts(figures: Iterable[Figure]) -> frozenset[str]:
    """Figures told as a part that are another account's own whole, by claim id.

    On the word of "another account", or of a voice that is set against another's whole in one breath: "hospital
    says three shot dead, police say one".
    """
    kept = list(figures)
    wholes: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in kept:
        if figure.claim.scope == "incident" and figure.named:
            wholes.setdefault(_key(figure), []).append(figure)
    told = (
        figure
        for figure in kept
        # In words of correction a part is what was struck off: "three had been entered twice".
        if figure.claim.scope == "subset" and figure.named and figure.numbered and not figure.cues & (_PART | _CORRECTS)
    )
    return frozenset(
        figure.claim.id
        for figure in told
        if other_account(figure.speaker) or any(_set_against(figure, whole) for whole in wholes.get(_key(figure), ()))
    )


def _set_against(part: Figure, whole: Figure) -> bool:
    """Whether two voices' figures stand side by side, and nothing says that the lesser is of one place or group."""
    beside = abs(part.claim.start - whole.claim.start) <= _BESIDE
    alike = part.group == whole.group or not (part.group and whole.group)
    return beside and alike and part.voice != whole.voice and not (part.place or part.side) and disjoint(part, whole)


def _key(figure: Figure) -> tuple[str, str, str]:
    return figure.claim.attribute, figure.claim.report, figure.unit


def _within(members: Sequence[Figure]) -> dict[str, str]:
    found: dict[str, str] = {}
    for test in (_wider, _guesses, _parts, _under_headline, _lesser):
        kept = [figure for figure in members if figure.claim.id not in found]
        found.update(test(kept))
    return found


def _cued(members: Sequence[Figure], cues: frozenset[str], reason: str) -> dict[str, str]:
    """Figures with a cue, where the report has one without it too."""
    plain = [figure for figure in members if not figure.cues & cues]
    if not plain:
        return {}
    voices = {figure.voice for figure in plain}
    return {
        figure.claim.id: reason
        for figure in members
        if figure.cues & cues
        and not figure.headline
        and (not figure.named or figure.voice in voices)
        and all(disjoint(figure, other) for other in plain)
    }


def _own_word(one: Figure, other: Figure) -> bool:
    """Whether two figures of one report stand on two voices' words, which is a dispute and no slip."""
    return one.voice != other.voice and (one.named and (other.named or other.body))


def _wider(members: Sequence[Figure]) -> dict[str, str]:
    return _cued(members, _WIDER, WIDER)


def _guesses(members: Sequence[Figure]) -> dict[str, str]:
    return _cued(members, _UNSURE, GUESS)


def _parts(members: Sequence[Figure]) -> dict[str, str]:
    """Figures that add up to the greatest of the report."""
    single = [figure for figure in members if exact(figure) and figure.low > 0]
    if not single:
        return {}
    top = max(figure.low for figure in single)
    lesser = sorted({figure.low for figure in single if figure.low < top}, reverse=True)[:_MOST]
    for addends in _addends(lesser, top):
        chosen = [figure for figure in single if figure.low in addends]
        totals = [figure for figure in single if figure.low == top]
        shared = {figure.voice for figure in totals} & {figure.voice for figure in chosen}
        disputed = not shared and any(_own_word(figure, other) for figure in chosen for other in totals)
        if not disputed and not any(figure.headline for figure in chosen):
            return {figure.claim.id: PART for figure in chosen}
    return {}


def _addends(numbers: Sequence[int], total: int) -> list[set[int]]:
    """Two or three of `numbers` that make `total`."""
    found = [{a, b} for at, a in enumerate(numbers) for b in numbers[at + 1 :] if a + b == total]
    found += [
        {a, b, c}
        for at, a in enumerate(numbers)
        for nth, b in enumerate(numbers[at + 1 :], at + 1)
        for c in numbers[nth + 1 :]
        if a + b + c == total
    ]
    return found


def _under_headline(members: Sequence[Figure]) -> dict[str, str]:
    """What the text says on nobody's word, or on the headline's, and the headline does not."""
    headlines = [figure for figure in members if figure.headline]
    if not headlines:
        return {}
    voices = {figure.voice for figure in headlines}
    return {
        figure.claim.id: BESIDE
        for figure in members
        if not figure.headline
        and (not figure.named or figure.voice in voices)
        and all(disjoint(figure, headline) for headline in headlines)
        and not figure.cues & _CORRECTS
    }


def _lesser(members: Sequence[Figure]) -> dict[str, str]:
    """Of one voice's several figures all but the greatest, and single persons beside a count."""
    found = {}
    for figure in members:
        for other in members:
            if not disjoint(figure, other) or other.low < figure.low:
                continue
            if relate_groups(figure.group, other.group) == "disjoint" or figure.headline:
                continue
            if figure.claim.attribute in _MIXED and ratio(figure, other) > _FAR:
                continue
            single = figure.high == 1 and not figure.numbered and not _own_word(other, figure)
            people = figure.unit == other.unit == "people"
            if (figure.low > 0 or people) and (figure.voice == other.voice or single):
                found[figure.claim.id] = PART
    return found
