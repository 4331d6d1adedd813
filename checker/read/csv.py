"""Tables: one report a row, the delimiter told from the header line."""

from __future__ import annotations

import csv
import io

from checker.read.limits import MAX_REPORT_CHARS, UnreadableError
from checker.read.record import Contents, Fault, columns_by_role, make_record

_DELIMITERS = ",;\t|"


def read(text: str) -> Contents:
    """The reports of a table with a header row.

    Raises UnreadableError when no column holds the text.
    """
    text = text.lstrip("\ufeff\n")
    header_line = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(header_line))
    # The module's own limit is 131,072 characters a field, less than a long report.
    before = csv.field_size_limit(4 * MAX_REPORT_CHARS)
    try:
        header = [name.strip("\ufeff ") for name in next(rows, [])]
        columns = columns_by_role(header)
        if "text" not in columns:
            shown = ", ".join(name for name in header[:8] if name) or "none"
            raise UnreadableError(
                f"line 1: no column holds the text of the reports (columns: {shown}); call it text, body or content"
            )
        return _rows(rows, header)
    except csv.Error as problem:
        raise UnreadableError(
            f"line {rows.line_num}: not a readable table ({problem}); save it as CSV in UTF-8"
        ) from None
    finally:
        csv.field_size_limit(before)


def _rows(rows: csv._reader, header: list[str]) -> Contents:  # type: ignore[name-defined,unused-ignore]
    contents = Contents()
    line = rows.line_num + 1
    for row in rows:
        if any(cell.strip() for cell in row):
            fields: dict[str, object] = dict(zip(header, row, strict=False))
            try:
                contents.records.append(make_record(fields, line))
            except UnreadableError as problem:
                contents.faults.append(Fault(f"line {line}: {problem}"))
        line = rows.line_num + 1
    return contents


def _delimiter(header_line: str) -> str:
    # Most columns with a known name win; then most columns.
    def score(delimiter: str) -> tuple[int, int]:
        names = next(csv.reader([header_line], delimiter=delimiter), [])
        return len(columns_by_role(list(names))), len(names)

    try:
        return max(_DELIMITERS, key=score)
    except csv.Error:
        return ","
