"""It happened, it did not: denials of an event against those who tell of it."""

from __future__ import annotations

from collections.abc import Sequence

from checker.compare.accounts import Account, apart
from checker.compare.disputes import Side, finding
from checker.extract.events import kin_of, kinds, question_of
from checker.model import Discrepancy, Incident


def compare_events(incident: Incident, told: Sequence[Account]) -> list[Discrepancy]:
    """At most one finding an incident: the events that one account denies and another tells of."""
    events = [account for account in told if account.claim.attribute == "occurrence" and account.claim.topic in kinds()]
    denials = [account for account in events if account.claim.value == "did not happen"]
    tellings = [account for account in events if account.claim.value == "happened" and not account.weak]
    against: dict[str, Account] = {}
    denied: dict[str, Account] = {}
    for denial in denials:
        for telling in tellings:
            if telling.claim.topic in kin_of(denial.claim.topic) and apart(denial, telling) and _same(denial, telling):
                denied[denial.claim.id] = denial
                against[telling.claim.id] = telling
    if not denied:
        return []
    topic = min(denied.values(), key=lambda item: item.claim.id).claim.topic
    sides = [
        Side("it happened", tuple(against[name] for name in sorted(against))),
        Side("it did not happen", tuple(denied[name] for name in sorted(denied))),
    ]
    reason = "What one side denies the other tells as a fact."
    return [finding(incident, "occurrence", "conflict", f"denied:{topic}", question_of(topic), sides, reason)]


def _same(denial: Account, telling: Account) -> bool:
    """Whether what is denied is what is told: they share a word on what it befell, where the denial names any."""
    wanted = denial.words("word")
    return not wanted or bool(wanted & telling.words("word"))
