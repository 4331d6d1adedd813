from __future__ import annotations

import io
import json
import sys

import pytest

from checker import read_reports
from checker.errors import NothingReadable

TEXT = "Eight people were killed in the town of Hilla, the governor said."


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(folder):
    found = read_reports([folder])
    assert len(found) == 1
    return found[0]


def test_text_with_header_lines(tmp_path):
    write(tmp_path, "a.txt", f"Source: Coastal Wire\nDate: 2024-01-24\nTitle: Eight dead in Hilla\n\n{TEXT}\n")
    report = only(tmp_path)
    assert (report.source, report.title) == ("Coastal Wire", "Eight dead in Hilla")
    assert report.published_day_only
    assert report.text.startswith(TEXT)


def test_text_without_header_lines_keeps_every_line(tmp_path):
    write(tmp_path, "a.txt", f"Hilla: {TEXT}\nSource: not a header here")
    report = only(tmp_path)
    assert report.text == f"Hilla: {TEXT}\nSource: not a header here"
    assert report.title == ""


def test_a_first_line_standing_alone_is_the_headline(tmp_path):
    write(tmp_path, "a.txt", f"Eight killed in Hilla\n\n{TEXT}")
    assert only(tmp_path).title == "Eight killed in Hilla"
    assert only(tmp_path).text.count("Eight killed in Hilla") == 1


def test_markdown_heading_and_front_matter(tmp_path):
    write(tmp_path, "a.md", f"---\nsource: 'Coastal Wire'\ndate: 24 January 2024\ntags: x\n---\n# Eight dead\n\n{TEXT}")
    report = only(tmp_path)
    assert (report.title, report.source) == ("Eight dead", "Coastal Wire")
    assert report.published is not None


def test_markdown_bold_header_lines(tmp_path):
    write(tmp_path, "a.md", f"**Source:** Coastal Wire\n**Date:** 2024-01-24\n\n{TEXT}")
    assert only(tmp_path).source == "Coastal Wire"


def test_ids_come_from_the_path_below_the_named_folder(tmp_path):
    for place in ("here", "there/deep"):
        write(tmp_path / place / "set", "day1/a.txt", TEXT)
    one, other = (read_reports([tmp_path / place / "set"]) for place in ("here", "there/deep"))
    assert [report.id for report in one] == ["day1/a"]
    assert one.reports == other.reports
    assert one[0].path == "set/day1/a.txt"


def test_ids_do_not_depend_on_the_order_of_paths(tmp_path):
    for folder, text in (("x", "First text."), ("y", "Second text.")):
        write(tmp_path / folder, "a.txt", text)
    forth = read_reports([tmp_path / "x", tmp_path / "y"])
    back = read_reports([tmp_path / "y", tmp_path / "x"])
    assert forth == back
    assert [report.id for report in forth] == ["a", "a~2"]


def test_ids_of_the_input_are_kept_and_made_unique(tmp_path):
    rows = [
        {"id": "k", "text": "One."},
        {"id": "k", "text": "Two."},
        {"id": "k~2", "text": "Three."},
        {"id": 7, "text": "Four."},
    ]
    write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    assert {report.id: report.text for report in read_reports([tmp_path])} == {
        "k": "One.", "k~3": "Two.", "k~2": "Three.", "7": "Four.",
    }  # fmt: skip


def test_a_file_named_twice_is_read_once(tmp_path):
    path = write(tmp_path, "a.txt", TEXT)
    assert len(read_reports([path, tmp_path, path])) == 1


def test_aliases_in_jsonl_and_incident(tmp_path):
    row = {"headline": "H", "body": TEXT, "outlet": "O", "pubDate": "2024-01-24T09:30:00+03:00", "incident": 3}
    write(tmp_path, "a.jsonl", json.dumps(row))
    report = only(tmp_path)
    assert (report.title, report.source, report.incident) == ("H", "O", "3")
    assert report.path.endswith("a.jsonl:1")


def test_json_list_object_and_envelope(tmp_path):
    for name, value in {
        "list": [{"text": TEXT}],
        "object": {"text": TEXT},
        "envelope": {"status": "ok", "articles": [{"source": {"id": None, "name": "N"}, "content": TEXT}]},
        "lines": None,
    }.items():
        body = json.dumps(value) if value else f"{json.dumps({'text': TEXT})}\n{json.dumps({'text': 'Two.'})}"
        path = write(tmp_path, f"{name}.json", body)
        assert read_reports([path])[0].text == TEXT


def test_an_empty_field_gives_way_to_the_next_name(tmp_path):
    write(tmp_path, "a.json", json.dumps({"content": None, "description": TEXT}))
    assert only(tmp_path).text == TEXT


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_delimiters_and_line_breaks_in_cells(tmp_path, delimiter):
    cell = f'"{TEXT}\n\nSecond; paragraph, with | and\ttabs"'
    write(tmp_path, "a.csv", f"Date{delimiter}Outlet{delimiter}Text\n2024-01-24{delimiter}W{delimiter}{cell}\n")
    report = only(tmp_path)
    assert report.source == "W"
    assert report.text.endswith("Second; paragraph, with | and\ttabs")


def test_csv_of_a_spreadsheet_in_utf16_with_long_cells(tmp_path):
    write(tmp_path, "a.csv", f"text\tsource\n{'word ' * 50_000}\tW\n".encode("utf-16"))
    assert only(tmp_path).source == "W"


def test_html_through_trafilatura(tmp_path):
    page = (
        "<html><head><title>Eight dead in Hilla</title>"
        "<meta property='og:site_name' content='Coastal Wire'></head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Eight dead in Hilla</h1><p>{TEXT}</p>"
        f"<p>{'More of it. ' * 30}</p></article>"
        "</body></html>"
    )
    write(tmp_path, "a.html", page)
    report = only(tmp_path)
    assert TEXT in report.text
    assert "Home" not in report.text
    assert report.source == "Coastal Wire"


def test_standard_input_is_json_lines(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(json.dumps({"text": TEXT}).encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    report = read_reports(["-"])[0]
    assert (report.id, report.path, report.text) == ("stdin#1", "-:1", TEXT)


BAD = {
    "empty.txt": (b"", "is empty"),
    "binary.txt": (b"\x00\xff\x10" * 100, "binary"),
    "table.csv": (b"a,b\n1,2\n", r"line 1: no column holds the text of the reports \(columns: a, b\)"),
    "word.docx": (b"PK\x03\x04", r"unknown format '.docx'; expected txt"),
    "noextension": (b"text", "no file extension"),
    "number.json": (b"17", "holds a number; expected an object"),
    "broken.json": (b'{"text":\n "a"\n "b"}', r"line 3: not valid JSON .*column 2"),
    "deep.json": (b"[" * 100_000, "JSON"),
    "header.txt": (b"Source: W\nDate: 2024-01-01\n", "no text below its header lines"),
    "list.json": (b"[]", "empty list"),
    "long.txt": (b"x" * 2_000_001, "split it"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_each_bad_file_gets_one_line_of_advice_and_the_run_goes_on(tmp_path, name):
    content, reason = BAD[name]
    write(tmp_path, name, content)
    with pytest.raises(NothingReadable, match=reason) as alone:
        read_reports([tmp_path])
    assert "\n" not in str(alone.value)
    write(tmp_path, "good.txt", TEXT)
    found = read_reports([tmp_path])
    assert len(found) == 1
    assert [item.path.rpartition("/")[2] for item in found.skipped] == [name]


def test_a_broken_line_17_is_named_and_the_others_are_read(tmp_path):
    lines = [json.dumps({"text": f"Report {number}."}) for number in range(1, 21)]
    lines[16] = '{"text": "cut off'
    write(tmp_path, "a.jsonl", "\n".join(lines))
    found = read_reports([tmp_path])
    assert len(found) == 19
    assert [(item.path, item.reason.split(";")[0].split(" (")[0]) for item in found.skipped] == [
        (f"{tmp_path.name}/a.jsonl", "line 17: not valid JSON")
    ]


def test_many_broken_lines_are_counted(tmp_path):
    write(tmp_path, "a.jsonl", '{"text": "Good."}\n' + "nonsense\n" * 500)
    found = read_reports([tmp_path])
    assert len(found.skipped) == 21
    assert any("480 more" in item.reason for item in found.skipped)


def test_missing_path_and_empty_folder(tmp_path):
    with pytest.raises(NothingReadable, match="there is no such file or folder"):
        read_reports([tmp_path / "nowhere"])
    with pytest.raises(NothingReadable, match="the folder is empty"):
        read_reports([tmp_path])
    with pytest.raises(NothingReadable, match="name a file or folder"):
        read_reports([])


def test_a_date_not_understood_is_said_and_the_report_kept(tmp_path):
    write(tmp_path, "a.txt", f"Date: last Tuesday\n\n{TEXT}")
    found = read_reports([tmp_path])
    assert found[0].published is None
    assert "'last Tuesday' was not understood" in found.skipped[0].reason


def test_hidden_files_and_notes_are_no_reports(tmp_path):
    write(tmp_path, ".DS_Store", b"\x00")
    write(tmp_path, "README.md", "About this folder")
    write(tmp_path, "a.txt", TEXT)
    found = read_reports([tmp_path])
    assert [report.id for report in found] == ["a"]
    assert [item.path for item in found.skipped] == [f"{tmp_path.name}/README.md"]


def test_a_link_back_up_the_tree_ends(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(read_reports([tmp_path])) == 1
