"""CSV files that a spreadsheet opens without running anything, and frames for pandas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from checker.model import CheckResult
from checker.report.tables import csv_pieces, frame, write_xlsx

FORMULAS = ["=HYPERLINK(1)", "+1+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "\r=1", "|calc", "%0A"]


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_one_row_a_finding(told: CheckResult) -> None:
    rows = read("".join(csv_pieces(told, "discrepancies")))
    assert [row["relation"] for row in rows] == ["conflict", "conflict", "compatible"]
    assert rows[0]["positions"].startswith("11 (Coast Daily, Cedar Wire) | 4 (Union Bulletin)")
    assert rows[0]["best"] == "11" and rows[1]["best"] == ""


def test_claims_and_incidents(told: CheckResult) -> None:
    claims = read("".join(csv_pieces(told, "claims")))
    assert len(claims) == len(told.claims)
    assert {"source", "published", "quote", "low", "high"} <= set(claims[0])
    assert read("".join(csv_pieces(told, "incidents")))[0]["places"] == "Latakia"


@pytest.mark.parametrize("payload", FORMULAS)
@pytest.mark.parametrize("what", ["discrepancies", "claims", "incidents"])
def test_no_cell_begins_a_formula(what: str, payload: str, make_hostile: Callable[[str], CheckResult]) -> None:
    text = "".join(csv_pieces(make_hostile(payload), what))
    assert payload.strip() in text
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "|", "%"))


@pytest.mark.parametrize("what", ["discrepancies", "claims", "incidents"])
def test_no_cell_steers_a_terminal(what: str, make_hostile: Callable[[str], CheckResult]) -> None:
    text = "".join(csv_pieces(make_hostile("a\x1b]0;owned\x07\x1b[2J\u202e\u2066\r\n\x9b31m\ud800"), what))
    assert "a\ufffd]0;owned\ufffd" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)


@pytest.mark.parametrize("payload", FORMULAS)
def test_an_id_is_spelled_alike_in_every_table(payload: str, told: CheckResult) -> None:
    names = {item.id: f"{payload}{item.id}" for item in told.reports}
    renamed = replace(
        told,
        reports=tuple(replace(item, id=names[item.id]) for item in told.reports),
        claims=tuple(replace(item, report=names[item.report]) for item in told.claims),
        incidents=tuple(replace(item, reports=tuple(map(names.get, item.reports))) for item in told.incidents),
    )
    (incident,) = read("".join(csv_pieces(renamed, "incidents")))
    claims = read("".join(csv_pieces(renamed, "claims")))
    assert {row["report"] for row in claims} == set(incident["reports"].split("; "))
    assert renamed.to_frame("incidents")["reports"].iloc[0] == "; ".join(renamed.incidents[0].reports)


def test_any_character_and_any_length(make_hostile: Callable[[str], CheckResult]) -> None:
    text = "".join(csv_pieces(make_hostile("\ud800\x00" + "w" * 40_000), "claims"))
    text.encode("utf-8")
    assert all(len(cell) < 32_768 for row in csv.reader(io.StringIO(text)) for cell in row)


def test_frames(told: CheckResult) -> None:
    claims = told.to_frame("claims")
    assert str(claims["low"].dtype) == "Int64"
    assert frame(told)["relation"].tolist() == ["conflict", "conflict", "compatible"]
    assert len(frame(told, "positions")) == 8
    assert str(frame(told, "reports")["published"].dtype).startswith("datetime64")
    assert len(frame(told, "skipped")) == 1
    with pytest.raises(ValueError, match="known are discrepancies"):
        frame(told, "weather")


def test_an_empty_result_gives_empty_frames(told: CheckResult) -> None:
    nothing = replace(told, reports=(), incidents=(), claims=(), discrepancies=(), refusals=(), skipped=())
    for what in ("discrepancies", "positions", "claims", "incidents", "reports", "refusals", "skipped"):
        assert len(frame(nothing, what)) == 0
        assert "".join(csv_pieces(nothing, what)).count("\n") == 1


def test_a_figure_of_any_size_fits_a_frame(told: CheckResult) -> None:
    huge = replace(told, claims=tuple(replace(item, low=10**30) for item in told.claims))
    assert frame(huge, "claims")["low"].iloc[0] == 10**30


def test_workbook(make_hostile: Callable[[str], CheckResult], tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_xlsx(make_hostile("=1+1\x07"), tmp_path / "all.xlsx")
    book = load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames[:3] == ["discrepancies", "positions", "claims"]
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
