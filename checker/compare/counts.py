"""The comparer of counts: from the claims of one incident to findings, attribute by attribute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from checker.compare import confidence as sure
from checker.compare.comparable import Matter, matters, refusal, refusals
from checker.compare.estimate import estimate, grade
from checker.compare.explain import number, paragraph, question
from checker.compare.figures import Figure, figures
from checker.compare.links import Links, links, withdrawn
from checker.compare.positions import Stand, joined, shown, stands
from checker.compare.relations import CORRECTIONS, relate
from checker.compare.rivals import contested_inside, denials, next_victims, own_corrections, rival_accounts
from checker.compare.severity import severity
from checker.compare.sums import Ledger, ledger
from checker.compare.timeline import Verdict
from checker.compare.withdrawals import withdrawals
from checker.model import COUNT_ATTRIBUTES, Claim, Discrepancy, Incident, Refusal, Relation, Report, content_id
from checker.settings import Settings

# Of several rules that show one conflict, the one named first is given.
_STRENGTH = (
    "count/held-at-once", "count/contested", "count/said-against", "count/flat-denial", "count/both-stand",
    "count/opponents", "count/played-down", "count/fixed", "count/leap", "count/simultaneous",
    "count/stands-firm", "count/undated",
)  # fmt: skip
# Verdicts that hold as well against what takes a contradicted figure's place, and those they outweigh.
_CARRIED = ("count/both-stand", "count/contested")
_LOOSE = ("count/later", "count/undated-move")
_QUIET = ("count/overlap", "count/sum", "count/beside", "count/undated-between", "count/undated-move", "count/none-yet")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding before it is scored and explained."""

    attribute: str
    matter: str
    relation: Relation
    rule: str
    held: tuple[Stand, ...]
    reason: str = ""
    stale: tuple[str, ...] = ()


def compare_counts(
    incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report], settings: Settings
) -> tuple[tuple[Discrepancy, ...], tuple[Refusal, ...]]:
    """Findings on every count attribute of one incident, and why other claims were not weighed.

    Order of claims and reports does not matter. Time grows with n log n in the number of claims.
    """
    found, refused = _all(claims, reports)
    discrepancies = (_finish(incident, item, reports, settings) for item in found)
    return (
        tuple(sorted(discrepancies, key=lambda item: (-item.severity, item.attribute, item.id))),
        tuple(
            replace(item, incident=incident.id)
            for item in sorted(set(refused), key=lambda item: (item.attribute, item.claims, item.reason))
        ),
    )


def compare_found(
    incident: Incident, claims: Sequence[Claim], reports: Mapping[str, Report], settings: Settings
) -> list[tuple[Found, Discrepancy]]:
    """Each finding with what it was made from; for calibration."""
    return [(item, _finish(incident, item, reports, settings)) for item in _all(claims, reports)[0]]


def _all(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[list[Found], list[Refusal]]:
    counted = [claim for claim in claims if claim.attribute in COUNT_ATTRIBUTES]
    every, old = withdrawals(figures(counted, reports), reports)
    book = ledger(every)
    voices = {(figure.root, figure.voice) for figure in every}
    found: list[Found] = []
    refused: list[Refusal] = []
    for attribute in COUNT_ATTRIBUTES:
        mine = [figure for figure in every if figure.claim.attribute == attribute]
        if not mine:
            continue
        weighed = matters(attribute, mine)
        refused.extend(refusals(attribute, mine, weighed))
        bond = links([*mine, *(figure for figure in old if figure.claim.attribute == attribute)])
        for matter in weighed:
            made, left = _weigh(matter, bond, book, len(voices) > 1)
            found.extend(made)
            refused.extend(left)
        found.extend(_special(attribute, mine, weighed, found))
    return _once(found), refused


def _weigh(matter: Matter, bond: Links, book: Ledger, told_more: bool) -> tuple[list[Found], list[Refusal]]:
    """All relations among the stands on one matter."""
    held = stands(matter.figures)
    verdicts = _verdicts(matter, held, bond, book)
    found: list[Found] = []
    refused: list[Refusal] = []
    conflicts = {pair: verdict for pair, verdict in verdicts.items() if verdict.relation == "conflict"}
    for members in _components(conflicts, len(held)):
        inner = [pair for pair in sorted(conflicts) if pair[0] in members]
        first = min(inner, key=lambda pair: _STRENGTH.index(conflicts[pair].rule))
        best, together = conflicts[first], joined([held[at] for at in members])
        found.append(_found(matter, "conflict", best.rule, together, _between(best.reason, held, first, together)))
    taken_back = {(a, b): withdrawn(held[a], held[b], bond) for a, b in verdicts}
    updates = {pair: verdict for pair, verdict in verdicts.items() if verdict.relation == "update"}
    corrections = {pair: Verdict("correction", rule, CORRECTIONS[rule]) for pair, rule in taken_back.items() if rule}
    relations: tuple[tuple[Relation, dict[tuple[int, int], Verdict]], ...] = (
        ("correction", corrections),
        ("update", updates),
    )
    for relation, inner_pairs in relations:
        for members in _components(inner_pairs, len(held)):
            pairs = [pair for pair in sorted(inner_pairs) if pair[0] in members]
            chain = sorted(joined([held[at] for at in members]), key=_chronological)
            stale = tuple(sorted({name for pair in pairs for name in inner_pairs[pair].stale}))
            told = min(pairs, key=lambda pair: _plainest(inner_pairs[pair], held, pair))
            reason = inner_pairs[told].reason
            if relation == "correction":
                reason = _replaced(reason, held, told)
            found.append(_found(matter, relation, inner_pairs[told].rule, chain, reason, stale))
    found.extend(_compatible(matter, held, verdicts))
    found.extend(
        _found(matter, "agree", "count/same-figure", [stand], "")
        for stand in held
        if stand.independent > 1 and len(stand.roots) > 1 and not stand.merged
    )
    if not found and held and (told_more or len(matter.figures) > 1):
        found.append(_nothing_found(matter, held, verdicts))
    for (a, b), verdict in sorted(verdicts.items()):
        if verdict.relation == "compatible" and verdict.rule not in _QUIET:
            one, other = held[a].figures[0].claim, held[b].figures[0].claim
            refused.append(refusal(matter.attribute, one, other, verdict.reason))
    return found, refused


def _nothing_found(matter: Matter, held: Sequence[Stand], verdicts: Mapping[tuple[int, int], Verdict]) -> Found:
    """What is told where no rule finds anything: that one voice speaks, or why several that differ are no conflict."""
    for (a, b), verdict in sorted(verdicts.items()):
        if not held[a].voices & held[b].voices:
            return _found(matter, verdict.relation, verdict.rule, [held[a], held[b]], verdict.reason)
    return _found(matter, "single", "count/one-voice-only", list(held), "")


def _plainest(verdict: Verdict, held: Sequence[Stand], pair: tuple[int, int]) -> tuple[bool, bool, str, int]:
    """One rule stands for a whole chain: a stale repetition is worth telling, then the plainest, then the nearest."""
    gap = abs(held[pair[0]].low - held[pair[1]].low)
    plain = ("count/later", "count/corrected-inside", "count/withdrawn")
    return not verdict.stale, verdict.rule not in plain, verdict.rule, gap


def _between(reason: str, held: Sequence[Stand], pair: tuple[int, int], shown_with: Sequence[Stand]) -> str:
    """The reason, with the two figures it is about where more than two are shown."""
    if len(shown_with) < 3 or not reason:
        return reason
    small, great = (number(held[at]) for at in sorted(pair, key=lambda at: held[at].low))
    return f"as to {small} against {great}, {reason}"


def _replaced(reason: str, held: Sequence[Stand], pair: tuple[int, int]) -> str:
    """Which figure a correction puts in the place of which, where dates tell."""
    old, new = sorted((held[at] for at in pair), key=_chronological)
    if old.start is None or new.start is None or old.start == new.start:
        return reason
    return f"{number(new)} takes the place of {number(old)}: {reason}"


def _compatible(matter: Matter, held: Sequence[Stand], verdicts: Mapping[tuple[int, int], Verdict]) -> list[Found]:
    """Each figure that leaves room ("dozens", "15 to 20") with those in its room, and each pair a sum explains."""
    found = []
    alike: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for pair, verdict in sorted(verdicts.items()):
        if verdict.rule in _QUIET and verdict.rule != "count/overlap":
            alike.setdefault((verdict.rule, verdict.reason), []).append(pair)
    for (rule, reason), pairs in sorted(alike.items()):
        groups = _components(pairs, len(held))
        found += [_found(matter, "compatible", rule, [held[at] for at in group], reason) for group in groups]
    rooms: list[frozenset[int]] = []
    for at, stand in enumerate(held):
        if stand.low == stand.high:
            continue
        room = [
            other
            for other in range(len(held))
            if other != at and verdicts[min(at, other), max(at, other)].rule == "count/overlap"
        ]
        kept: list[int] = []
        for other in sorted(
            room, key=lambda other: (-held[other].independent, abs(held[other].low - stand.low), other)
        ):
            if all(verdicts[min(other, near), max(other, near)].relation != "conflict" for near in kept):
                kept.append(other)
        if kept:
            rooms.append(frozenset([at, *kept]))
    for members in rooms:
        if not any(members < other for other in rooms):
            inside = [held[which] for which in sorted(members)]
            together = joined(inside)
            inside = list(together) if len(together) > 1 else inside
            found.append(
                _found(matter, "compatible", "count/overlap", inside, "each figure leaves room for the others")
            )
    return found


def _verdicts(matter: Matter, held: Sequence[Stand], bond: Links, book: Ledger) -> dict[tuple[int, int], Verdict]:
    verdicts = {
        (a, b): relate(matter.attribute, held[a], held[b], bond, book) for a, b in combinations(range(len(held)), 2)
    }
    for (a, b), verdict in sorted(verdicts.items()):
        if verdict.rule == "count/undated" and _bridged(verdicts, held, a, b):
            verdicts[a, b] = Verdict(
                "compatible", "count/undated-between", "the undated figure fits a toll on the move"
            )
    _carry_on(verdicts, held)
    # Who contradicts a voice's latest figure does not update that voice's earlier one.
    for (a, b), verdict in sorted(verdicts.items()):
        if verdict.relation == "update" and any(
            _contradicts(verdicts, held, a, b, c) for c in range(len(held)) if c not in (a, b)
        ):
            verdicts[a, b] = replace(
                verdict,
                relation="compatible",
                rule="count/dropped",
                reason="the other voice's later figure is contradicted",
            )
    return verdicts


def _carry_on(verdicts: dict[tuple[int, int], Verdict], held: Sequence[Stand]) -> None:
    """Who contradicts a figure also contradicts those that later take its place, unless his own lies beyond them."""
    for (a, b), verdict in sorted(verdicts.items()):
        if verdict.rule not in _CARRIED:
            continue
        for one, other in ((a, b), (b, a)):
            for c in range(len(held)):
                if c in (a, b) or held[c].voices & held[one].voices or _passes(held, other, c, one):
                    continue
                moved_on = verdicts[min(other, c), max(other, c)].relation == "update"
                pair = min(one, c), max(one, c)
                if moved_on and verdicts[pair].rule in _LOOSE:
                    verdicts[pair] = verdict


def _passes(held: Sequence[Stand], start: int, end: int, mark: int) -> bool:
    """Whether a toll on its way from `start` to `end` comes to `mark`, or back to it."""
    low, high = sorted((held[start].low, held[end].low))
    return low < held[mark].low <= high or held[start].low > held[end].low >= held[mark].low


def _bridged(verdicts: Mapping[tuple[int, int], Verdict], held: Sequence[Stand], a: int, b: int) -> bool:
    """Whether an undated figure fits a toll on the move.

    It lies between two dated figures of which one updates the other, or leaves room for a dated one
    that the other figure updates.
    """
    undated, other = (a, b) if not held[a].dated else (b, a)
    moving = [
        pair
        for pair, verdict in verdicts.items()
        if verdict.relation == "update" and held[pair[0]].dated and held[pair[1]].dated and undated not in pair
    ]
    for one, two in moving:
        low, high = sorted((held[one], held[two]), key=lambda stand: stand.low)
        if other in (one, two) and low.low < held[undated].low <= (held[undated].high or held[undated].low) < high.low:
            return True
        near = two if other == one else one
        met = verdicts[min(undated, near), max(undated, near)].rule == "count/overlap"
        if other in (one, two) and met and held[near].high is not None:
            return True
    return False


def _contradicts(verdicts: Mapping[tuple[int, int], Verdict], held: Sequence[Stand], a: int, b: int, c: int) -> bool:
    """Whether c continues one of a and b in the same voice and conflicts with the other."""
    for near, far in ((a, b), (b, a)):
        follows = verdicts[min(near, c), max(near, c)]
        against = verdicts[min(far, c), max(far, c)]
        shared = held[near].voices & held[c].voices and not held[near].voices & held[far].voices
        if shared and follows.relation == "update" and against.relation == "conflict":
            return True
    return False


def _components(pairs: Iterable[tuple[int, int]], count: int) -> list[list[int]]:
    """Connected groups of stands, of two or more members."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for a, b in pairs:
        parent[max(root(a), root(b))] = min(root(a), root(b))
    groups: dict[int, list[int]] = {}
    for at in range(count):
        groups.setdefault(root(at), []).append(at)
    return [members for members in groups.values() if len(members) > 1]


def _found(
    matter: Matter, relation: Relation, rule: str, held: Sequence[Stand], reason: str, stale: tuple[str, ...] = ()
) -> Found:
    return Found(matter.attribute, matter.name, relation, rule, tuple(held), reason, stale)


def _chronological(stand: Stand) -> tuple[bool, float, int]:
    start = stand.start
    return start is None, start[1].timestamp() if start else 0.0, stand.low


def _special(attribute: str, mine: Sequence[Figure], weighed: Sequence[Matter], found: Sequence[Found]) -> list[Found]:
    """What single figures cannot show: a flat denial, rival accounts of who the dead are, a next victim."""
    whole = next((matter for matter in weighed if matter.name == ""), None)
    at_odds = [item.held for item in found if item.relation == "conflict" and item.attribute == attribute]
    made = []
    for rule, relation, held, reason in (
        *denials(attribute, mine),
        *(rival_accounts(attribute, mine, at_odds) if len(weighed) < 2 else ()),
        *(next_victims(attribute, mine, stands(whole.figures)) if whole else ()),
        *own_corrections(attribute, mine),
        *(contested_inside(attribute, mine) if not at_odds else ()),
    ):
        if rule == "count/denied" and _told(found, held):
            continue
        if relation == "correction" and _corrected(found, attribute, held):
            continue
        made.append(Found(attribute, "", relation, rule, held, reason))
    return made


def _told(found: Sequence[Found], held: Sequence[Stand]) -> bool:
    """Whether one sentence's denial ("no one was hurt") already makes a finding under another attribute."""
    spans = {(f.claim.report, f.claim.start, f.claim.end) for stand in held for f in stand.figures if f.high == 0}
    return any(
        (figure.claim.report, figure.claim.start, figure.claim.end) in spans
        for item in found
        if item.rule == "count/denied"
        for stand in item.held
        for figure in stand.figures
    )


def _corrected(found: Sequence[Found], attribute: str, held: Sequence[Stand]) -> bool:
    """Whether a finding tells already that this report puts the one figure in the place of the other."""
    told = [item for item in found if item.relation == "correction" and item.attribute == attribute]
    wanted = {stand.low for stand in held}
    return any(
        wanted <= {stand.low for stand in item.held} and any(held[0].roots & stand.roots for stand in item.held)
        for item in told
    )


def _once(found: Iterable[Found]) -> list[Found]:
    """Each finding once; two that rest on the same claims and say the same are one."""
    kept: dict[tuple[str, str, frozenset[str]], Found] = {}
    for item in found:
        key = (item.attribute, item.relation, frozenset(f.claim.id for stand in item.held for f in stand.figures))
        kept.setdefault(key, item)
    return list(kept.values())


def _finish(incident: Incident, item: Found, reports: Mapping[str, Report], settings: Settings) -> Discrepancy:
    used = {f.claim.report: reports[f.claim.report] for stand in item.held for f in stand.figures}
    low, best, high = estimate(item.held, settings.policy)
    evidence = sorted({(f.claim.report, f.claim.quote) for stand in item.held for f in stand.figures})
    return Discrepancy(
        id=content_id("d", item.attribute, item.relation, item.matter, *(part for pair in evidence for part in pair)),
        incident=incident.id,
        attribute=item.attribute,
        relation=item.relation,
        severity=severity(item.attribute, item.relation, item.held),
        confidence=sure.confidence(sure.features(item.attribute, item.relation, item.rule, item.held)),
        rule=item.rule,
        explanation=paragraph(
            item.relation, item.held, question(item.attribute, item.matter), item.reason, used, item.stale
        ),
        positions=tuple(shown(stand) for stand in item.held),
        low=low,
        best=best,
        high=high,
        grade=grade(item.relation, item.held) if settings.grade == "airwars" else "",
    )
