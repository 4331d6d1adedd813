"""A sentence-pair model's opinion on what no rule has weighed, marked as such.

Sentences of two voices are paired across the reports of an incident, those first that speak of one matter; the model
says which pairs cannot both be true, and pairs that share a sentence make one dispute.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from checker.compare.accounts import Account, apart, some, withdraws
from checker.compare.disputes import Side, finding
from checker.compare.nli import Opinion, Pairing
from checker.compare.words import has, words_of
from checker.extract.phrases import negates
from checker.extract.statements import WHOLE_SENTENCES
from checker.model import Discrepancy, Incident, Relation

SURE = 0.55  # probability from which a contradiction is told; benchmarks/README.md says what others bring
_LIKELY = 0.3  # from which a pair is read the other way round, too
_MOST_TELLINGS = 80
_MOST_PAIRS = 60  # pairs of one incident that are read; twice as many find one dispute in seventy more
_RETOLD = 0.7  # share of common words from which two sentences are one, told twice
_WORDS_A_LIKENESS = 8.0  # shared rare words, in nats, that weigh as much as one whole cosine


def second_opinions(
    incident: Incident, told: Sequence[Account], taken: frozenset[str], counted: frozenset[str], pairing: Pairing
) -> list[Discrepancy]:
    """Disputes that the model sees between sentences.

    `taken` are sentences in a finding already, `counted` those that hold a figure.
    """
    whole = [one for one in told if one.claim.rule in WHOLE_SENTENCES and not one.weak]
    tellings = some([one for one in whole if one.claim.sentence not in taken], _MOST_TELLINGS)
    judged = _judged(_pairs(tellings, counted), pairing)
    relations: tuple[tuple[Relation, str, list[Judged]], ...] = (
        ("conflict", "no rule weighed them", [item for item in judged if not _corrects(*item[1:])]),
        ("correction", "the later report says that it corrects", [item for item in judged if _corrects(*item[1:])]),
    )
    return [
        finding(
            incident, opinion.matter, relation, "opinion:telling", "what happened",
            [Side(_value(side), side) for side in sides],
            f"A sentence-pair model takes the two for contradictory; {reason}.",
            confidence=opinion.odds,
        )
        for relation, reason, pairs in relations
        for opinion, sides in _disputes(pairs)
    ]  # fmt: skip


def _corrects(one: Account, other: Account) -> bool:
    return withdraws(one, other) or withdraws(other, one)


def _value(side: tuple[Account, ...]) -> str:
    return min(side, key=lambda account: (len(account.claim.value), account.claim.id)).claim.value


Judged = tuple[Opinion, Account, Account]


def _judged(pairs: Sequence[tuple[Account, Account]], pairing: Pairing) -> list[Judged]:
    """The pairs that contradict, read both ways, the surest first."""
    there = pairing([(one.claim.sentence, other.claim.sentence) for one, other in pairs])
    again = [at for at, opinion in enumerate(there) if opinion.odds >= _LIKELY]
    back = pairing([(pairs[at][1].claim.sentence, pairs[at][0].claim.sentence) for at in again])
    found = []
    for at, other_way in zip(again, back, strict=True):
        odds = round((there[at].odds + other_way.odds) / 2, 2)
        if odds >= SURE:
            surer = max(there[at], other_way, key=lambda opinion: opinion.odds)
            found.append((Opinion(odds, surer.matter), *pairs[at]))
    return sorted(found, key=lambda item: (-item[0].odds, item[1].claim.id, item[2].claim.id))


def _disputes(judged: Sequence[Judged]) -> list[tuple[Opinion, tuple[tuple[Account, ...], tuple[Account, ...]]]]:
    """Pairs that share a sentence as one dispute with two sides; the surest pair opens it."""
    opened: list[tuple[Opinion, tuple[list[Account], list[Account]]]] = []
    place: dict[str, tuple[int, int]] = {}  # claim: its dispute, its side
    for opinion, one, other in judged:
        known, new = (one, other) if one.claim.id in place else (other, one)
        if known.claim.id not in place:
            place[one.claim.id], place[other.claim.id] = (len(opened), 0), (len(opened), 1)
            opened.append((opinion, ([one], [other])))
        elif new.claim.id not in place:
            dispute, side = place[known.claim.id]
            place[new.claim.id] = (dispute, 1 - side)
            opened[dispute][1][1 - side].append(new)
    return [(opinion, (tuple(one), tuple(other))) for opinion, (one, other) in opened]


def _pairs(tellings: Sequence[Account], counted: frozenset[str]) -> list[tuple[Account, Account]]:
    """The pairs of two voices, or of one that corrects itself, that are likeliest to speak of one matter, best first.

    Two sentences with figures are weighed by their figures, and one sentence told twice contradicts nothing.
    """
    from checker.group.static import encode

    if len(tellings) < 2:
        return []
    vectors = encode([account.claim.sentence for account in tellings])
    words = [account.words("word") for account in tellings]
    counting = [account.claim.sentence in counted for account in tellings]
    holders = Counter(word for held in words for word in held)
    rarity = {word: math.log(len(tellings) / count) for word, count in holders.items()}
    ranked = []
    for i, one in enumerate(tellings):
        for j in range(i + 1, len(tellings)):
            other = tellings[j]
            two = apart(one, other) or _corrects(one, other)
            if two and not (_retold(one, other) or _awaited(one, other) or (counting[i] and counting[j])):
                shared = sum(rarity[word] for word in sorted(words[i] & words[j]))
                likeness = float(vectors[i] @ vectors[j]) + shared / _WORDS_A_LIKENESS
                ranked.append((-round(likeness, 3), one.claim.id, other.claim.id, one, other))
    ranked.sort(key=lambda item: item[:3])
    return [(one, other) for *_, one, other in ranked[:_MOST_PAIRS]]


def _awaited(one: Account, other: Account) -> bool:
    """Whether the earlier of two says that something is not so yet, which the later may answer."""
    if one.last is None or other.last is None or one.last == other.last:
        return False
    earlier = one if one.last < other.last else other
    return has(words_of(earlier.claim.sentence), "awaited")


def _retold(one: Account, other: Account) -> bool:
    """Whether two sentences use the same words to say the same, and do not differ in a "not"."""
    words, others = one.words("word"), other.words("word")
    if len(words & others) <= _RETOLD * len(words | others):
        return False
    return _negated(one) == _negated(other)


def _negated(account: Account) -> bool:
    return any(negates(word) for word in words_of(account.claim.sentence))
