"""Who did it: denials of responsibility against those who lay it at somebody's door."""

from __future__ import annotations

from collections.abc import Sequence

from checker.compare.accounts import Account, apart
from checker.compare.disputes import Side, finding
from checker.compare.words import words_of
from checker.extract.content import content_stems
from checker.model import Discrepancy, Incident


def compare_responsibility(incident: Incident, told: Sequence[Account]) -> list[Discrepancy]:
    """At most one finding an incident: who is blamed, and who denies it."""
    group = [account for account in told if account.claim.attribute == "responsibility"]
    blamed = [account for account in group if "attributed" in account.cues]
    denials = [account for account in group if "denied" in account.cues]
    claimed = [account for account in group if "claimed" in account.cues]
    one, other = {}, {}
    for denial in denials:
        for blame in (*blamed, *claimed):
            if apart(denial, blame) and _of_denier(denial, blame):
                one[blame.claim.id] = blame
                other[denial.claim.id] = denial
    if not one:
        return []
    sides = [
        Side("held responsible", tuple(one[name] for name in sorted(one))),
        Side("denied", tuple(other[name] for name in sorted(other))),
    ]
    reason = "Those who are held responsible deny it."
    return [
        finding(incident, "responsibility", "conflict", "denied:responsibility", "who is responsible", sides, reason)
    ]


def _of_denier(denial: Account, blame: Account) -> bool:
    """Whether the blame falls on whoever denies it."""
    names = denial.words("actor") | set(content_stems(words_of(denial.speaker)))
    return bool(names & blame.words("actor"))
