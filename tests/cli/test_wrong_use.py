from __future__ import annotations

import json

import pytest

TEXT = "Eight people were killed in the town of Hilla, the governor said."


def one_line(ended):
    assert ended.status == 2
    assert ended.out == ""
    assert "Traceback" not in ended.err
    lines = ended.err.splitlines()
    assert len(lines) == 1, ended.err
    assert lines[0].startswith("checker: ")
    return lines[0]


@pytest.mark.parametrize("command", ["run", "claims", "group"])
def test_missing_path(checker, command):
    assert "nowhere: there is no such file or folder; check the name" in one_line(checker(command, "nowhere"))


@pytest.mark.parametrize(
    ("name", "content", "advice"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x00\x01\x02" * 99, "binary file"),
        ("a.csv", b"when,what\n1,2\n", "call it text, body or content"),
        ("a.xyz", b"text", "unknown format '.xyz'; expected txt, md, json"),
        ("a.json", b"\n" * 16 + b"{oops", "line 17: not valid JSON"),
    ],
)
def test_unreadable_file(checker, tmp_path, name, content, advice):
    (tmp_path / name).write_bytes(content)
    line = one_line(checker("run", name))
    assert name in line
    assert advice in line


def test_empty_folder(checker, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "the folder is empty" in one_line(checker("run", "empty"))


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["fly"], "fly"),
        (["run", "a.txt", "--policy", "loudest"], "loudest"),
        (["run", "a.txt", "--workers", "0"], "workers"),
        (["run", "a.txt", "--threshold", "7"], "'--threshold': 7.0 is not a number from 0 to 1"),
        (["run", "a.txt", "--threshold", "nan"], "'--threshold': nan is not a number from 0 to 1"),
        (["group", "a.txt", "--threshold", "-1"], "'--threshold': -1.0 is not a number from 0 to 1"),
        (["run", "a.txt", "--vague", "dozen"], "'--vague': 'dozen' is not one of 'plain'"),
        (["run", "a.txt", "--no-such"], "no-such"),
        (["run"], "PATHS"),
    ],
)
def test_wrong_options(checker, args, word):
    assert word in one_line(checker(*args))


@pytest.mark.parametrize(
    ("toml", "advice"),
    [
        ("group_treshold = 1", "no setting is called 'group_treshold'"),
        ("incidents = 'guess'", "expected one of find, given"),
        ("workers = 'many'", "expected int"),
        ("workers = ", "not valid TOML"),
    ],
)
def test_wrong_settings_file(checker, tmp_path, toml, advice):
    (tmp_path / "s.toml").write_text(toml)
    (tmp_path / "a.txt").write_text(TEXT)
    assert advice in one_line(checker("run", "a.txt", "--settings", "s.toml"))


def test_missing_settings_file(checker, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert "none.toml: cannot be read" in one_line(checker("run", "a.txt", "--settings", "none.toml"))


def test_show_and_review_without_a_run(checker):
    for command in ("show", "review"):
        assert "there is no finished run; make one with: checker run" in one_line(checker(command, "nowhere"))


def test_show_a_file_of_reports(checker, tmp_path):
    (tmp_path / "set.jsonl").write_text(json.dumps({"text": TEXT}))
    for command in ("show", "review"):
        line = one_line(checker(command, "set.jsonl"))
        assert line == "checker: set.jsonl: is no report folder; name the folder that checker run wrote"


@pytest.mark.parametrize("content", ["{oops", "[]", json.dumps({"schema": "other/1"})])
def test_show_a_file_that_is_no_result(checker, tmp_path, content):
    (tmp_path / "result.json").write_text(content)
    assert "make the run again" in one_line(checker("show", "."))


def test_terminal_codes_in_file_names_are_not_printed(checker, tmp_path):
    (tmp_path / "a\x1b[2J.xyz").write_text("x")
    assert "\x1b" not in checker("run", str(tmp_path)).err
