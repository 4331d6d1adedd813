"""Conflicts that lie in whom a figure counts, updates told as one more victim, corrections told by one report alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.compare import words
from checker.compare.figures import BODILY, Figure
from checker.compare.intervals import disjoint
from checker.compare.links import names_a_rival, takes_back
from checker.compare.positions import Stand, stands
from checker.extract.groups import ancestors, relate_groups
from checker.model import COMPARED_SCOPES, Relation

_MOST = 3  # counts shown against a denial
_PARTIES = ("force", "militant", "police")
Special = tuple[str, Relation, tuple[Stand, ...], str]  # rule, relation, stands, reason


def denials(attribute: str, figures: Sequence[Figure]) -> Iterator[Special]:
    """A flat "no civilian was hurt" against another voice's count of civilians."""
    if attribute not in BODILY:
        return
    live = [figure for figure in figures if figure.claim.scope in COMPARED_SCOPES]
    none = [
        figure for figure in live if figure.high == 0 and figure.group == "civilians" and figure.claim.scope == "subset"
    ]
    if not none:
        return
    voices = {figure.voice for figure in none}
    some = [
        figure
        for figure in live
        if figure.low > 0 and "civilians" in ancestors(figure.group) and figure.voice not in voices
    ]
    if some:
        if all(figure.kind not in _PARTIES and _before(figure, some) for figure in none):
            return  # said before anyone was counted, by somebody who has no part in it
        greatest = {figure.root: figure for figure in sorted(some, key=lambda figure: (figure.low, figure.claim.id))}
        yield (
            "count/denied",
            "conflict",
            (*stands(none), *stands(greatest.values())[-_MOST:]),
            "one side says that no civilian was hurt, the other counts civilians",
        )


def _before(early: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure was given before all the others."""
    return early.last is not None and all(other.first is not None and early.last < other.first for other in others)


def rival_accounts(
    attribute: str, figures: Sequence[Figure], at_odds: Sequence[Sequence[Stand]] = ()
) -> Iterator[Special]:
    """The same dead told as fighters by one party and as civilians by others, each as all the dead it knows of.

    Others that a conflict in `at_odds` sets against the party already are left out.
    """
    if attribute not in BODILY:
        return
    live = [figure for figure in figures if figure.claim.scope in COMPARED_SCOPES]
    armed = [figure for figure in live if _counts_fighters(figure) and _all_it_knows(figure, live)]
    if attribute != "killed":  # "neutralised" fighters may all be dead
        armed = [figure for figure in armed if figure.low > 0]
    civil = [figure for figure in live if figure.side == "civil" and figure.low > 1]
    civil += [figure for figure in live if figure.side == "civil" and figure.low == 1 and _all_it_knows(figure, live)]
    for one in armed:
        others = [
            figure
            for figure in civil
            if figure.voice != one.voice
            and figure.root != one.root
            and relate_groups(figure.group, one.group) == "disjoint"
        ]
        if others:
            alike = stands(figure for figure in armed if figure.low == one.low and figure.high == one.high)
            rivals = [stand for stand in stands(_wholes(others, live)) if not _set_apart(alike[0], stand, at_odds)]
            if rivals:
                yield (
                    "count/rival-accounts",
                    "conflict",
                    (*alike, *rivals),
                    "one party says the victims were fighters, the others count civilians",
                )
            return


def _set_apart(one: Stand, other: Stand, at_odds: Sequence[Sequence[Stand]]) -> bool:
    """Whether reports of two stands stand on different sides of some conflict."""
    return any(
        a is not b and a.roots & one.roots and b.roots & other.roots for held in at_odds for a in held for b in held
    )


def _wholes(parts: Sequence[Figure], live: Sequence[Figure]) -> list[Figure]:
    """Figures of civilians, and in place of a part the whole that the same report gives, where it gives one."""
    kept = {}
    for figure in parts:
        wholes = [other for other in live if other.root == figure.root and other.claim.scope == "incident"]
        counted = [other for other in wholes if other.side == "civil"] or [o for o in wholes if o.unit == figure.unit]
        for one in counted or [figure]:
            kept[one.claim.id] = one
    return [kept[name] for name in sorted(kept)]


def _all_it_knows(figure: Figure, live: Sequence[Figure]) -> bool:
    """Whether a figure is of the whole, or its report counts nobody else."""
    if figure.claim.scope == "incident":
        return True
    others = [other for other in live if other.root == figure.root and other.group != figure.group and other.low > 0]
    return not others and figure.low > 1


def _counts_fighters(figure: Figure) -> bool:
    """Whether a party to the fight, or someone who speaks of an enemy, counts fighters here."""
    if figure.high == 0:
        return False
    return figure.hostile or (figure.kind in _PARTIES and "combatants" in ancestors(figure.group))


def next_victims(attribute: str, figures: Sequence[Figure], whole: Sequence[Stand]) -> Iterator[Special]:
    """ "A third person died" after reports that give two."""
    if attribute != "killed":
        return
    for figure in figures:
        if figure.claim.scope not in COMPARED_SCOPES or (figure.low, figure.high) != (1, 1):
            continue
        said = words.words_of(figure.claim.quote)
        rank = next((number for word, number in sorted(words.ordinals().items()) if word in said), 0)
        before = [stand for stand in whole if stand.low == stand.high == rank - 1]
        reached = any(stand.low >= rank and figure.root in stand.roots for stand in whole)
        if rank and before and not reached:
            yield (
                "count/next-victim",
                "update",
                (before[0], *stands([figure])),
                "one more victim is told of than the earlier figure counts",
            )
            return


def own_corrections(attribute: str, figures: Sequence[Figure]) -> Iterator[Special]:
    """A figure that a report withdraws for another, whoever had given it."""
    live = [figure for figure in figures if figure.claim.scope == "incident"]
    given = {figure.low for figure in figures}
    for old in figures:
        if old.low == 0 or not takes_back(old):
            continue
        new = [one for one in live if one.root == old.root and one.unit == old.unit and disjoint(one, old)]
        if any(one.low + old.low in given for one in new):
            continue  # "five had been counted twice": what was struck off, and no figure of its own
        if new:
            yield (
                "count/corrected-inside",
                "correction",
                (*stands([old]), *stands([_nearest(old, new)])),
                "one report gives both and corrects the first by the second",
            )


def contested_inside(attribute: str, figures: Sequence[Figure]) -> Iterator[Special]:
    """A body's figure that a report names beside another voice's, which it holds to, and that no report gives."""
    live = [figure for figure in figures if figure.claim.scope == "incident"]
    given = {(figure.low, figure.high) for figure in figures if figure.claim.scope in COMPARED_SCOPES}
    for old in figures:
        if not names_a_rival(old) or old.low == 0 or not old.kind or (old.low, old.high) in given:
            continue
        new = [
            one
            for one in live
            if one.root == old.root and one.unit == old.unit and one.voice != old.voice and disjoint(one, old)
        ]
        if new:
            yield (
                "count/contested",
                "conflict",
                (*stands([old]), *stands([_nearest(old, new)])),
                "one report names the one figure only beside the other, which it holds to",
            )
            return


def _nearest(old: Figure, others: Sequence[Figure]) -> Figure:
    return min(others, key=lambda one: (abs(one.claim.start - old.claim.start), one.claim.id))
