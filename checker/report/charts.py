"""The positions on a figure as a chart: plain data first, drawn by the page's template as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from checker.model import COUNT_ATTRIBUTES, Claim, Discrepancy, Report
from checker.report.text import interval_text, one_line, published, source_name

MAX_ROWS = 14
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """What one source says: an interval on the axis. `at` and `to` are percent of the axis."""

    label: str
    holder: str
    when: str
    value: str
    position: int  # index into the finding's positions
    low: int
    high: int | None
    at: float
    to: float
    copies: int = 0

    @property
    def open(self) -> bool:
        """Whether the interval has no upper end: drawn with an arrow."""
        return self.high is None

    @property
    def exact(self) -> bool:
        """Whether the interval is one number: drawn as a dot."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows in order of publication over one linear axis from `start` to `stop`."""

    rows: tuple[Row, ...]
    start: int
    stop: int
    ticks: tuple[tuple[int, float], ...]  # number, percent of the axis
    low: float | None  # percent of the axis
    best: float | None
    high: float | None
    left_out: int = 0  # rows that are in the table only


def chart(finding: Discrepancy, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Chart | None:
    """The chart of a finding on a count; None where nothing is counted, or only one source counts.

    Each report has one row for each interval it gives, with all whom it cites for that; copies of a report are
    counted in the row of the report they copy, where that one says the same.
    """
    found = _said(finding, claims, reports) if finding.attribute in COUNT_ATTRIBUTES else []
    if len(found) < 2:
        return None
    shown = _chosen(found, len(finding.positions))
    numbers = [number for item in shown for number in (item.low, item.high) if number is not None]
    numbers += [number for number in (finding.low, finding.best, finding.high) if number is not None]
    start, stop, step = axis(min(numbers), max(numbers))

    def percent(number: int) -> float:
        return round(100 * (number - start) / (stop - start), 2)

    rows = tuple(
        Row(
            label=item.label,
            holder="; ".join(item.holders),
            when=item.when,
            value=item.value,
            position=item.position,
            low=item.low,
            high=item.high,
            at=percent(item.low),
            to=100.0 if item.high is None else percent(item.high),
            copies=item.copies,
        )
        for item in shown
    )
    estimate = (finding.low, finding.best, finding.high)
    low, best, high = (None if number is None else percent(number) for number in estimate)
    ticks = tuple((number, percent(number)) for number in range(start, stop + 1, step))
    return Chart(rows, start, stop, ticks, low, best, high, len(found) - len(shown))


def axis(lowest: int, highest: int) -> tuple[int, int, int]:
    """Start, stop and step of a linear axis on round numbers that holds both.

    It starts at zero unless the figures lie close together far from it: these are points, not bars.
    """
    base = 0 if lowest * 5 < highest * 3 or highest <= _TICKS or lowest == highest else lowest
    step = _round_step(max(1, -(-(highest - base) // _TICKS)))
    start = base // step * step
    if start == lowest and start > 0:
        start -= step
    stop = -(-highest // step) * step
    return start, stop if stop > highest else stop + step, step


def _round_step(wanted: int) -> int:
    power = int("1" + "0" * (len(str(wanted)) - 1))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= wanted)


@dataclass(slots=True)
class _Said:
    order: tuple[bool, datetime | int, str]
    label: str
    when: str
    value: str
    position: int
    low: int
    high: int | None
    holders: list[str] = field(default_factory=list)
    copies: int = 0


def _said(finding: Discrepancy, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> list[_Said]:
    rows: dict[tuple[int, str, int, int | None], _Said] = {}
    copied: dict[tuple[int, str, int, int | None], set[str]] = {}
    for number, claim, report in _originals_first(finding, claims, reports):
        low, high = claim.low or 0, claim.high
        original = (number, report.copy_of or "", low, high)
        if original in rows:
            copied.setdefault(original, set()).add(report.id)
            continue
        row = rows.setdefault(
            (number, report.id, low, high),
            _Said(
                (report.published is None, report.published or 0, report.id),
                one_line(source_name(report), 80),
                published(report),
                one_line(claim.value, 40) or interval_text(low, high),
                number,
                low,
                high,
            ),
        )
        holder = one_line(claim.holder or "", 80)
        if holder and holder.casefold() not in (known.casefold() for known in row.holders):
            row.holders.append(holder)
    for key, names in copied.items():
        rows[key].copies = len(names)
    return sorted(rows.values(), key=lambda item: (*item.order, item.position, item.low))


def _originals_first(
    finding: Discrepancy, claims: Mapping[str, Claim], reports: Mapping[str, Report]
) -> list[tuple[int, Claim, Report]]:
    found = []
    for number, position in enumerate(finding.positions):
        for name in position.claims:
            claim = claims.get(name)
            report = reports.get(claim.report) if claim else None
            if claim is not None and report is not None and claim.low is not None:
                found.append((number, claim, report))
    return sorted(found, key=_original_first)


def _original_first(item: tuple[int, Claim, Report]) -> tuple[bool, int, str, int, str]:
    number, claim, report = item
    return report.copy_of is not None, number, report.id, claim.start, claim.id


def _chosen(rows: Sequence[_Said], positions: int) -> list[_Said]:
    """At most MAX_ROWS of `rows`, in their order: the first of each position before any second."""
    if len(rows) <= MAX_ROWS:
        return list(rows)
    turn: dict[int, int] = dict.fromkeys(range(positions), 0)
    ranked = []
    for place, item in enumerate(rows):
        ranked.append((turn[item.position], item.position, place))
        turn[item.position] += 1
    # The lowest and the highest figure are always among them.
    ends = {
        min(range(len(rows)), key=lambda place: rows[place].low),
        max(range(len(rows)), key=lambda place: _end(rows[place])),
    }
    first = [place for _, _, place in sorted(ranked) if place not in ends]
    kept = sorted([*ends, *first[: MAX_ROWS - len(ends)]])
    return [rows[place] for place in kept]


def _end(item: _Said) -> tuple[int, bool]:
    return item.low if item.high is None else item.high, item.high is None
