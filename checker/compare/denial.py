"""One account says what another negates, on whatever matter: paired by the words they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.compare.accounts import Account, apart, some
from checker.compare.disputes import Side, finding
from checker.compare.words import words_of
from checker.extract.accounts import ANSWER
from checker.extract.content import content_stems
from checker.model import Discrepancy, Incident

_MOST = 100  # negations weighed in one incident, and tellings looked at for each word
_READ = 4000  # characters of a report in which its words are counted
_BEFORE = 300  # characters to what a denial answers
_NEAR = 4  # words
_COVER = 0.5  # share of the negated clause's words that the telling must hold
_CLAUSE = 3  # words of a clause without a denied verb that the telling must hold ...
_MOSTLY = 0.7  # ... and their share
_COMMON = 0.5  # a word in more than this share of an incident's tellings tells nothing apart


def compare_accounts(
    incident: Incident, told: Sequence[Account], texts: Mapping[str, str], taken: frozenset[str]
) -> list[Discrepancy]:
    """Findings on negations that some telling contradicts.

    `texts` are those of the incident's reports by id, copies left out; `taken` are sentences that a
    finding rests on already.
    """
    accounts = [account for account in told if account.claim.topic == "account"]
    negatives = [account for account in accounts if account.denies and account.claim.sentence not in taken]
    tellings = [account for account in accounts if not account.denies]
    common = _common(texts) if negatives else frozenset()
    index = _index(tellings, common)
    by_report: dict[str, list[Account]] = {}
    for telling in tellings:
        by_report.setdefault(telling.claim.report, []).append(telling)
    found = []
    for negative in some(negatives, _MOST):
        near = {telling.claim.id: telling for word in _asked(negative) for telling in index.get(word, ())}
        against = [
            near[name] for name in sorted(near) if apart(negative, near[name]) and _meets(negative, near[name], common)
        ]
        if ANSWER in negative.words("not"):
            against = _answered(negative, by_report.get(negative.claim.report, ()))
        if against:
            sides = [Side(f"denied: {negative.claim.value}", (negative,)), Side("told", tuple(against))]
            reason = "What one side says is what the other says is not so."
            found.append(finding(incident, "stance", "conflict", "denied:account", "what happened", sides, reason))
    return found


def _common(texts: Mapping[str, str]) -> frozenset[str]:
    """Words that most reports of the incident share: they tell of the incident, not of the matter."""
    holds: dict[str, int] = {}
    for _, text in sorted(texts.items())[:_MOST]:
        for word in content_stems(words_of(text[:_READ])):
            holds[word] = holds.get(word, 0) + 1
    reports = min(len(texts), _MOST)
    return frozenset(word for word, count in holds.items() if reports > 2 and count > _COMMON * reports)


def _index(tellings: Sequence[Account], common: frozenset[str]) -> dict[str, list[Account]]:
    """The tellings by their words, at most `_MOST` a word."""
    index: dict[str, list[Account]] = {}
    for telling in tellings:
        for word in sorted(telling.words("word") - common):
            held = index.setdefault(word, [])
            if len(held) < _MOST:
                held.append(telling)
    return index


def _asked(negative: Account) -> list[str]:
    """The words under which a telling that contradicts can be found."""
    predicate = negative.words("not")
    return sorted(negative.words("word") if predicate == {"*"} else predicate)


def _answered(negative: Account, tellings: Sequence[Account]) -> list[Account]:
    """What another speaker told just before in the same report: the last such telling."""
    before = [
        telling
        for telling in tellings
        if 0 <= negative.claim.start - telling.claim.end <= _BEFORE and telling.spoken and apart(negative, telling)
    ]
    return before and [max(before, key=lambda telling: (telling.claim.end, telling.claim.id))]


def _meets(negative: Account, telling: Account, common: frozenset[str]) -> bool:
    """Whether a telling says what the negation bears on, of the same thing."""
    words, held = negative.words("word") - common, telling.words("word")
    shared = words & held
    predicate = negative.words("not")
    if predicate != {"*"} and not (negative.spoken and telling.spoken):
        return False
    if predicate == {"*"}:
        return len(shared) >= 2 and len(shared) >= _COVER * len(words)
    if "absence" in negative.cues:
        # "No aid truck has reached the town" bears on the whole clause.
        clause = words | predicate
        if len(clause & held) >= _CLAUSE and len(clause & held) >= _MOSTLY * len(clause):
            return True
    if not words and "existential" in negative.cues:
        return predicate <= held - common
    if not (predicate <= held and shared and len(shared) >= _COVER * len(words)):
        return False
    return len(shared) > 1 or "absence" in negative.cues or _side_by_side(telling.claim.sentence, predicate, shared)


def _side_by_side(sentence: str, predicate: frozenset[str], shared: frozenset[str]) -> bool:
    """Whether the denied word stands within a few words of another that the two accounts share."""
    stems = [content_stems([word]) for word in words_of(sentence)]
    at = [k for k, found in enumerate(stems) if predicate & set(found)]
    near = [k for k, found in enumerate(stems) if shared & set(found)]
    return any(abs(one - other) <= _NEAR for one in at[:_MOST] for other in near[:_MOST])
