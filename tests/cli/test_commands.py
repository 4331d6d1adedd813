from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BAGHDAD = ROOT / "fixtures" / "baghdad-strikes"
FILES = {"index.html", "report.md", "result.json", "discrepancies.csv", "claims.csv", "incidents.csv"}


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path_factory):
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path_factory.getbasetemp() / "checker-cache"))


@pytest.fixture
def finished(checker, tmp_path):
    ended = checker("run", BAGHDAD, "-o", "out")
    assert (ended.status, ended.err) == (0, "")
    return tmp_path / "out"


def conflict_in(folder):
    result = json.loads((folder / "result.json").read_text("utf-8"))
    return next(
        found for found in result["discrepancies"] if found["relation"] == "conflict" and found["attribute"] == "killed"
    )


def test_run_writes_the_folder_and_says_where_the_page_is(checker, tmp_path):
    ended = checker("run", BAGHDAD)
    assert (ended.status, ended.err) == (0, "")
    assert {path.name for path in (tmp_path / "reports" / "baghdad-strikes").iterdir()} >= FILES
    assert ended.out.splitlines()[0].startswith("5 reports, 1 incident, ")
    assert "CONFLICT: Killed" in ended.out
    assert ended.out.splitlines()[-1] == "page: reports/baghdad-strikes/index.html"


def test_json_prints_the_result_and_nothing_else(checker):
    ended = checker("run", BAGHDAD, "--json")
    result = json.loads(ended.out)
    jsonschema.validate(result, json.loads(checker("schema").out))
    assert result["schema"] == "checker.result/1"


def test_quiet_prints_nothing(checker):
    ended = checker("run", BAGHDAD, "--quiet")
    assert (ended.status, ended.out, ended.err) == (0, "", "")


def test_fail_on_conflict(checker, tmp_path):
    assert checker("run", BAGHDAD, "--fail-on", "conflict", "-q").status == 1
    (tmp_path / "one.txt").write_text("The council met on Tuesday and spoke of the budget.")
    assert checker("run", "one.txt", "--fail-on", "conflict", "-q").status == 0


def test_a_dismissed_conflict_does_not_fail(checker, finished):
    found = json.loads((finished / "result.json").read_text("utf-8"))["discrepancies"]
    conflicts = [item["id"] for item in found if item["relation"] == "conflict"]
    for name in conflicts:
        checker("review", "out", "--dismiss", name)
    ended = checker("run", BAGHDAD, "-o", "out", "--fail-on", "conflict")
    assert ended.status == 0
    assert f"dismissed in review: {len(conflicts)} conflict" in ended.out
    assert "CONFLICT" not in ended.out + checker("show", "out").out
    assert checker("run", BAGHDAD, "-o", "fresh", "--fail-on", "conflict", "-q").status == 1


def test_a_run_of_other_reports_is_not_replaced_without_a_word(checker, tmp_path):
    def run(folder, text, *options):
        (tmp_path / folder).mkdir(exist_ok=True)
        row = {"id": text, "source": "Wire", "text": text}
        (tmp_path / folder / "x.jsonl").write_text(json.dumps(row) + "\n")
        return checker("run", f"{folder}/x.jsonl", "--extractor", "rules", "-q", *options)

    assert run("aa", "Eight people were killed.").err == ""
    assert run("aa", "Eight people were killed.").err == ""
    said = run("bb", "The council met.").err
    assert said.startswith("checker: reports/x: a run of other reports is replaced; ")
    assert len(said.splitlines()) == 1
    assert run("aa", "Eight people were killed.", "-o", "reports/x").err == ""


def test_standard_input(checker, monkeypatch, tmp_path):
    import io
    import sys

    lines = (BAGHDAD / "05-levant-courier.jsonl").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert checker("run", "-").status == 0
    assert (tmp_path / "reports" / "stdin" / "index.html").exists()


def test_what_was_skipped_is_said_on_standard_error(checker, tmp_path):
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "a.txt").write_text("Eight people were killed in Hilla.")
    (tmp_path / "set" / "b.txt").write_bytes(b"")
    ended = checker("run", "set")
    assert ended.status == 0
    assert ended.err.splitlines() == ["checker: skipped set/b.txt: is empty (0 bytes of text); expected a report"]


def test_output_that_cannot_be_written(checker, tmp_path):
    (tmp_path / "taken").write_text("a file")
    ended = checker("run", BAGHDAD, "-o", "taken/deeper")
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1
    assert "taken" in ended.err


def test_a_finished_folder_is_replaced_whole_and_decisions_stay(checker, finished):
    name = conflict_in(finished)["id"]
    checker("review", "out", "--dismiss", name, "--note", "one strike, two counts")
    (finished / "claims.csv").write_text("stale")
    assert checker("run", BAGHDAD, "-o", "out", "-q").status == 0
    assert (finished / "claims.csv").read_text("utf-8") != "stale"
    listed = checker("review", "out").out
    assert listed.startswith("1 decided")
    assert "dismissed: one strike, two counts" in listed


def test_claims_are_json_lines(checker):
    rows = [json.loads(line) for line in checker("claims", BAGHDAD).out.splitlines()]
    assert any((row["attribute"], row["low"], row["high"]) == ("killed", 8, 8) for row in rows)
    assert {"id", "report", "attribute", "low", "high", "value", "scope", "quote", "sentence"} <= set(rows[0])


def test_show_lists_conflicts_and_one_with_its_evidence(checker, finished):
    found = conflict_in(finished)
    assert found["id"] in checker("show", "out").out
    ended = checker("show", "out", found["id"][:8])
    assert found["explanation"].split()[0] in ended.out
    words = " ".join(ended.out.replace("[", "").replace("]", "").split())
    assert "eight of its fighters had been killed" in words
    assert len(checker("show", "out", "--all").out) > len(checker("show", "out").out)
    assert checker("show", "out", "d-nonsense").status == 2


def test_review_decides_exports_applies_and_takes_back(checker, finished, tmp_path):
    name = conflict_in(finished)["id"]
    assert "confirmed" in checker("review", "out", "--confirm", name, "--reviewer", "desk").out
    checker("review", "out", "--export", "decisions.jsonl")
    row = json.loads((tmp_path / "decisions.jsonl").read_text("utf-8"))
    assert (row["finding"], row["verdict"], row["reviewer"]) == (name, "confirmed", "desk")
    assert checker("review", "out", "--undo", name).out.startswith("0 decided")
    assert checker("review", "out", "--apply", "decisions.jsonl").out.startswith("1 decided")
    assert checker("review", "out", "--export", "-").out == (tmp_path / "decisions.jsonl").read_text("utf-8")


def test_review_says_that_the_pages_do_not_show_it_yet(checker, finished):
    name = conflict_in(finished)["id"]
    said = checker("review", "out", "--confirm", name).err
    assert said == "checker: out: index.html and report.md show this after the next: checker run PATHS -o out\n"
    assert checker("review", "out").err == ""


def test_review_keeps_what_is_not_said_anew(checker, finished):
    name = conflict_in(finished)["id"]
    checker("review", "out", "--dismiss", name, "--note", "two shifts", "--reviewer", "Noor")
    assert "confirmed by Noor: two shifts" in checker("review", "out", "--confirm", name).out


@pytest.mark.parametrize("other", ["--dismiss", "--undo"])
def test_review_takes_one_decision_for_a_finding(checker, finished, other):
    name = conflict_in(finished)["id"]
    ended = checker("review", "out", "--confirm", name[:-1], other, name)
    assert (ended.status, ended.out) == (2, "")
    assert "--confirm and " + other in ended.err and len(ended.err.splitlines()) == 1
    assert checker("review", "out").out.startswith("0 decided")


@pytest.mark.parametrize("option", ["--note", "--reviewer"])
def test_review_refuses_words_without_a_decision(checker, finished, option):
    ended = checker("review", "out", option, "x")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"checker: {option}: ") and len(ended.err.splitlines()) == 1


def test_review_names_decisions_on_what_the_run_does_not_hold(checker, finished, tmp_path):
    name = conflict_in(finished)["id"]
    rows = [{"finding": item, "verdict": "dismissed"} for item in (name, "d-other")]
    (tmp_path / "theirs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    out = checker("review", "out", "--apply", "theirs.jsonl").out
    assert out.startswith("1 decided")
    assert out.splitlines()[1] == "decided, but not found in this run: d-other"
    exported = [json.loads(line) for line in checker("review", "out", "--export", "-").out.splitlines()]
    assert {row["finding"]: bool(row["explanation"]) for row in exported} == {name: True, "d-other": False}


@pytest.mark.parametrize("content", ["{oops", '{"finding": "d-1", "verdict": "maybe"}', "[]"])
def test_review_names_a_wrong_line(checker, finished, tmp_path, content):
    (tmp_path / "bad.jsonl").write_text("\n" + content)
    ended = checker("review", "out", "--apply", "bad.jsonl")
    assert ended.status == 2
    assert "bad.jsonl, line 2" in ended.err
    assert len(ended.err.splitlines()) == 1


def test_group_prints_incidents(checker):
    ended = checker("group", ROOT / "fixtures" / "two-shootings")
    assert ended.status == 0
    assert "shoot-5" in ended.out
    assert "copy of shoot-4" in ended.out
    rows = json.loads(checker("group", ROOT / "fixtures" / "two-shootings", "--json").out)
    assert sorted(map(len, (incident["reports"] for incident in rows["incidents"]))) == [2, 3]


def test_group_explains_a_pair_and_lists_close_calls(checker):
    story = ROOT / "fixtures" / "two-shootings"
    assert checker("group", story, "--why", "shoot-1", "shoot-3").out.count("\n") > 2
    assert checker("group", story, "--borderline").status == 0
    assert checker("group", story, "--why", "shoot-1", "nobody").status == 2


def test_group_threshold_splits(checker):
    story = ROOT / "fixtures" / "baghdad-strikes"
    apart = json.loads(checker("group", story, "--threshold", "1.0", "--json").out)
    together = json.loads(checker("group", story, "--threshold", "0.0", "--json").out)
    assert len(apart["incidents"]) > len(together["incidents"]) == 1
