"""The report folder: whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.errors import CannotWrite, CheckerError
from checker.model import CheckResult
from checker.report import FILES, check_writable, write_report
from checker.review import Decision, load, save


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_writes_every_file_and_nothing_beside(told: CheckResult, tmp_path: Path) -> None:
    write_report(told, tmp_path / "deep" / "out")
    assert sorted(snapshot(tmp_path / "deep" / "out")) == sorted(FILES)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


def test_a_second_run_replaces_the_first(told: CheckResult, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_report(replace(told, discrepancies=()), out)
    write_report(told, out)
    fresh = tmp_path / "fresh"
    write_report(told, fresh)
    assert snapshot(out) == snapshot(fresh)
    assert out.stat().st_mode == fresh.stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh", "out"]


def test_decisions_stay_and_are_shown(told: CheckResult, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_report(told, out)
    save(out, [Decision("d-dead", "dismissed", "two shifts")])
    write_report(told, out)
    assert [item.note for item in load(out)] == ["two shifts"]
    assert "two shifts" in (out / "index.html").read_text("utf-8")


def test_files_of_others_stay(told: CheckResult, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "photos").mkdir(parents=True)
    (out / "notes.txt").write_text("call back", "utf-8")
    write_report(told, out)
    assert {"photos", "notes.txt", *FILES} == {path.name for path in out.iterdir()}
    assert (out / "notes.txt").read_text("utf-8") == "call back"


def test_the_folder_one_stands_in(told: CheckResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_report(told, ".")
    write_report(told, "")
    assert sorted(snapshot(tmp_path)) == sorted(FILES)


def test_a_link_to_a_folder_stays_one(told: CheckResult, tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    write_report(told, link)
    assert link.is_symlink() and sorted(snapshot(real)) == sorted(FILES)


@pytest.mark.parametrize("foreign", [False, True])
def test_what_goes_wrong_leaves_the_old_report(
    foreign: bool, told: CheckResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_report(told, out)
    if foreign:
        (out / "notes.txt").write_text("call back", "utf-8")
    before = snapshot(out)
    # A disk that is full when the third file is being written.
    opened: list[str] = []
    really = Path.open

    def full(self: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if "w" in mode:
            opened.append(self.name)
            if len(opened) == 3:
                raise OSError(28, "No space left on device")
        return really(self, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(CannotWrite, match="No space left on device"):
        write_report(replace(told, discrepancies=()), out)
    monkeypatch.undo()
    assert snapshot(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_in_the_way(told: CheckResult, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", "utf-8")
    for out in (tmp_path / "taken", tmp_path / "taken" / "out"):
        with pytest.raises(CannotWrite, match="name another") as caught:
            write_report(told, out)
        assert "\n" not in str(caught.value)
        with pytest.raises(CannotWrite):
            check_writable(out)
    assert (tmp_path / "taken").read_text("utf-8") == "mine"


def test_a_folder_where_a_file_belongs(told: CheckResult, tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(CannotWrite, match=r"index\.html in it is a folder"):
        write_report(told, tmp_path)


@pytest.mark.parametrize("where", ["/proc/nowhere/out", "x" * 300, "a\0b"])
def test_places_that_cannot_be(where: str, told: CheckResult) -> None:
    with pytest.raises(CannotWrite, match="name another"):
        write_report(told, where)


def test_checking_leaves_nothing_behind(tmp_path: Path) -> None:
    check_writable(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


def test_decisions_that_cannot_be_read_stop_the_run_before_anything_is_replaced(
    told: CheckResult, tmp_path: Path
) -> None:
    write_report(told, tmp_path / "out")
    (tmp_path / "out" / "decisions.jsonl").write_text("{", "utf-8")
    before = snapshot(tmp_path / "out")
    with pytest.raises(CheckerError, match="line 1"):
        write_report(told, tmp_path / "out")
    assert snapshot(tmp_path / "out") == before
