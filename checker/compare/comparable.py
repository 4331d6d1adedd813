"""What may be compared with what: matters, each with its figures, and every refusal with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.compare.figures import Figure
from checker.compare.mains import lone_parts, other_accounts, set_aside, too_great
from checker.model import COMPARED_SCOPES, Claim, Refusal

SIDES = ("attackers", "security")
_UNIT = {"structures": "structures", "vehicles": "vehicles"}


@dataclass(frozen=True, slots=True)
class Matter:
    """One question: how many of these people or things, in this incident."""

    attribute: str
    name: str  # "", "attackers", "security", "households" ...; "" for the incident as a whole
    figures: tuple[Figure, ...]


def matters(attribute: str, figures: Sequence[Figure]) -> tuple[Matter, ...]:
    """The questions that the figures of one attribute answer, each with its figures."""
    aside = set_aside(figures)
    live = [figure for figure in figures if figure.claim.scope in COMPARED_SCOPES and figure.claim.id not in aside]
    two_sided = _two_sided(live)
    raised = too_great(live) | lone_parts(live) | other_accounts(live)
    sorted_out: dict[str, list[Figure]] = {}
    for figure in live:
        if two_sided and figure.side in SIDES:
            sorted_out.setdefault(figure.side, []).append(figure)
        elif figure.claim.scope == "incident" or figure.claim.id in raised:
            sorted_out.setdefault(_unit(attribute, figure), []).append(figure)
    made = (
        Matter(attribute, name, tuple(_mains(members) if name in SIDES else members))
        for name, members in sorted(sorted_out.items())
    )
    return tuple(matter for matter in made if matter.figures)


def _unit(attribute: str, figure: Figure) -> str:
    """ "" for the attribute's usual unit, else the unit's name: households are not people."""
    usual = _UNIT.get(attribute, "people")
    if attribute == "strikes":
        return "" if figure.unit in ("munitions", "strikes", "explosions", "people", "") else figure.unit
    return "" if figure.unit in (usual, "") else figure.unit


def _two_sided(figures: Iterable[Figure]) -> bool:
    """Whether the dead of two sides are counted apart.

    A report that gives both counts each as a part, or one voice gives both sides as wholes.
    """
    sides: dict[tuple[str, int], set[str]] = {}
    for figure in figures:
        if figure.side in SIDES and figure.claim.scope == "subset" and figure.low > 1:
            if not figure.cues & {"part", "part_after"}:
                return True
        elif figure.side and figure.claim.scope == "incident":
            sides.setdefault((figure.root, figure.voice), set()).add(figure.side)
    return any("attackers" in found and len(found) > 1 for found in sides.values())


def _mains(figures: Sequence[Figure]) -> list[Figure]:
    """Of each voice in each report its greatest figure on a side; the lesser ones are parts of it.

    A single person told of ("a suicide bomber blew himself up") is no count of a side.
    """
    best: dict[tuple[str, int], Figure] = {}
    for figure in figures:
        if figure.claim.scope == "subset" and (figure.low, figure.high) == (1, 1):
            continue
        key = (figure.claim.report, figure.voice)
        held = best.get(key)
        if held is None or (figure.low, figure.claim.scope) > (held.low, held.claim.scope):
            best[key] = figure
    return [
        figure
        for figure in figures
        if best.get((figure.claim.report, figure.voice)) is figure
        or any(
            kept.low == figure.low and kept.high == figure.high
            for kept in (best.get((figure.claim.report, figure.voice)),)
            if kept is not None
        )
    ]


_REASONS = {
    "other": "it counts another incident, or adds several up",
    "negated": "it is denied, feared, or already replaced where it stands",
    "subset": "it counts a part of those counted",
}


def refusals(attribute: str, figures: Sequence[Figure], weighed: Sequence[Matter]) -> tuple[Refusal, ...]:
    """Why a figure was not weighed against this incident's: one refusal for each figure left aside."""
    against = _anchor(weighed)
    if against is None:
        return ()
    aside = set_aside(figures)
    inside = {figure.claim.id for matter in weighed for figure in matter.figures}
    found = [
        refusal(
            attribute,
            figure.claim,
            against,
            aside.get(figure.claim.id) or _REASONS.get(figure.claim.scope, "it counts a part"),
        )
        for figure in figures
        if figure.claim.id not in inside and figure.claim.id != against.id
    ]
    for matter in weighed:
        if matter.name and matter.figures[0].claim.id != against.id:
            reason = (
                f"one counts {matter.name}, the other people"
                if matter.name not in SIDES
                else f"one counts the dead or hurt among the {matter.name} alone"
            )
            found.append(refusal(attribute, matter.figures[0].claim, against, reason))
    return tuple(found)


def _anchor(weighed: Sequence[Matter]) -> Claim | None:
    """The claim that stands for the incident's own figure: of the whole where there is one."""
    ordered = sorted(weighed, key=lambda matter: (matter.name != "", -len(matter.figures), matter.name))
    for matter in ordered:
        if matter.figures:
            return min(matter.figures, key=lambda item: (item.claim.report, item.claim.start, item.claim.id)).claim
    return None


def refusal(attribute: str, one: Claim, other: Claim, reason: str) -> Refusal:
    """A refusal with its claims in order, so that it does not depend on who asked."""
    first, second = sorted((one.id, other.id))
    return Refusal(one.incident, attribute, (first, second), reason)
