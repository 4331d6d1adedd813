"""result.json: valid against the published schema, and the same bytes on every machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from checker.errors import CheckerError
from checker.model import CheckResult
from checker.report.json import load_reports, load_result, result_to_dict, result_to_json, schema_text
from checker.report.writer import write_report


def test_valid_against_the_schema(told: CheckResult) -> None:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(result_to_json(told)), schema)


def test_written_in_pieces_it_is_what_json_writes_at_once(told: CheckResult) -> None:
    said = replace(told.claims[0], sentence='A line\u2028that ends oddly,\n"and" more.')
    for result in (told, replace(told, claims=(said, *told.claims[1:]), skipped=(), refusals=())):
        at_once = json.dumps(result_to_dict(result), ensure_ascii=False, indent=1) + "\n"
        assert result_to_json(result) == at_once


def test_the_schema_refuses_what_is_wrong(told: CheckResult) -> None:
    schema = json.loads(schema_text())
    for key, value in (("relation", "quarrel"), ("severity", 2), ("positions", [])):
        wrong = result_to_dict(told)
        wrong["discrepancies"][0][key] = value
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_holds_the_contracts_fields(told: CheckResult) -> None:
    made = result_to_dict(told)
    assert list(made)[:9] == [
        "schema", "checker", "model", "settings", "reports", "skipped", "incidents", "claims", "discrepancies",
    ]  # fmt: skip
    assert set(made["reports"][0]) == {"id", "source", "published", "title", "path", "copy_of"}
    assert {"id", "incident", "report", "attribute", "low", "high", "value", "scope", "subject", "holder", "hedge",
            "start", "end", "quote", "sentence"} <= set(made["claims"][0])  # fmt: skip
    assert {"id", "incident", "attribute", "relation", "severity", "confidence", "rule", "explanation", "low", "best",
            "high", "positions"} <= set(made["discrepancies"][0])  # fmt: skip


def test_floats_are_rounded(told: CheckResult) -> None:
    nudged = replace(
        told, discrepancies=tuple(replace(item, severity=item.severity + 1e-9) for item in told.discrepancies)
    )
    assert result_to_json(nudged) == result_to_json(told)
    assert result_to_dict(told)["discrepancies"][0]["severity"] == 0.81


def test_a_bare_date_stays_one(told: CheckResult) -> None:
    times = {item["id"]: item["published"] for item in result_to_dict(told)["reports"]}
    assert times["ministry"] == "2025-03-04"
    assert times["wire"] == "2025-03-03T09:40:00+03:00"
    assert times["radio"] is None


def test_any_character_goes_through(make_hostile: Callable[[str], CheckResult]) -> None:
    payload = "\ud800\x00\x1b</script>\u202e“ü”"
    text = result_to_json(make_hostile(payload))
    assert json.loads(text.encode("utf-8"))["incidents"][0]["label"] == payload


def test_loads_what_was_written(told: CheckResult, tmp_path: Path) -> None:
    write_report(told, tmp_path / "out")
    assert load_result(tmp_path / "out") == result_to_dict(told)
    assert load_result(tmp_path / "out" / "result.json") == result_to_dict(told)


def test_the_reports_of_a_run_are_read_without_the_rest(told: CheckResult, tmp_path: Path) -> None:
    assert load_reports(tmp_path) == []
    write_report(told, tmp_path / "out")
    assert load_reports(tmp_path / "out") == result_to_dict(told)["reports"]
    whole = (tmp_path / "out" / "result.json").read_text("utf-8")
    (tmp_path / "out" / "result.json").write_text(whole[: whole.index('"claims"')], "utf-8")
    assert load_reports(tmp_path / "out") == result_to_dict(told)["reports"]
    write_report(replace(told, reports=()), tmp_path / "none")
    assert load_reports(tmp_path / "none") == []


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (None, "checker run"),
        ("{", "not valid JSON"),
        ("[]", "is no checker.result/1"),
        ("[" * 100_000, "not valid JSON"),
    ],
)
def test_what_is_no_result_is_named_with_advice(text: str | None, advice: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "result.json").write_text(text, "utf-8")
    with pytest.raises(CheckerError, match=advice):
        load_result(tmp_path)
