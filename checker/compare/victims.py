"""Whether the dead were fighters or civilians, by whom each report counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.compare.explain import paragraph
from checker.compare.figures import Figure, figures
from checker.compare.intervals import ratio
from checker.compare.positions import Stand, shown, stands
from checker.extract.groups import ancestors
from checker.model import COMPARED_SCOPES, Claim, Discrepancy, Incident, Position, Report, content_id

RULE = "victims/fighters-or-civilians"
_QUESTION = "who the dead were"
_REASON = "the same dead cannot all be fighters and be civilians"
_CONFIDENCE = 0.7  # share of such findings that were right on annotated cases
_SEVERITY = 0.8
# Where both sides may have died, only figures this near to each other count the same dead.
_NEAR = 1.5
_STRUCK = frozenset({"air strike", "drone", "missile", "shelling"})


def compare_victims(
    incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report]
) -> tuple[Discrepancy, ...]:
    """One finding where a voice counts fighters only and another civilians only; else nothing."""
    killed = [claim for claim in claims if claim.attribute == "killed" and claim.scope in COMPARED_SCOPES]
    if len({claim.report for claim in killed}) < 2:
        return ()
    accounts: dict[tuple[str, int], list[Figure]] = {}
    for figure in figures(killed, reports):
        if figure.low > 0:
            accounts.setdefault((figure.root, figure.voice), []).append(figure)
    armed = [figure for _, told in sorted(accounts.items()) for figure in _only(told, "combatants")]
    civil = [figure for _, told in sorted(accounts.items()) for figure in _only(told, "civilians")]
    struck = any(claim.attribute == "cause" and claim.value in _STRUCK for claim in claims)
    pairs = [
        (one, other)
        for one in armed
        for other in civil
        if one.voice != other.voice and (struck or ratio(one, other) <= _NEAR)
    ]
    if not pairs:
        return ()
    sides = (
        ("fighters", stands({one.claim.id: one for one, _ in pairs}.values())),
        ("civilians", stands({other.claim.id: other for _, other in pairs}.values())),
    )
    return (_finding(incident, sides, reports),)


def _only(told: Sequence[Figure], status: str) -> list[Figure]:
    """One account's figures of one status; none where it counts the other status too.

    Fighters must be given as all the dead; a child among them is enough to contradict that.
    """
    other = "civilians" if status == "combatants" else "combatants"
    if any(other in ancestors(figure.group) for figure in told):
        return []
    mine = [figure for figure in told if status in ancestors(figure.group)]
    if status == "civilians":
        return mine
    return [one for one in mine if one.claim.scope == "incident" and (one.side == "attackers" or one.hostile)]


def _finding(
    incident: Incident, sides: Sequence[tuple[str, Sequence[Stand]]], reports: Mapping[str, Report]
) -> Discrepancy:
    positions = tuple(_position(noun, held) for noun, held in sides)
    held = [stand for _, group in sides for stand in group]
    evidence = sorted({figure.claim.id for stand in held for figure in stand.figures})
    used = {figure.claim.report: reports[figure.claim.report] for stand in held for figure in stand.figures}
    return Discrepancy(
        id=content_id("d", incident.id, "victim_status", RULE, *evidence),
        incident=incident.id,
        attribute="victim_status",
        relation="conflict",
        severity=_SEVERITY,
        confidence=_CONFIDENCE,
        rule=RULE,
        explanation=paragraph("conflict", held, _QUESTION, _REASON, used, ()),
        positions=positions,
    )


def _position(noun: str, held: Sequence[Stand]) -> Position:
    parts = [shown(stand) for stand in held]
    return Position(
        value=f"only {noun}",
        reports=tuple(sorted({name for part in parts for name in part.reports})),
        claims=tuple(sorted({name for part in parts for name in part.claims})),
        independent_reports=min(
            len({voice for stand in held for voice in stand.voices}),
            len({root for stand in held for root in stand.roots}),
        ),
        holders=tuple(sorted({name for part in parts for name in part.holders})),
    )
