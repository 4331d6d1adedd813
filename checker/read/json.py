"""JSON: one report, a list of them, or an object that holds such a list."""

from __future__ import annotations

import json
from collections.abc import Mapping

from checker.read import jsonl
from checker.read.limits import UnreadableError
from checker.read.record import Contents, Fault, columns_by_role, kind, make_record

_LISTS = ("reports", "articles", "items", "documents", "data", "results", "hits", "records", "entries", "posts", "rows")


def read(text: str) -> Contents:
    """The reports in a JSON file. Raises UnreadableError naming the line of a syntax error."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as problem:
        if problem.msg == "Extra data" and "\n" in text.strip():
            # JSON Lines under the wrong name.
            return jsonl.read(text)
        raise UnreadableError(
            f"line {problem.lineno}: not valid JSON ({problem.msg}, column {problem.colno}); "
            "expected an object or a list of objects with a text field"
        ) from None
    except RecursionError:
        raise UnreadableError("is JSON nested too deeply; expected an object or a list of objects") from None
    except ValueError as problem:
        raise UnreadableError(f"is not usable JSON ({problem}); expected an object or a list of objects") from None
    return _contents(value)


def _contents(value: object) -> Contents:
    if isinstance(value, Mapping) and not ({"text", "title"} & set(columns_by_role(list(value)))):
        for name in _LISTS:
            if isinstance(value.get(name), list):
                value = value[name]
                break
    if isinstance(value, Mapping):
        return Contents(records=[make_record(value)])
    if not isinstance(value, list):
        raise UnreadableError(f"holds {kind(value)}; expected an object or a list of objects with a text field")
    contents = Contents()
    for number, item in enumerate(value, start=1):
        if not isinstance(item, Mapping):
            contents.faults.append(Fault(f"item {number}: is {kind(item)}; expected an object with a text field"))
            continue
        try:
            contents.records.append(make_record(item))
        except UnreadableError as problem:
            contents.faults.append(Fault(f"item {number}: {problem}"))
    if not value:
        raise UnreadableError("holds an empty list; expected objects with a text field")
    return contents
