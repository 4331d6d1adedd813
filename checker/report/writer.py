"""The report folder: written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from checker.errors import CannotWrite
from checker.model import CheckResult
from checker.review import FILE as DECISIONS
from checker.review import load

FILES = ("index.html", "report.md", "result.json", "discrepancies.csv", "claims.csv", "incidents.csv")


def contents(result: CheckResult, directory: Path) -> dict[str, Iterable[str]]:
    """Every file of a report folder by name, each as pieces of text.

    Decisions kept in `directory` are shown in the reports. Raises CheckerError when there are decisions that
    cannot be read.
    """
    from checker.report import html, markdown
    from checker.report.arrange import page_view
    from checker.report.json import json_pieces
    from checker.report.tables import CSV_FILES, csv_pieces

    view = page_view(result, load(directory))
    return {
        "index.html": (html.render(view),),
        "report.md": (markdown.render(view),),
        "result.json": json_pieces(result),
        **{name: csv_pieces(result, what) for name, what in CSV_FILES.items()},
    }


def write_report(result: CheckResult, directory: str | Path) -> None:
    """Write the report folder, in place of an earlier one; the reviewer's decisions in it stay.

    Everything is written beside the folder first and then swapped in, so that an existing report stays as it
    was when anything goes wrong. A folder that holds other files than ours is kept, and our files are put
    into its place one by one. Raises CannotWrite, with advice.
    """
    directory = Path(directory)
    check_writable(directory)
    files = contents(result, directory)
    target = directory.resolve()
    try:
        if target.exists() and not _replaceable(target):
            _put_into(target, files)
        else:
            _swap(target, files)
    except OSError as problem:
        raise CannotWrite(
            f"{directory}: cannot be written ({problem.strerror or problem}); check space and permissions, "
            "or name another folder with -o"
        ) from None


def check_writable(directory: str | Path) -> None:
    """Raise CannotWrite where a report folder could not be written; leaves nothing behind."""
    directory = Path(directory)
    try:
        target = directory.resolve()
        if target.exists() and not target.is_dir():
            raise CannotWrite(f"{directory}: is a file; a report is a folder, so name another with -o")
        present = target if target.exists() else next(path for path in target.parents if path.exists())
        if not present.is_dir():
            raise CannotWrite(f"{directory}: {present} is a file, not a folder; name another folder with -o")
        if not os.access(present, os.W_OK | os.X_OK):
            raise CannotWrite(f"{directory}: {present} is not yours to write; name another folder with -o")
        if target.exists():
            wrong = next((name for name in FILES if (target / name).is_dir()), None)
            if wrong:
                raise CannotWrite(f"{directory}: {wrong} in it is a folder; remove it or name another folder with -o")
    except (OSError, ValueError, RuntimeError) as problem:
        raise CannotWrite(f"{directory}: cannot be used ({problem}); name another folder with -o") from None


def _replaceable(target: Path) -> bool:
    """Whether the whole folder can be replaced, and that takes nothing from anyone."""
    if target == Path.cwd() or os.path.ismount(target) or not os.access(target.parent, os.W_OK | os.X_OK):
        return False
    return all(
        path.name in (*FILES, DECISIONS) and path.is_file() and not path.is_symlink() for path in target.iterdir()
    )


def _write_all(folder: Path, files: Mapping[str, Iterable[str]]) -> None:
    for name, pieces in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())


def _fresh(parent: Path, name: str) -> Path:
    path = parent / f".{name}.{os.getpid()}"
    if path.exists():  # left by a process of the same number that was killed
        shutil.rmtree(path)
    path.mkdir()
    return path


def _swap(target: Path, files: Mapping[str, Iterable[str]]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = _fresh(target.parent, f"{target.name}.new")
    old = target.parent / f".{target.name}.old.{os.getpid()}"
    try:
        _write_all(fresh, files)
        if target.exists():
            shutil.copymode(target, fresh)
            kept = target / DECISIONS
            if kept.exists():
                shutil.copy2(kept, fresh / DECISIONS)
            target.rename(old)
            try:
                fresh.rename(target)
            except BaseException:
                old.rename(target)
                raise
            shutil.rmtree(old, ignore_errors=True)
        else:
            fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _put_into(target: Path, files: Mapping[str, Iterable[str]]) -> None:
    # All that can fail for want of space or of a character happens before the first file is replaced.
    fresh = _fresh(target, "checker.new")
    try:
        _write_all(fresh, files)
        for name in files:
            (fresh / name).replace(target / name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
