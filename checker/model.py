"""The vocabulary every stage speaks: frozen, slotted dataclasses and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    import pandas

    from checker.settings import Settings

Scope = Literal["incident", "subset", "other", "negated"]
Relation = Literal["conflict", "update", "correction", "compatible", "agree", "single"]

COUNT_ATTRIBUTES: tuple[str, ...] = (
    "killed",
    "wounded",
    "missing",
    "detained",
    "abducted",
    "displaced",
    "rescued",
    "strikes",
    "structures",
    "vehicles",
)
STATEMENT_ATTRIBUTES: tuple[str, ...] = (
    "location",
    "date",
    "responsibility",
    "victim_status",
    "cause",
    "occurrence",
    "stance",
)
ATTRIBUTES = COUNT_ATTRIBUTES + STATEMENT_ATTRIBUTES
FAINT = ":faint"  # how the rule of a claim ends that needs another report beside it
COMPARED_SCOPES: tuple[Scope, ...] = ("incident", "subset")


def content_id(prefix: str, *parts: object, length: int = 10) -> str:
    """A short id derived from content alone, equal on every machine and in every run."""
    text = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:length]}"


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it came.

    `text` is what evidence spans index. A headline that is not a line of the text already is
    appended to it after a blank line: it makes claims too, and standing last it leaves every
    offset into the body true to the original.
    """

    id: str
    text: str
    source: str = ""
    published: datetime | None = None  # always with a time zone
    published_day_only: bool = False  # the time of day was not given
    title: str = ""
    path: str = ""
    incident: str | None = None  # the incident under which the user had filed it
    copy_of: str | None = None  # id of the report it copies

    def __post_init__(self) -> None:
        title = self.title.strip()
        if title and title not in (line.strip("# \t") for line in self.text.split("\n")):
            object.__setattr__(self, "text", f"{self.text}\n\n{title}")

    @property
    def body_end(self) -> int:
        """Offset at which the body ends and an appended headline begins; len(text) without one."""
        tail = f"\n\n{self.title.strip()}"
        return len(self.text) - len(tail) if self.title.strip() and self.text.endswith(tail) else len(self.text)


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something named by the user that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportSet(Sequence[Report]):
    """What reading gave: the reports in order of id, and what was skipped."""

    reports: tuple[Report, ...]
    skipped: tuple[Skipped, ...] = ()

    def __len__(self) -> int:
        return len(self.reports)

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    @overload
    def __getitem__(self, index: int) -> Report: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Report, ...]: ...
    def __getitem__(self, index: int | slice) -> Report | tuple[Report, ...]:
        return self.reports[index]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing one report says, with the exact characters that say it.

    Build it with `claim_from`, which checks the span against the report's text.
    """

    id: str
    report: str
    attribute: str
    scope: Scope
    start: int  # report.text[start:end] == quote
    end: int
    quote: str
    sentence: str
    low: int | None = None  # counts only, inclusive
    high: int | None = None  # counts only, inclusive; None when open
    value: str = ""  # as shown: "8", "at least 8"; statements: the canonical value, e.g. "not coordinated"
    subject: str = ""  # who or what is counted, in the report's words
    group: str = ""  # the subject's place in the hierarchy of groups: people, civilians, children, fighters ...
    holder: str | None = None  # whom the report attributes it to; None where the outlet states it
    hedge: str = ""  # "at least", "about" ...
    place: str = ""  # the place the figure is limited to, canonical, where it is narrower than the incident
    topic: str = ""  # statements only: what the value is about, e.g. "coordination", "attack"
    cues: tuple[str, ...] = ()  # correction, rise, superseded, partial ...: sorted
    rule: str = ""  # the rule or model that produced it
    incident: str = ""

    @property
    def faint(self) -> bool:
        """Whether it is a claim only where another report of the incident makes it too."""
        return self.rule.endswith(FAINT)


def claim_from(report: Report, start: int, end: int, attribute: str, **rest: Any) -> Claim:
    """Build a claim on `report.text[start:end]`.

    Raises ValueError when the span is empty or lies outside the text: a claim without evidence
    cannot be built.
    """
    if not 0 <= start < end <= len(report.text):
        raise ValueError(f"span {start}:{end} lies outside report {report.id!r} of {len(report.text)} characters")
    scope, low, high, value = (rest.get(key) for key in ("scope", "low", "high", "value"))
    return Claim(
        id=content_id("c", report.id, attribute, start, end, scope, low, high, value),
        report=report.id,
        attribute=attribute,
        start=start,
        end=end,
        quote=report.text[start:end],
        **rest,
    )


def with_scope(claim: Claim, scope: Scope, rule: str) -> Claim:
    """The claim as one of another scope, by the rule that says so, and with the id that goes with it."""
    said = claim.report, claim.attribute, claim.start, claim.end, scope, claim.low, claim.high, claim.value
    return replace(claim, id=content_id("c", *said), scope=scope, rule=rule)


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports that tell of the same event."""

    id: str
    label: str
    reports: tuple[str, ...]
    start: datetime | None = None
    end: datetime | None = None
    places: tuple[str, ...] = ()
    independent_reports: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to one question, and who gives it."""

    value: str
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    independent_reports: int
    low: int | None = None
    high: int | None = None
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """How the positions on one attribute of one incident relate."""

    id: str
    incident: str
    attribute: str
    relation: Relation
    severity: float  # 0 to 1
    confidence: float  # 0 to 1; of counts calibrated on annotated cases, see benchmarks/calibrate.py
    rule: str
    explanation: str
    positions: tuple[Position, ...]
    low: int | None = None
    best: int | None = None
    high: int | None = None
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Two claims that were not weighed against each other, and why."""

    incident: str
    attribute: str
    claims: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Grouping:
    """A partition of the reports, and which of them copy another."""

    clusters: tuple[tuple[str, ...], ...]  # report ids, each cluster and the whole sorted
    copy_of: dict[str, str] = field(default_factory=dict)  # copy -> the report it copies


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Which model the embeddings came from."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Everything one run found."""

    reports: tuple[Report, ...]
    skipped: tuple[Skipped, ...]
    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    discrepancies: tuple[Discrepancy, ...]
    refusals: tuple[Refusal, ...]
    model: ModelCard
    settings: Settings

    def to_frame(self, what: str = "discrepancies") -> pandas.DataFrame:
        """One table as a pandas DataFrame: "reports", "incidents", "claims", "discrepancies", "positions" ...

        Raises ValueError for any other name.
        """
        from checker.report.tables import frame

        return frame(self, what)

    def _repr_html_(self) -> str:
        from checker.report.html import notebook_table

        return notebook_table(self)
