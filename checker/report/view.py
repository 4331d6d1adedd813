"""What the page and the Markdown report show: plain data, looked up by `arrange`, no markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from checker.model import Discrepancy, content_id
from checker.report import text as words
from checker.report.charts import Chart
from checker.report.passages import Piece
from checker.review import Decision

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\Z")


def anchor(kind: str, name: str) -> str:
    """A fragment identifier that is safe in any attribute, whatever the id holds."""
    return f"{kind}-{name}" if _SAFE_ID.match(name) else content_id(kind, name)


@dataclass(frozen=True, slots=True)
class Voice:
    """A report that holds a position."""

    name: str
    when: str
    anchor: str
    copy_of: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that carries the evidence for a position."""

    pieces: tuple[Piece, ...]
    name: str
    when: str
    holders: tuple[str, ...]
    anchor: str  # of the first claim's words in the report's text


@dataclass(frozen=True, slots=True)
class PositionView:
    """One answer, who gives it, and the sentences it rests on."""

    letter: str
    value: str
    said_by: tuple[str, ...]
    independent: int
    voices: tuple[Voice, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class RefusalView:
    """A reason why claims were not weighed against each other, and which."""

    reason: str
    pairs: tuple[tuple[str, str], ...]
    count: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One card."""

    id: str
    anchor: str
    attribute: str
    relation: str
    values: tuple[str, ...]  # the first few positions
    between: str  # what stands between two of them
    more: int  # positions that are not among `values`
    incident: str  # label
    incident_anchor: str
    severity: float
    confidence: float
    rule: str
    explanation: str
    estimate: tuple[tuple[str, str], ...]  # name, number: lowest, best-supported, highest
    grade: str
    positions: tuple[PositionView, ...]
    chart: Chart | None
    refusals: tuple[RefusalView, ...]
    decision: Decision | None

    @property
    def headline(self) -> str:
        """The positions in one line: "8 against 1"."""
        line = f" {self.between} ".join(self.values)
        return f"{line} and {self.more:,} more" if self.more else line


@dataclass(frozen=True, slots=True)
class IncidentView:
    """One incident with its cards."""

    id: str
    anchor: str
    label: str
    span: str
    places: tuple[str, ...]
    independent: int
    reports: tuple[Voice, ...]
    names: tuple[str, ...]  # ids of these
    loud: tuple[Finding, ...]
    quiet: tuple[Finding, ...]
    refusals: tuple[tuple[str, tuple[RefusalView, ...]], ...]  # attribute, reasons: those on no card

    @property
    def quiet_counts(self) -> tuple[tuple[str, int], ...]:
        """How many quiet findings of each relation there are."""
        return relation_counts(self.quiet)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One row of the claims table."""

    anchor: str
    incident: str
    incident_anchor: str
    attribute: str
    value: str
    scope: str
    subject: str
    holder: str
    source: str
    report_anchor: str
    quote: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report with every claim marked."""

    anchor: str
    name: str
    title: str
    when: str
    path: str
    copy_of: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in all, whether it is shown or not."""

    reports: int
    copies: int
    incidents: int
    claims: int
    conflicts: int  # that must be looked at
    dismissed: int  # conflicts that a reviewer has dismissed
    claimless: int  # reports in which no claim was read


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything a report folder tells a person."""

    counts: Counts
    skipped: tuple[tuple[str, str], ...]
    claimless: tuple[str, ...]  # what the reports without a claim are called; none where they are many
    incidents: tuple[IncidentView, ...]  # those that must be looked at first, by severity; at most MAX_INCIDENTS
    reports: tuple[ReportView, ...]  # of these incidents, by time
    relations: tuple[tuple[str, int], ...]
    claims: tuple[ClaimView, ...]
    model: tuple[str, str]
    settings: tuple[tuple[str, str], ...]


def relation_counts(findings: Sequence[Finding | Discrepancy]) -> tuple[tuple[str, int], ...]:
    """How many findings of each relation there are, in the order of relations, none left at zero."""
    found = Counter(item.relation for item in findings)
    order = [*words.RELATIONS, *sorted(set(found) - set(words.RELATIONS))]
    return tuple((name, found[name]) for name in order if found[name])
