"""Who did it: denials against those who lay it at somebody's door, and two who blame each other."""

from __future__ import annotations

from collections.abc import Sequence

from checker.compare.accounts import Account, apart, some
from checker.compare.disputes import Side, finding
from checker.extract.actors import actor_stems
from checker.model import Discrepancy, Incident

_NEAR = 400  # characters within which a denial answers the blame told before it


def compare_responsibility(incident: Incident, told: Sequence[Account]) -> list[Discrepancy]:
    """At most one finding an incident: who is blamed, and who denies it or blames another."""
    group = [account for account in told if account.claim.attribute == "responsibility"]
    group = [account for account in group if not _of_oneself(account)]
    blamed = some([account for account in group if "attributed" in account.cues or "claimed" in account.cues], 120)
    denials = some([account for account in group if "denied" in account.cues])
    one: dict[str, Account] = {}
    other: dict[str, Account] = {}
    for denial in denials:
        for blame in blamed:
            if apart(denial, blame) and _answers(denial, blame):
                one[blame.claim.id] = blame
                other[denial.claim.id] = denial
    culprits = {blame.words("actor") for blame in blamed if "explicit" in blame.cues and "attributed" in blame.cues}
    if len(culprits) == 1 or one:
        # A group that says "we had no part" goes by a name of its own; whoever is blamed in so many words is meant.
        named = [blame for blame in blamed if "explicit" in blame.cues and "attributed" in blame.cues]
        for denial in denials:
            if "ours" in denial.cues and named and all(apart(denial, blame) for blame in named):
                other[denial.claim.id] = denial
                one.update({blame.claim.id: blame for blame in named})
    if one:
        sides = [
            Side("held responsible", tuple(one[name] for name in sorted(one))),
            Side("denied", tuple(other[name] for name in sorted(other))),
        ]
        reason = "Those who are held responsible deny it."
        return [
            finding(
                incident, "responsibility", "conflict", "denied:responsibility", "who is responsible", sides, reason
            )
        ]
    accused = [account for account in blamed if "attributed" in account.cues]
    return _mutual(incident, accused) or _rivals(incident, [account for account in blamed if "claimed" in account.cues])


def _of_oneself(account: Account) -> bool:
    """Whether a speaker tells of its own doing: that blames nobody."""
    speaker = frozenset(actor_stems(account.speaker))
    return "attributed" in account.cues and (bool(speaker & account.words("actor")) or "ours" in account.cues)


def _answers(denial: Account, blame: Account) -> bool:
    """Whether the blame falls on whoever denies it."""
    deniers = denial.words("actor") | frozenset(actor_stems(denial.speaker))
    if deniers & blame.words("actor"):
        return True
    # In one report the denial that stands right behind the blame answers it.
    return (
        "explicit" in blame.cues
        and denial.claim.report == blame.claim.report
        and 0 <= denial.claim.start - blame.claim.end <= _NEAR
    )


def _mutual(incident: Incident, blamed: Sequence[Account]) -> list[Discrepancy]:
    """Two speakers who name different culprits, one of them the other speaker."""
    sides: dict[str, dict[str, Account]] = {}
    for i, one in enumerate(blamed):
        for other in blamed[i + 1 :]:
            if not (apart(one, other) and "explicit" in one.cues and "explicit" in other.cues):
                continue
            if one.words("actor") & other.words("actor"):
                continue
            speakers = tuple(frozenset(actor_stems(item.speaker)) | item.words("by") for item in (one, other))
            if speakers[0] & other.words("actor") or speakers[1] & one.words("actor"):
                sides.setdefault(one.claim.value, {})[one.claim.id] = one
                sides.setdefault(other.claim.value, {})[other.claim.id] = other
    if not sides:
        return []
    found = [Side(value, tuple(members[name] for name in sorted(members))) for value, members in sorted(sides.items())]
    reason = "Each lays it at another's door."
    return [
        finding(incident, "responsibility", "conflict", "opposites:responsibility", "who is responsible", found, reason)
    ]


def _rivals(incident: Incident, claimed: Sequence[Account]) -> list[Discrepancy]:
    """Two groups that each claim the deed as their own."""
    owners: dict[str, dict[str, Account]] = {}
    for i, one in enumerate(claimed):
        for other in claimed[i + 1 :]:
            names = one.words("actor"), other.words("actor")
            if apart(one, other) and all(names) and not (names[0] <= names[1] or names[1] <= names[0]):
                for account in (one, other):
                    owners.setdefault(f"claimed by {account.speaker}", {})[account.claim.id] = account
    if not owners:
        return []
    sides = [Side(value, tuple(members[name] for name in sorted(members))) for value, members in sorted(owners.items())]
    reason = "More than one claims the deed for itself."
    return [finding(incident, "responsibility", "conflict", "opposites:claimed", "who is responsible", sides, reason)]
