"""A sentence-pair model's opinion on accounts that no rule can weigh, marked as such.

It is asked only where a caller gives a model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checker.compare.accounts import Account, apart, some
from checker.compare.disputes import Side, finding
from checker.model import Discrepancy, Incident

# Takes (premise, hypothesis) pairs; gives the probability that each pair contradicts.
Pairing = Callable[[Sequence[tuple[str, str]]], Sequence[float]]

SURE = 0.9  # probability from which a contradiction is told
_MOST_TELLINGS = 60
_MOST_PAIRS = 40  # pairs of one incident that the model reads
_SHARED = 2  # words that two accounts must share to speak of one thing


def second_opinions(
    incident: Incident, told: Sequence[Account], taken: frozenset[str], pairing: Pairing
) -> list[Discrepancy]:
    """Contradictions that the model sees between quoted accounts; `taken` are sentences in a finding already.

    A pair is read both ways and must contradict both ways.
    """
    tellings = some(
        [one for one in told if one.claim.topic == "account" and one.spoken and one.claim.sentence not in taken],
        _MOST_TELLINGS,
    )
    pairs = _pairs(tellings)
    there = pairing([(one.claim.sentence, other.claim.sentence) for one, other in pairs])
    back = pairing([(other.claim.sentence, one.claim.sentence) for one, other in pairs])
    found = []
    for (one, other), first, second in zip(pairs, there, back, strict=True):
        if min(first, second) >= SURE:
            sides = [Side(account.claim.value, (account,)) for account in (one, other)]
            reason = "A sentence-pair model takes the two for contradictory; no rule weighed them."
            found.append(finding(incident, "stance", "conflict", "opinion:account", "what happened", sides, reason))
    return found


def _pairs(tellings: Sequence[Account]) -> list[tuple[Account, Account]]:
    """The pairs of two voices that share most words, best first."""
    ranked = []
    for i, one in enumerate(tellings):
        for other in tellings[i + 1 :]:
            shared = len(one.words("word") & other.words("word"))
            if shared >= _SHARED and apart(one, other):
                ranked.append((-shared, one.claim.id, other.claim.id, one, other))
    ranked.sort(key=lambda item: item[:3])
    return [(one, other) for *_, one, other in ranked[:_MOST_PAIRS]]
