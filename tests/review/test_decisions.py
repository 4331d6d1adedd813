from __future__ import annotations

from dataclasses import replace

import pytest

from checker.errors import CannotWrite, CheckerError
from checker.review import (
    FILE,
    Decision,
    decide,
    dismissed,
    judge,
    load,
    read_decisions,
    save,
    take_over,
    undecide,
    written,
)

ONE = Decision("d-1", "confirmed", "called the ministry", "desk")
TWO = Decision("d-2", "dismissed", "“same” strike\nsecond line")


def test_a_later_decision_on_a_finding_replaces_the_earlier():
    changed = Decision("d-1", "dismissed")
    assert decide(decide(decide((), TWO), ONE), changed) == (changed, TWO)


def test_what_is_not_said_anew_stays():
    finding = {"id": "d-1", "attribute": "killed", "explanation": "8 and 1"}
    (first,) = judge((), finding, "dismissed", {"note": "two shifts", "reviewer": "Noor"})
    assert first == Decision("d-1", "dismissed", "two shifts", "Noor", "killed", "8 and 1")
    assert judge((first,), finding, "confirmed", {}) == (replace(first, verdict="confirmed"),)
    assert judge((first,), finding, "dismissed", {"note": ""}) == (replace(first, note=""),)


def test_what_is_taken_over_keeps_what_its_finding_is_about():
    kept = Decision("d-1", "confirmed", "called", "desk", "killed", "8 and 1")
    bare = Decision("d-1", "dismissed", "wrong", "Noor")
    assert take_over((kept,), (bare,), {}) == (replace(bare, attribute="killed", explanation="8 and 1"),)
    found = {"d-1": {"id": "d-1", "attribute": "wounded", "explanation": "24"}}
    assert take_over((), (bare,), found) == (replace(bare, attribute="wounded", explanation="24"),)
    assert take_over((), (kept,), {}) == (kept,)


def test_only_what_was_dismissed_is_settled():
    assert dismissed((ONE, TWO)) == {"d-2"}


def test_undo():
    assert undecide((ONE, TWO), "d-1") == (TWO,)
    assert undecide((ONE,), "d-9") == (ONE,)


def test_written_and_read_back():
    assert read_decisions(written((ONE, TWO)), "x") == (ONE, TWO)


def test_any_character_of_a_note_is_kept(tmp_path):
    odd = Decision("d-3", "follow-up", "\udce9t\u2028\x00\x1b[0m“ü”")
    save(tmp_path, (odd,))
    assert load(tmp_path) == (odd,)


def test_kept_in_a_folder(tmp_path):
    assert load(tmp_path) == ()
    save(tmp_path, (ONE, TWO))
    assert load(tmp_path) == (ONE, TWO)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_folder_that_is_none(tmp_path):
    with pytest.raises(CannotWrite, match="cannot be written"):
        save(tmp_path / "nowhere", (ONE,))


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CheckerError, match="mend or remove"):
        load(tmp_path)
