"""It happened, it did not: denials of an event against those who tell of it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.compare.accounts import Account, apart, in_order, some
from checker.compare.disputes import Side, finding
from checker.extract.events import kin_of, kinds, label_of, question_of
from checker.model import Discrepancy, Incident

_TELLINGS = 300  # tellings that are held against each denial
# Kinds of violence that a denial with an object may answer whatever word it uses for the act.
_VIOLENCE = frozenset(["strike", "shelling", "shooting", "attack", "blast"])


def compare_events(incident: Incident, told: Sequence[Account]) -> list[Discrepancy]:
    """At most one finding an incident: the event that one account denies and another tells of."""
    events = [account for account in told if account.claim.topic == "event"]
    denials = some([account for account in events if account.denies])
    tellings = some([account for account in events if not account.denies and not account.weak], _TELLINGS)
    against: dict[str, Account] = {}
    denied: dict[str, Account] = {}
    for denial in denials:
        for telling in tellings:
            if apart(denial, telling) and answers(denial, telling):
                denied[denial.claim.id] = denial
                against[telling.claim.id] = telling
    if not denied:
        return []
    label = in_order(list(denied.values()))[0].claim.value.removeprefix("no ")
    kind = next((name for name in kinds() if label_of(name) == label), kinds()[0])
    sides = [
        Side(f"{label} took place", tuple(against[name] for name in sorted(against))),
        Side(f"no {label} took place", tuple(denied[name] for name in sorted(denied))),
    ]
    reason = "What one side denies the other tells as a fact."
    return [finding(incident, "occurrence", "conflict", f"denied:{kind}", question_of(kind), sides, reason)]


def _kin(denial: Account) -> frozenset[str]:
    return frozenset().union(*(kin_of(kind) for kind in sorted(denial.words("kind"))))


def answers(denial: Account, telling: Account) -> bool:
    """Whether what is denied is what is told.

    They must be of kin; where the denial names what the event would have befallen, they must share a
    word on it, and then any two kinds of violence are kin.
    """
    wanted = denial.words("word")
    shared = bool(wanted & telling.words("word"))
    if (telling.words("kind") & denial.words("kind")) - _VIOLENCE:
        return True  # of tear gas, a stampede, a leak there is one in question
    if wanted and not shared:
        return False
    if telling.words("kind") & _kin(denial):
        return True
    return shared and bool(denial.words("kind") & _VIOLENCE) and bool(telling.words("kind") & _VIOLENCE)
