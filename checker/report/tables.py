"""The result as tables: pandas frames, the three CSV files, a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import CheckerError
from checker.model import CheckResult
from checker.report.json import plain
from checker.report.text import visible

if TYPE_CHECKING:
    import pandas

Rows = tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]

CSV_FILES = {"discrepancies.csv": "discrepancies", "claims.csv": "claims", "incidents.csv": "incidents"}
_WHOLE = {"low", "best", "high", "start", "end"}
_TIMES = {"reports": ("published",), "incidents": ("start", "end")}
# What a spreadsheet takes for the beginning of a formula, in plain and in full width.
_FORMULA = tuple("=+-@\t\n＝＋－＠|%")
# A spreadsheet holds no more in one cell.
_MAX_CELL = 32_767
_BETWEEN = "; "


def frame(result: CheckResult, what: str = "discrepancies") -> pandas.DataFrame:
    """One table as a pandas DataFrame.

    `what` is one of discrepancies (one row a finding), positions (one row a position), claims, incidents,
    reports, refusals, skipped. Whole numbers that may be missing are Int64, times are UTC.
    Raises ValueError for any other name.
    """
    heads, read = table(result, what)
    rows = [tuple(map(_joined, row)) for row in read]
    import pandas

    made = pandas.DataFrame(rows, columns=list(heads))
    times = _TIMES.get(what, ())
    for name in times:
        made[name] = pandas.to_datetime(made[name], utc=True, format="ISO8601", errors="coerce")
    for name in _WHOLE.intersection(heads) - set(times):
        made[name] = made[name].astype("Int64") if _fits(rows, heads.index(name)) else made[name].astype(object)
    return made


def _fits(rows: Sequence[tuple[Any, ...]], column: int) -> bool:
    return all(row[column] is None or -(2**63) <= row[column] < 2**63 for row in rows)


def table(result: CheckResult, what: str) -> Rows:
    """Column names and rows of one table, to be read once: plain values, or a list where a cell holds several.

    Raises ValueError for an unknown name.
    """
    if what not in _TABLES:
        raise ValueError(f"no table is called {what!r}; known are {', '.join(_TABLES)}")
    return _TABLES[what](result)


def csv_pieces(result: CheckResult, what: str) -> Iterator[str]:
    """One table as CSV, safe to open in a spreadsheet, line by line."""
    heads, rows = table(result, what)
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in chain([heads], ([_cell(value) for value in row] for row in rows)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def write_xlsx(result: CheckResult, path: str | Path) -> None:
    """All tables as one workbook, one sheet each. Raises CheckerError without openpyxl (the extra `xlsx`)."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise CheckerError('a workbook needs openpyxl; install it with: pip install "checker[xlsx]"') from None
    book = Workbook()
    book.remove(book.active)
    for what in _TABLES:
        heads, rows = table(result, what)
        sheet = book.create_sheet(what)
        sheet.append(list(heads))
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_cell(value) for value in row])
    book.save(Path(path))


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if not isinstance(value, str | list):
        return value
    # Guarded one by one: an id is spelled alike alone and among others, so that the tables can be joined on it.
    text = _BETWEEN.join(map(_guarded, value)) if isinstance(value, list) else _guarded(value)
    return text if len(text) <= _MAX_CELL else text[: _MAX_CELL - 1] + "…"


def _guarded(text: str) -> str:
    """`text` that steers no terminal, and is no formula to a spreadsheet."""
    text = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    # The quote mark tells a spreadsheet that text follows, and it does not show it.
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def _joined(value: Any) -> Any:
    return _BETWEEN.join(value) if isinstance(value, list) else value


# --- the tables ---------------------------------------------------------------------------------


def _plain(section: str, heads: Sequence[str]) -> Callable[[CheckResult], Rows]:
    def rows(result: CheckResult) -> Rows:
        return tuple(heads), (tuple(item[head] for head in heads) for item in plain(result, section))

    return rows


def _discrepancies(result: CheckResult) -> Rows:
    heads = (
        "id", "incident", "incident_label", "attribute", "relation", "severity", "confidence",
        "low", "best", "high", "grade", "positions", "reports", "explanation", "rule",
    )  # fmt: skip
    labels = {item.id: item.label for item in result.incidents}
    names = _names(result)

    def row(item: dict[str, Any]) -> tuple[Any, ...]:
        told = [
            f"{position['value']} ({', '.join(names.get(name, name) for name in position['reports'])})"
            for position in item["positions"]
        ]
        reports = sorted({name for position in item["positions"] for name in position["reports"]})
        made = {
            **item,
            "incident_label": labels.get(item["incident"], ""),
            "positions": " | ".join(told),
            "reports": reports,
        }
        return tuple(made[head] for head in heads)

    return heads, map(row, plain(result, "discrepancies"))


def _positions(result: CheckResult) -> Rows:
    heads = (
        "finding", "incident", "attribute", "relation", "position", "value", "low", "high",
        "holders", "sources", "reports", "claims", "independent_reports",
    )  # fmt: skip
    names = _names(result)

    def row(item: dict[str, Any], number: int, position: dict[str, Any]) -> tuple[Any, ...]:
        sources = dict.fromkeys(names.get(name, name) for name in position["reports"])
        return (
            item["id"], item["incident"], item["attribute"], item["relation"], number,
            position["value"], position["low"], position["high"], position["holders"],
            list(sources), position["reports"], position["claims"], position["independent_reports"],
        )  # fmt: skip

    return heads, (
        row(item, number, position)
        for item in plain(result, "discrepancies")
        for number, position in enumerate(item["positions"], start=1)
    )


def _claims(result: CheckResult) -> Rows:
    names = _names(result)
    times = {item["id"]: item["published"] for item in plain(result, "reports")}
    heads = (
        "id", "incident", "report", "source", "published", "attribute", "low", "high", "value", "scope", "subject",
        "group", "holder", "hedge", "place", "topic", "cues", "start", "end", "quote", "sentence", "rule",
    )  # fmt: skip

    def row(item: dict[str, Any]) -> tuple[Any, ...]:
        made = {
            **item,
            "source": names.get(item["report"], ""),
            "published": times.get(item["report"]),
        }
        return tuple(made[head] for head in heads)

    return heads, map(row, plain(result, "claims"))


def _names(result: CheckResult) -> dict[str, str]:
    return {report.id: report.source or report.id for report in result.reports}


_TABLES: dict[str, Callable[[CheckResult], Rows]] = {
    "discrepancies": _discrepancies,
    "positions": _positions,
    "claims": _claims,
    "incidents": _plain("incidents", ("id", "label", "start", "end", "places", "independent_reports", "reports")),
    "reports": _plain("reports", ("id", "source", "published", "title", "path", "copy_of")),
    "refusals": _plain("refusals", ("incident", "attribute", "claims", "reason")),
    "skipped": _plain("skipped", ("path", "reason")),
}
