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


def test_an_id_given_twice_is_said_and_the_order_of_lines_does_not_matter(tmp_path):
    rows = [
        {"id": "k", "text": "Later.", "published": "2024-01-25"},
        {"id": "k", "text": "Undated."},
        {"id": "k", "text": "Zero hour.", "published": "2024-01-24"},
    ]
    for name, order in (("forth", rows), ("back", rows[::-1])):
        write(tmp_path, f"{name}.jsonl", "\n".join(map(json.dumps, order)))
        found = read_reports([tmp_path / f"{name}.jsonl"])
        assert {report.id: report.text for report in found} == {"k": "Zero hour.", "k~2": "Later.", "k~3": "Undated."}
        assert sorted(item.reason.partition("read as ")[2] for item in found.skipped) == [
            "'k~2'; give each report an id of its own",
            "'k~3'; give each report an id of its own",
        ]


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


def page(head="", body=""):
    return (
        f"<html><head><title>Fire kills nine in Surat</title>{head}</head><body><article>"
        f"<h1>Fire kills nine in Surat</h1>{body}<p>{TEXT}</p><p>{'More of it. ' * 30}</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta property="article:published_time" content="2023-11-06T23:30:00-05:00">', "",
         "2023-11-06T23:30:00-05:00"),
        ("", '<time datetime="2024-03-13T06:10+01:00">13. 3.</time>', "2024-03-13T06:10:00+01:00"),
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-03-13T06:10:00Z"}</script>',
         "", "2024-03-13T06:10:00+00:00"),
        # The time of another day belongs to something else on the page.
        ('<meta name="date" content="2023-11-06">', '<time datetime="2024-03-13T06:10+01:00">x</time>',
         "2023-11-06T00:00:00+00:00"),
    ],
)  # fmt: skip
def test_html_keeps_the_time_and_zone_of_publication(tmp_path, head, body, published):
    write(tmp_path, "a.html", page(head, body))
    report = only(tmp_path)
    assert report.published.isoformat() == published
    assert report.published_day_only == published.startswith("2023-11-06T00")


MAIL = (
    "From: Wire Service <wire@example.org>\nDate: Wed, 13 Mar 2024 09:05:00 +0100\nSubject: URGENT\n  Slovakia train\n"
)


def test_the_headers_of_a_mail_are_read(tmp_path):
    write(tmp_path, "a.txt", f"{MAIL}To: desk@example.org\n\n{TEXT}\n\nMore of it.")
    report = only(tmp_path)
    assert (report.source, report.title) == ("Wire Service", "URGENT Slovakia train")
    assert report.published.isoformat() == "2024-03-13T09:05:00+01:00"
    assert report.text.startswith(f"{TEXT}\n\nMore of it.")
    assert "example.org" not in report.text


def test_headers_of_a_mail_in_other_words(tmp_path):
    write(
        tmp_path,
        "a.txt",
        f"From: wire@example.org\nSent: Wednesday, March 13, 2024 9:05 AM\nSubject: =?utf-8?Q?Tr=C4=8Dan?=\n\n{TEXT}",
    )
    report = only(tmp_path)
    assert (report.source, report.title) == ("wire@example.org", "Trčan")
    assert report.published.isoformat() == "2024-03-13T09:05:00+00:00"


@pytest.mark.parametrize(
    ("sender", "source"),
    [
        ("Coastal Wire", "Coastal Wire"),
        ("=?utf-8?Q?Tr=C4=8Dan=2C_Jana?= <j@example.org>", "Trčan, Jana"),
        ('"Wire, Coastal" <w@example.org>', "Wire, Coastal"),
        ("=?nowhere?Q?x?= <w@example.org>", "=?nowhere?Q?x?="),
        ("(" * 5000, "(" * 5000),
    ],
    ids=["name alone", "encoded", "quoted", "unknown encoding", "brackets"],
)
def test_the_sender_of_a_mail_is_its_source(tmp_path, sender, source):
    write(tmp_path, "a.txt", f"From: {sender}\nSubject: Raid\n\n{TEXT}")
    assert only(tmp_path).source == source


def test_a_named_source_goes_before_the_sender(tmp_path):
    write(tmp_path, "a.txt", f"{MAIL}Outlet: Coastal Wire\n\n{TEXT}")
    assert only(tmp_path).source == "Coastal Wire"


def test_a_text_that_begins_with_from_is_no_mail(tmp_path):
    write(tmp_path, "a.txt", f"From: the governor\n{TEXT}\n\nSubject: none")
    assert only(tmp_path).text.startswith("From: the governor\n")


def test_marked_up_text_and_title_of_tables_and_json_become_plain(tmp_path):
    row = {"title": "Raid &amp; reply<br>", "text": f"<p>{TEXT}</p><script>alert(1)</script><p>Nine&nbsp;hurt.</p>"}
    write(tmp_path, "a.jsonl", json.dumps(row))
    write(tmp_path, "b.csv", f"title|text\n{row['title']}|{row['text']}\n")
    for report in read_reports([tmp_path]):
        assert (report.title, report.text) == ("Raid & reply", f"{TEXT}\n\nNine hurt.\n\nRaid & reply")


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


def test_a_list_of_paragraphs_is_a_text(tmp_path):
    write(tmp_path, "a.jsonl", json.dumps({"text": ["One.", "Two."], "title": "T"}))
    assert read_reports([tmp_path])[0].text.startswith("One.\n\nTwo.")


@pytest.mark.parametrize("text", [["One.", 2], 123, {"a": 1}, True])
def test_text_that_is_no_string_is_no_report(tmp_path, text):
    write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, [{"text": text, "title": "T"}, {"text": TEXT}])))
    found = read_reports([tmp_path])
    assert [report.text for report in found] == [TEXT]
    told = [item.reason.split("; ")[1] for item in found.skipped]
    assert told == ["expected the text as a string or a list of paragraphs"]
    assert found.skipped[0].reason.startswith("line 1: the field 'text' is ")


@pytest.mark.parametrize("date", [{"x": 1}, ["2024-01-24"], True])
def test_a_date_that_is_no_string_is_said_and_the_report_kept(tmp_path, date):
    write(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "published": date}))
    found = read_reports([tmp_path])
    assert found[0].published is None
    assert [(item.path, item.reason.split(" is ")[0]) for item in found.skipped] == [
        (f"{tmp_path.name}/a.jsonl:1", "the field 'published'")
    ]


def test_dates_in_doubt_are_counted_beyond_the_first(tmp_path):
    rows = [{"text": TEXT, "published": f"2024-01-24 09:{minute} IST"} for minute in range(10, 40)]
    write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    found = read_reports([tmp_path])
    assert len(found) == 30
    assert len(found.skipped) == 21
    assert sum("the time zone 'IST'" in item.reason for item in found.skipped) == 20
    assert any("and 10 more dates in doubt" in item.reason for item in found.skipped)


def test_a_folder_named_twice_is_read_once_and_not_called_empty(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    found = read_reports([tmp_path, tmp_path])
    assert len(found) == 1
    assert found.skipped == ()


def test_a_name_that_would_steer_a_terminal_is_shown_on_one_line(tmp_path):
    write(tmp_path, "a\x1b[31m\nb\u202e.jpg", TEXT)
    write(tmp_path, "a.txt", TEXT)
    (item,) = read_reports([tmp_path]).skipped
    assert item.path == f"{tmp_path.name}/a\ufffd[31m b\ufffd.jpg"
    assert (item.path + item.reason).isprintable()


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
