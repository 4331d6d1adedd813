"""Typed matters with fixed answers: coordinated or not, gates locked or open, what caused the blast."""

from __future__ import annotations

from collections.abc import Sequence

from checker.compare.accounts import Account, apart, some, withdraws
from checker.compare.disputes import Side, finding
from checker.extract.topics import Topic, topics
from checker.model import Discrepancy, Incident


def compare_topics(incident: Incident, told: Sequence[Account], one_death: bool = True) -> list[Discrepancy]:
    """One finding for each matter on which the accounts are at odds.

    `one_death` says that no report counts more than one dead: only then can "shot" and "fell" be of one victim.
    """
    by_topic: dict[str, list[Account]] = {}
    for account in told:
        if account.claim.topic in topics() and topics()[account.claim.topic].attribute == account.claim.attribute:
            by_topic.setdefault(account.claim.topic, []).append(account)
    found = []
    for name, group in sorted(by_topic.items()):
        one = _weigh(incident, topics()[name], group, one_death)
        if one:
            found.append(one)
    return found


def _weigh(incident: Incident, topic: Topic, group: Sequence[Account], one_death: bool) -> Discrepancy | None:
    at_odds: set[str] = set()
    answered = False
    withdrawn = False
    sample = [
        account for value in sorted({item.claim.value for item in group}) for account in some(_giving(group, value))
    ]
    for i, one in enumerate(sample):
        for other in sample[i + 1 :]:
            if not topic.exclude(one.claim.value, other.claim.value):
                continue
            if withdraws(one, other) or withdraws(other, one):
                withdrawn = True
                at_odds |= {one.claim.id, other.claim.id}
            elif apart(one, other) and _serious(topic, one, other, one_death):
                answered = answered or one.denies or other.denies
                at_odds |= {one.claim.id, other.claim.id}
    if not at_odds:
        return _undisputed(incident, topic, group)
    weighed = {account.claim.id for account in sample}
    values = {account.claim.value for account in sample if account.claim.id in at_odds}
    sides = _sides(
        [
            account
            for account in group
            if account.claim.id in at_odds or (account.claim.id not in weighed and account.claim.value in values)
        ]
    )
    if withdrawn:
        reason = "The later report takes the earlier version back."
        return finding(
            incident, topic.attribute, "correction", f"withdrawn:{topic.name}", topic.question, sides, reason
        )
    reason = "Both cannot be true of one event."
    rule = f"{'answers' if answered else 'opposites'}:{topic.name}"
    return finding(incident, topic.attribute, "conflict", rule, topic.question, sides, reason)


def _giving(group: Sequence[Account], value: str) -> list[Account]:
    return [account for account in group if account.claim.value == value]


def _serious(topic: Topic, one: Account, other: Account, one_death: bool) -> bool:
    """Whether two excluding answers are a dispute and not two possibilities, or two halves of the truth."""
    if topic.about and not one.words("word") & other.words("word"):
        return False
    if one.weak or other.weak:
        strong = other if one.weak else one
        return not strong.weak and strong.denies
    if topic.binary and (one.denies or other.denies):
        return True
    if one.claim.value.startswith("not ") or other.claim.value.startswith("not "):
        return True
    if topic.explicit or (topic.single and not (one_death and "death" in one.cues | other.cues)):
        return False
    return not topic.named or (one.spoken and other.spoken)


def _sides(group: Sequence[Account]) -> list[Side]:
    values: dict[str, list[Account]] = {}
    for account in group:
        values.setdefault(account.claim.value, []).append(account)
    return [Side(value, tuple(members)) for value, members in sorted(values.items())]


def _undisputed(incident: Incident, topic: Topic, group: Sequence[Account]) -> Discrepancy | None:
    """A finding on what independent reports agree on, or on what one alone says; None for what is no news."""
    if topic.attribute != "stance" or any(account.weak for account in group):
        return None
    values = {account.claim.value for account in group}
    if len(values) != 1:
        return None
    (value,) = values
    sides = [Side(value, tuple(group))]
    if len({account.root for account in group}) > 1 and len({account.voice for account in group}) > 1:
        return finding(incident, topic.attribute, "agree", f"agree:{topic.name}", topic.question, sides, "")
    if topic.attribute == "stance" and any(account.denies for account in group):
        return finding(incident, topic.attribute, "single", f"single:{topic.name}", topic.question, sides, "")
    return None
