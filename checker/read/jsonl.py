"""JSON Lines: one report a line. A broken line is named and the rest is read."""

from __future__ import annotations

import json
from collections.abc import Mapping

from checker.read.limits import UnreadableError
from checker.read.record import Contents, Fault, kind, make_record


def read(text: str) -> Contents:
    """The reports in a JSON Lines file, and a fault for each line that holds none."""
    contents = Contents()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip("\ufeff \t\x1e"):
            continue
        try:
            contents.records.append(make_record(_object(line.strip("\ufeff \t\x1e")), number))
        except UnreadableError as problem:
            contents.faults.append(Fault(f"line {number}: {problem}"))
    return contents


def _object(line: str) -> Mapping[str, object]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as problem:
        raise UnreadableError(
            f"not valid JSON ({problem.msg}, column {problem.colno}); expected one JSON object on each line"
        ) from None
    except RecursionError:
        raise UnreadableError("JSON nested too deeply; expected one JSON object on each line") from None
    except ValueError as problem:
        raise UnreadableError(f"not usable JSON ({problem}); expected one JSON object on each line") from None
    if not isinstance(value, Mapping):
        raise UnreadableError(f"is {kind(value)}; expected one JSON object on each line")
    return value
