"""A finding on statements: positions, severity, confidence, and the paragraph that explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.compare.accounts import Account, in_order
from checker.compare.explain import plain
from checker.compare.severity import RELATION_WEIGHTS
from checker.model import Discrepancy, Incident, Position, Relation, content_id

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEIGHT = {"occurrence": 0.95, "responsibility": 0.85, "victim_status": 0.85, "cause": 0.8, "stance": 0.7}
_QUOTE = 160
_MOST = 3
# Share of findings of each rule that were right on annotated cases.
_CONFIDENCE = {
    "denied": 0.8,
    "answers": 0.75,
    "opposites": 0.65,
    "withdrawn": 0.8,
    "agree": 0.85,
    "single": 0.9,
}


@dataclass(frozen=True, slots=True)
class Side:
    """One answer and all who give it."""

    value: str
    accounts: tuple[Account, ...]


def finding(
    incident: Incident,
    attribute: str,
    relation: Relation,
    rule: str,
    question: str,
    sides: Sequence[Side],
    reason: str,
    confidence: float | None = None,
) -> Discrepancy:
    """Build one finding on a dispute; sides come in any order. Without `confidence` it has that of its rule."""
    ordered = sorted(sides, key=lambda side: side.value)
    positions = tuple(_position(side) for side in ordered)
    voices = {account.voice for side in ordered for account in side.accounts}
    severity = RELATION_WEIGHTS[relation] * _WEIGHT[attribute] * (0.7 + 0.3 * min(1.0, len(voices) / 5))
    return Discrepancy(
        id=content_id(
            "d",
            incident.id,
            attribute,
            relation,
            rule,
            *(f"{item.value}={','.join(item.reports)}" for item in positions),
        ),
        incident=incident.id,
        attribute=attribute,
        relation=relation,
        severity=round(min(1.0, severity), 3),
        confidence=_CONFIDENCE[rule.partition(":")[0]] if confidence is None else confidence,
        rule=rule,
        explanation=paragraph(relation, question, ordered, reason),
        positions=positions,
    )


def _position(side: Side) -> Position:
    return Position(
        value=side.value,
        reports=tuple(sorted({item.claim.report for item in side.accounts})),
        claims=tuple(sorted({item.claim.id for item in side.accounts})),
        independent_reports=min(len({item.voice for item in side.accounts}), len({item.root for item in side.accounts}))
        or 1,
        holders=tuple(sorted({item.speaker for item in side.accounts})),
    )


def paragraph(relation: Relation, question: str, sides: Sequence[Side], reason: str) -> str:
    """Who says what, when, on whose word, and why both cannot be true."""
    reports = {account.claim.report for side in sides for account in side.accounts}
    lead = {
        "conflict": f"The reports disagree on {question}.",
        "correction": f"What was first reported on {question} was withdrawn.",
        "update": f"What is said on {question} changed as time went by.",
        "agree": f"The reports agree on {question}.",
        "compatible": f"The accounts of {question} differ and can both be true.",
        "single": f"Only one {'voice' if len(reports) > 1 else 'report'} speaks on {question}.",
    }[relation]
    return " ".join([lead, *(_said(side) for side in sides), reason]).strip()


def _said(side: Side) -> str:
    first: dict[int, Account] = {}
    for account in in_order(side.accounts):
        first.setdefault(account.voice, account)
    shown = list(first.values())[:_MOST]
    parts = [_one(account) for account in shown]
    more = len(first) - len(shown)
    if more:
        parts.append(f"{more} other{'s' if more > 1 else ''} to the same effect")
    told = "; ".join(parts)
    value = plain(side.value)
    # A whole sentence is its own value: once is enough.
    if any(plain(account.claim.sentence.strip()).startswith(value.rstrip(" …")) for account in shown):
        return f"{told[:1].upper()}{told[1:]}."
    return f"{value[:1].upper()}{value[1:]}: {told}."


def _one(account: Account) -> str:
    quote = plain(account.claim.sentence.strip(), _QUOTE).replace("“", "'").replace("”", "'").replace('"', "'")
    outlet = plain(account.source)
    who = f"{plain(account.speaker)}, quoted by {outlet}" if account.named else outlet
    return f"{who} {_moment(account)} (“{quote.rstrip('.')}”)"


def _moment(account: Account) -> str:
    if account.first is None:
        return "in an undated report"
    day = f"on {account.first.day} {_MONTHS[account.first.month - 1]} {account.first.year}"
    return day + ("" if account.first != account.last else f" at {account.first:%H:%M}")
