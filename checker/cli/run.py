"""checker run: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from checker.cli import options
from checker.cli.console import complain, emit, name_skipped, progress, say

if TYPE_CHECKING:
    from checker.model import ReportSet


def command(
    paths: options.Paths,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="DIR", help="Report folder; default reports/<name of the input>."),
    ] = None,
    incidents: options.Incidents = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON instead of the summary.")] = False,
    fail_on: Annotated[
        Literal["conflict"] | None,
        typer.Option("--fail-on", help="Exit with status 1 when one was found and not dismissed."),
    ] = None,
    extractor: options.Extractor = None,
    workers: options.Workers = None,
    settings_file: options.SettingsFile = None,
    policy: options.Policy = None,
    grade: options.Grade = None,
    model: options.Model = None,
    vague: options.Vague = None,
    nli: options.Nli = None,
    threshold: options.Threshold = None,
    quiet: options.Quiet = False,
) -> None:
    """Read reports, find what is at odds, and write a report folder.

    Example: checker run fixtures/baghdad-strikes -o reports/baghdad-strikes
    """
    settings = options.make_settings(
        settings_file,
        incidents=incidents,
        extractor=extractor,
        workers=workers,
        policy=policy,
        grade=grade,
        model=model,
        vague_numbers=vague,
        nli=nli,
        group_threshold=threshold,
    )
    from checker.read import read_reports

    reports = read_reports(paths)
    name_skipped(reports.skipped)
    folder = Path(output or default_folder(paths))
    from checker.pipeline import check
    from checker.report import check_writable, write_report
    from checker.review import dismissed, load

    # Said before the long work, not after it.
    check_writable(folder)
    if output is None and _holds_others(folder, reports):
        complain(f"{folder}: a run of other reports is replaced; to keep such a one, name a folder with -o")
    with progress(quiet) as tell:
        result = check(reports, settings, cache_dir=options.cache_dir(), progress=tell)
    write_report(result, folder)
    decisions = load(folder)
    if as_json:
        from checker.report.json import result_to_json

        emit(result_to_json(result))
    elif not quiet:
        from checker.report.terminal import summary

        say(summary(result, folder, decisions))
    settled = dismissed(decisions)
    if fail_on and any(found.relation == fail_on and found.id not in settled for found in result.discrepancies):
        raise typer.Exit(1)


def _holds_others(folder: Path, reports: ReportSet) -> bool:
    """Whether a run stands in `folder` that shares no report with `reports`."""
    from checker.report.json import load_reports

    before = {(item["id"], item["source"], item["title"]) for item in load_reports(folder)}
    return bool(before) and before.isdisjoint((item.id, item.source, item.title) for item in reports)


def default_folder(paths: list[str]) -> str:
    """The folder a run writes to when none is named: reports/<name of the first input>."""
    first = Path(paths[0])
    name = "stdin" if paths[0] == "-" else first.resolve().name if first.is_dir() else first.stem
    return str(Path("reports") / (name or "reports"))
