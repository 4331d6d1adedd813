"""A statement made ready for comparison: whose word it is, when it was said, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.compare.copies import roots_of
from checker.compare.figures import when
from checker.compare.voices import Voices, is_body
from checker.model import COMPARED_SCOPES, Claim, Report

KINDS = ("responsibility", "victim_status", "cause", "occurrence", "stance")


@dataclass(frozen=True, slots=True)
class Account:
    """One statement with what comparison needs to know of it."""

    claim: Claim
    root: str  # id of the report whose text this is, the original where it is a copy
    voice: int  # equal for one voice under two names
    speaker: str
    named: bool  # the report says whose word it is
    source: str
    first: datetime | None
    last: datetime | None
    cues: frozenset[str]
    body: bool  # the source speaks for itself: a ministry, an army, a union, not an outlet

    @property
    def spoken(self) -> bool:
        """Whether it is on somebody's word, and not the outlet's own telling."""
        return self.named or self.body or "said" in self.cues

    @property
    def weak(self) -> bool:
        """Held for possible only."""
        return "weak" in self.cues

    @property
    def denies(self) -> bool:
        """Said by way of a denial."""
        return "denies" in self.cues

    def words(self, prefix: str) -> frozenset[str]:
        """What cues of one prefix carry: "word", "actor"."""
        return frozenset(cue.partition(":")[2] for cue in self.cues if cue.startswith(f"{prefix}:"))


def accounts(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Account, ...]:
    """The statements of one incident that are neither place nor date, in order of their claims' ids."""
    usable = sorted(
        (
            claim
            for claim in claims
            if claim.attribute in KINDS and claim.scope in COMPARED_SCOPES and claim.report in reports
        ),
        key=lambda claim: claim.id,
    )
    names = {claim.holder for claim in usable if claim.holder}
    names |= {reports[claim.report].source or claim.report for claim in usable}
    voices = Voices(sorted(names))
    roots = roots_of(usable, reports)
    made = []
    for claim in usable:
        report, root = reports[claim.report], roots[claim.id]
        source = reports[root].source or report.source or report.id
        if root != report.id and source not in names:
            source = report.source or report.id
        first, last = when(report)
        made.append(
            Account(
                claim=claim,
                root=root,
                voice=voices.number(claim.holder or source),
                speaker=claim.holder or source,
                named=bool(claim.holder),
                source=report.source or report.id,
                first=first,
                last=last,
                cues=frozenset(claim.cues),
                body=is_body(source),
            )
        )
    return tuple(made)


def apart(one: Account, other: Account) -> bool:
    """Whether two statements are two voices: not one voice twice, not one text under two mastheads.

    Within one report it takes a named holder, else an outlet that reports both sides would contradict itself.
    """
    if one.voice == other.voice:
        return False
    if one.root == other.root:
        return one.named or other.named
    return True


def withdraws(later: Account, earlier: Account) -> bool:
    """Whether one statement takes the other back: it says that it corrects, and denies it or is of the same voice."""
    if "correction" not in later.cues or "correction" in earlier.cues or later.root == earlier.root:
        return False
    if not later.denies and later.voice != earlier.voice and later.source != earlier.source:
        return False
    return earlier.first is None or later.last is None or earlier.first <= later.last


def in_order(group: Sequence[Account]) -> list[Account]:
    """Statements by time, report and place in the text; undated last."""
    return sorted(
        group,
        key=lambda item: (
            item.first is None,
            item.first.timestamp() if item.first else 0.0,
            item.claim.report,
            item.claim.start,
            item.claim.id,
        ),
    )


def some(group: Sequence[Account], most: int = 60) -> list[Account]:
    """The first `most` of a group, the earliest of each voice before its repetitions.

    Whatever is weighed pair by pair is weighed on these, so that a thousand reports take no million steps.
    """
    if len(group) <= most:
        return list(group)
    first: dict[tuple[int, str], Account] = {}
    again: list[Account] = []
    for account in in_order(group):
        key = (account.voice, account.claim.value)
        if key in first:
            again.append(account)
        else:
            first[key] = account
    return [*first.values(), *again][:most]
