"""result.json, schema `checker.result/1`: the same bytes on every machine."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from checker import __version__
from checker.errors import CheckerError
from checker.model import CheckResult, Claim, Discrepancy, Incident, Position, Refusal, Report

SCHEMA = "checker.result/1"
# Severity and confidence rest on floating-point similarities: what is kept is equal on any processor.
DIGITS = 2
# A megabyte without a full stop must not be written once for each claim in it.
_LONGEST_SENTENCE = 2_000
_HALVES = re.compile("[\ud800-\udfff]")


def result_to_dict(result: CheckResult) -> dict[str, Any]:
    """The result as `checker.result/1`: plain types only, floats rounded, times as ISO 8601."""
    return _head(result) | {section: list(plain(result, section)) for section in _SECTIONS}


def plain(result: CheckResult, section: str) -> Iterator[dict[str, Any]]:
    """One list of result.json, item by item: reports, skipped, incidents, claims, discrepancies or refusals."""
    return map(_SECTIONS[section], getattr(result, section))


def _head(result: CheckResult) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "checker": __version__,
        "model": {"name": result.model.name, "sha256": result.model.sha256},
        "settings": {
            name: round(value, 6) if isinstance(value, float) else value
            for name, value in asdict(result.settings).items()
        },
    }


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """One claim as it stands in result.json."""
    return {
        "id": claim.id,
        "incident": claim.incident,
        "report": claim.report,
        "attribute": claim.attribute,
        "low": claim.low,
        "high": claim.high,
        "value": claim.value,
        "scope": claim.scope,
        "subject": claim.subject,
        "group": claim.group,
        "holder": claim.holder,
        "hedge": claim.hedge,
        "place": claim.place,
        "topic": claim.topic,
        "cues": list(claim.cues),
        "rule": claim.rule,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "sentence": _sentence(claim),
    }


def _sentence(claim: Claim) -> str:
    """The sentence; of a text without a full stop, what stands around the quote."""
    if len(claim.sentence) <= _LONGEST_SENTENCE:
        return claim.sentence
    at = max(0, claim.sentence.find(claim.quote[:_LONGEST_SENTENCE]) - _LONGEST_SENTENCE // 4)
    return claim.sentence[at : at + max(_LONGEST_SENTENCE, len(claim.quote) + _LONGEST_SENTENCE // 2)]


def result_to_json(result: CheckResult) -> str:
    """result.json as text that UTF-8 can hold, with a line end."""
    return "".join(json_pieces(result))


def json_pieces(result: CheckResult) -> Iterator[str]:
    """result_to_json piece by piece: a set of 100,000 reports never stands in memory as one text."""
    yield dumps(_head(result), indent=1).removesuffix("\n}")
    for section in _SECTIONS:
        yield f',\n "{section}": ['
        between = "\n"
        for item in plain(result, section):
            yield between + "  " + dumps(item, indent=1).replace("\n", "\n  ")  # none stands inside a string
            between = ",\n"
        yield "]" if between == "\n" else "\n ]"
    yield "\n}\n"


def dumps(value: Any, indent: int | None = None) -> str:
    """JSON with every character as it is, but for halves of characters, which are written as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _HALVES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def schema_text() -> str:
    """The JSON Schema of result.json, as text."""
    return Path(__file__).with_name("schema.json").read_text("utf-8")


def folder_of(directory: str | Path) -> Path:
    """The report folder that is meant by `directory`: itself, or where the result.json named lies."""
    path = Path(directory)
    return path.parent if path.suffix == ".json" else path


def load_reports(directory: Path) -> list[dict[str, Any]]:
    """The reports of the finished run in `directory`, without its claims; none where there is no such run."""
    try:
        with (directory / "result.json").open(encoding="utf-8") as lines:
            # They stand first, and this line ends them: the claims of 100,000 reports are left unread.
            head = "".join(takewhile(lambda line: line != " ],\n", lines))
        reports = json.loads(head + "]}")["reports"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return reports if isinstance(reports, list) else []


def load_result(directory: str | Path) -> dict[str, Any]:
    """result.json of the finished run in `directory` (the file itself may be named too).

    Raises CheckerError when there is none, or it is none of ours.
    """
    path = Path(directory)
    path = path if path.suffix == ".json" else path / "result.json"
    try:
        result = json.loads(path.read_text("utf-8"))
    except NotADirectoryError:
        raise CheckerError(f"{directory}: is no report folder; name the folder that checker run wrote") from None
    except FileNotFoundError:
        raise CheckerError(
            f"{path}: there is no finished run; make one with: checker run PATHS -o {directory}"
        ) from None
    except OSError as problem:
        raise CheckerError(f"{path}: cannot be read ({problem.strerror}); name the report folder of a run") from None
    except (ValueError, RecursionError) as problem:
        raise CheckerError(f"{path}: not valid JSON ({problem}); make the run again with checker run") from None
    if not isinstance(result, dict) or result.get("schema") != SCHEMA:
        raise CheckerError(f"{path}: is no {SCHEMA} file; make the run again with checker run")
    return result


def _report(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "source": report.source,
        "published": _published(report),
        "title": report.title,
        "path": report.path,
        "copy_of": report.copy_of,
    }


def _published(report: Report) -> str | None:
    if report.published is None:
        return None
    # A bare date stays one: no time of day is made up.
    return report.published.date().isoformat() if report.published_day_only else report.published.isoformat()


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _incident(incident: Incident) -> dict[str, Any]:
    return {
        "id": incident.id,
        "label": incident.label,
        "reports": list(incident.reports),
        "start": _moment(incident.start),
        "end": _moment(incident.end),
        "places": list(incident.places),
        "independent_reports": incident.independent_reports,
    }


def _discrepancy(item: Discrepancy) -> dict[str, Any]:
    return {
        "id": item.id,
        "incident": item.incident,
        "attribute": item.attribute,
        "relation": item.relation,
        "severity": round(item.severity, DIGITS),
        "confidence": round(item.confidence, DIGITS),
        "rule": item.rule,
        "explanation": item.explanation,
        "low": item.low,
        "best": item.best,
        "high": item.high,
        "grade": item.grade,
        "positions": [_position(position) for position in item.positions],
    }


def _refusal(item: Refusal) -> dict[str, Any]:
    return {
        "incident": item.incident,
        "attribute": item.attribute,
        "claims": list(item.claims),
        "reason": item.reason,
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "value": position.value,
        "low": position.low,
        "high": position.high,
        "holders": list(position.holders),
        "reports": list(position.reports),
        "claims": list(position.claims),
        "independent_reports": position.independent_reports,
    }


_SECTIONS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "reports": _report,
    "skipped": lambda item: {"path": item.path, "reason": item.reason},
    "incidents": _incident,
    "claims": claim_to_dict,
    "discrepancies": _discrepancy,
    "refusals": _refusal,
}
