"""reports/ holds what the checker writes for the stories today, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import check, read_reports
from checker.report import write_report

ROOT = Path(__file__).resolve().parent.parent
STORIES = sorted(
    path.name
    for path in (ROOT / "fixtures").iterdir()
    if path.is_dir() and not path.name.startswith(("gold", "train", "cases"))
)


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize("story", STORIES)
def test_the_committed_report_is_current(story, tmp_path):
    write_report(check(read_reports([ROOT / "fixtures" / story])), tmp_path / story)
    committed, fresh = contents(ROOT / "reports" / story), contents(tmp_path / story)
    assert sorted(fresh) == sorted(committed)
    changed = [name for name, data in fresh.items() if data != committed[name]]
    assert not changed, f"{changed} of reports/{story} have changed; look at them, then: make reports"


def test_no_report_is_left_of_a_story_that_is_gone():
    assert sorted(path.name for path in (ROOT / "reports").iterdir() if path.is_dir()) == STORIES
