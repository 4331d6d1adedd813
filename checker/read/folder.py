"""What the user names - files, folders, standard input - to a ReportSet."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path, PurePosixPath

from checker.errors import NothingReadable
from checker.model import Report, ReportSet, Skipped
from checker.read import csv, html, json, jsonl, text
from checker.read.encoding import decode, repair
from checker.read.limits import MAX_DEPTH, MAX_FILE_BYTES, MAX_LISTED_FAULTS, UnreadableError
from checker.read.published import parse_published
from checker.read.record import Contents, Record

READERS: dict[str, Callable[[str], Contents]] = {
    ".txt": text.read,
    ".text": text.read,
    ".md": text.read,
    ".markdown": text.read,
    ".json": json.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".jl": jsonl.read,
    ".csv": csv.read,
    ".tsv": csv.read,
    ".html": html.read,
    ".htm": html.read,
}
_KNOWN = "txt, md, json, jsonl, csv, tsv or html"
_NOT_REPORTS = {"readme", "license", "licence", "changelog"}
STDIN = "-"


def read_reports(paths: Sequence[str | Path] | str | Path) -> ReportSet:
    """Every report in `paths`: files, folders (with all folders in them), "-" for JSON Lines on standard input.

    Ids given in the input are kept; others are made from the file's path below the named folder,
    so that they do not depend on where the folder lies. What cannot be read is listed in `.skipped`.
    Raises NothingReadable when no report is left.
    """
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    reading = _Reading()
    for path in named:
        reading.add(str(path))
    reports, renamed = _with_unique_ids(reading.found, reading.given_ids)
    reading.tell(renamed, "more reports whose id another has")
    skipped = tuple(sorted(set(reading.skipped), key=lambda item: (item.path, item.reason)))
    if not reports:
        raise NothingReadable(_nothing(named, skipped))
    return ReportSet(reports=tuple(sorted(reports, key=lambda report: report.id)), skipped=skipped)


def _nothing(named: Sequence[str | Path], skipped: Sequence[Skipped]) -> str:
    if not named:
        return f"nothing was named to read; name a file or folder of reports ({_KNOWN})"
    lines = [f"{item.path}: {item.reason}" for item in skipped]
    if len(lines) == 1:
        return f"no report could be read: {lines[0]}"
    shown = lines[:MAX_LISTED_FAULTS]
    more = [f"and {len(lines) - len(shown):,} more"] if len(lines) > len(shown) else []
    advice = f"no report could be read; name files or folders of reports ({_KNOWN})"
    return "\n".join([*shown, *more, advice])


@dataclass(slots=True)
class _Reading:
    found: list[Report] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    given_ids: set[str] = field(default_factory=set)

    def add(self, named: str) -> None:
        """Read one thing the user named."""
        if named == STDIN:
            self._take(sys.stdin.buffer.read, jsonl.read, "-", "stdin")
            return
        path = Path(named)
        try:
            if path.is_dir():
                self._folder(path)
            elif path.exists():
                self._file(path, path.name, path.stem, asked_for=True)
            else:
                self._skip(named, "there is no such file or folder; check the name")
        except (OSError, ValueError) as problem:
            self._skip(named, _why(problem))

    def _folder(self, root: Path) -> None:
        name = root.resolve().name
        before = len(self.skipped)
        files = sorted(_files(root, self._skip), key=lambda item: item.relative_to(root).parts)
        for path in files:
            below = PurePosixPath(*path.relative_to(root).parts)
            self._file(path, f"{name}/{below}", str(below.with_suffix("")), asked_for=False)
        if not files and len(self.skipped) == before:
            self._skip(f"{name}/", f"the folder is empty; put reports into it ({_KNOWN})")

    def _file(self, path: Path, shown: str, identity: str, *, asked_for: bool) -> None:
        real = str(path.resolve())
        if real in self.seen:
            return
        self.seen.add(real)
        if not asked_for and path.stem.casefold() in _NOT_REPORTS:
            self._skip(shown, "is taken for a note about the folder, not a report; name the file itself to read it")
            return
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            what = f"unknown format {path.suffix!r}" if path.suffix else "no file extension tells the format"
            self._skip(shown, f"{what}; expected {_KNOWN}")
            return
        if not path.is_file():
            self._skip(shown, f"is not a regular file; expected {_KNOWN}")
            return
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            self._skip(shown, f"is {size:,} bytes long, more than {MAX_FILE_BYTES:,}; split it")
            return
        self._take(path.read_bytes, reader, shown, identity)

    def _take(self, load: Callable[[], bytes], reader: Callable[[str], Contents], shown: str, identity: str) -> None:
        try:
            data = load()
            if not data.strip():
                raise UnreadableError("is empty (0 bytes of text); expected a report")
            contents = reader(decode(data))
        except UnreadableError as problem:
            self._skip(shown, str(problem))
            return
        except (OSError, ValueError) as problem:
            self._skip(shown, _why(problem))
            return
        for fault in contents.faults[:MAX_LISTED_FAULTS]:
            self._skip(shown, fault.reason)
        if len(contents.faults) > MAX_LISTED_FAULTS:
            self._skip(shown, f"and {len(contents.faults) - MAX_LISTED_FAULTS:,} more faulty lines")
        if not contents.records and not contents.faults:
            self._skip(shown, "holds no report; expected at least one")
        alone = len(contents.records) == 1 and not contents.records[0].line
        notices: list[Skipped] = []
        for number, record in enumerate(contents.records, start=1):
            own = identity if alone else f"{identity}#{number}"
            notices += self._keep(record, shown if not record.line else f"{shown}:{record.line}", own)
        self.tell(notices, "more dates in doubt in this file")

    def _keep(self, record: Record, shown: str, identity: str) -> list[Skipped]:
        published = parse_published(record.published)
        if record.id:
            self.given_ids.add(record.id)
        self.found.append(
            Report(
                id=record.id or repair(identity),
                text=record.text,
                source=record.source,
                published=published.moment,
                published_day_only=published.day_only,
                title=record.title,
                path=repair(shown),
                incident=record.incident or None,
            )
        )
        return [Skipped(shown, reason) for reason in (record.notice, published.doubt) if reason]

    def tell(self, notices: Sequence[Skipped], more: str) -> None:
        """List `notices` one by one, and beyond the first of them how many `more` there are."""
        for notice in notices[:MAX_LISTED_FAULTS]:
            self._skip(notice.path, notice.reason)
        if len(notices) > MAX_LISTED_FAULTS:
            self._skip(notices[MAX_LISTED_FAULTS].path, f"and {len(notices) - MAX_LISTED_FAULTS:,} {more}")

    def _skip(self, shown: str, reason: str) -> None:
        self.skipped.append(Skipped(path=_printable(shown), reason=_printable(reason)))


def _printable(told: str) -> str:
    # A file's name may hold a line end, an escape sequence or a mark that turns text around.
    line = " ".join(repair(told).split())
    return "".join(char if char.isprintable() else "\ufffd" for char in line)


def _files(root: Path, skip: Callable[[str, str], None], depth: int = 0) -> Iterator[Path]:
    """Files below `root`; hidden ones are passed over, as are links back up the tree."""
    if depth > MAX_DEPTH:
        skip(root.name, f"lies more than {MAX_DEPTH} folders deep; name it by itself")
        return
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError as problem:
        skip(root.name, _why(problem))
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")) or entry.name in ("__pycache__", "__MACOSX"):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), skip, depth + 1)
        elif not entry.is_dir():
            yield Path(entry.path)


def _why(problem: Exception) -> str:
    told = problem.strerror if isinstance(problem, OSError) else str(problem)
    return f"cannot be read ({told or type(problem).__name__}); check the name and that you may read it"


def _with_unique_ids(reports: Sequence[Report], given: Collection[str]) -> tuple[list[Report], list[Skipped]]:
    """Reports with distinct ids, and a notice for each whose `given` id was taken.

    Of those that share one, all but the first get "~2", "~3" ... First is the earliest, then by
    content, so that the order of files and of lines does not matter.
    """
    ordered = sorted(reports, key=_by_content)
    taken = {report.id for report in ordered}
    first: dict[str, str] = {}
    times: Counter[str] = Counter()
    unique: list[Report] = []
    renamed: list[Skipped] = []
    for report in ordered:
        times[report.id] += 1
        if times[report.id] == 1:
            first[report.id] = report.path
            unique.append(report)
            continue
        while (name := f"{report.id}~{times[report.id]}") in taken:
            times[report.id] += 1
        taken.add(name)
        unique.append(replace(report, id=name))
        if report.id in given:
            reason = (
                f"the id {report.id!r} is that of {first[report.id]} too, so that this report was read as {name!r}; "
                "give each report an id of its own"
            )
            renamed.append(Skipped(report.path, reason))
    return unique, renamed


def _by_content(report: Report) -> tuple[object, ...]:
    when = report.published.timestamp() if report.published else inf
    return report.id, when, report.text, report.title, report.source, report.incident or "", _natural(report.path)


def _natural(path: str) -> tuple[str, int]:
    # Line 9 of a file comes before line 10.
    name, _, line = path.rpartition(":")
    return (name, int(line)) if name and line.isdigit() else (path, 0)
