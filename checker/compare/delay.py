"""How long help took: lengths of time that are too far apart to be one."""

from __future__ import annotations

from collections.abc import Sequence

from checker.compare.accounts import Account, apart, some
from checker.compare.disputes import Side, finding
from checker.model import Discrepancy, Incident

_TIMES = 1.5  # the longer wait is at least so many times the shorter ...
_LEAST = 5  # ... and so many minutes more
_ANY = "any"


def compare_delays(incident: Incident, told: Sequence[Account]) -> list[Discrepancy]:
    """At most one finding an incident: two accounts of how long the same kind of help took."""
    delays = some([account for account in told if account.claim.topic == "delay" and not account.weak])
    at_odds: dict[str, Account] = {}
    for one in delays:
        for other in delays:
            if apart(one, other) and _same_help(one, other) and _longer(one, other):
                at_odds |= {one.claim.id: one, other.claim.id: other}
    if not at_odds:
        return []
    values = sorted({account.claim.value for account in at_odds.values()})
    sides = [
        Side(value, tuple(at_odds[name] for name in sorted(at_odds) if at_odds[name].claim.value == value))
        for value in values
    ]
    reason = "The same help cannot have come so fast and so late."
    return [finding(incident, "stance", "conflict", "opposites:delay", "how long help took", sides, reason)]


def _same_help(one: Account, other: Account) -> bool:
    kinds = one.words("help"), other.words("help")
    return bool(kinds[0] & kinds[1]) or _ANY in kinds[0] | kinds[1]


def _longer(one: Account, other: Account) -> bool:
    """Whether the least that one account allows is clearly more than the most that the other does."""
    least, most = (int(min(words, default="-1")) for words in (one.words("least"), other.words("most")))
    return most >= 0 and least >= most * _TIMES and least - most >= _LEAST
