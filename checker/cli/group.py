"""checker group: only which reports belong together."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli import options
from checker.cli.console import emit, name_skipped, progress, say
from checker.errors import CheckerError
from checker.model import Grouping, ReportSet

if TYPE_CHECKING:
    from checker.group.explain import PairVerdict


def command(
    paths: options.Paths,
    incidents: options.Incidents = None,
    threshold: options.Threshold = None,
    why: Annotated[
        tuple[str, str] | None,
        typer.Option("--why", metavar="A B", help="What pushes these two reports together or apart."),
    ] = None,
    borderline: Annotated[bool, typer.Option("--borderline", help="The pairs nearest the threshold.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the groups as JSON.")] = False,
    settings_file: options.SettingsFile = None,
    model: options.Model = None,
    quiet: options.Quiet = False,
) -> None:
    """Print which reports tell of the same incident.

    Example: checker group fixtures/two-shootings --why shoot-1 shoot-3
    """
    settings = options.make_settings(settings_file, incidents=incidents, group_threshold=threshold, model=model)
    from checker.read import read_reports

    reports = read_reports(paths)
    name_skipped(reports.skipped)
    for name in why or ():
        if name not in {report.id for report in reports}:
            raise CheckerError(f"no report has the id {name!r}; list them with: checker group {' '.join(paths)}")
    from checker.group import group_reports

    with progress(quiet) as tell:
        cache = options.cache_dir()
        if why is not None or borderline:
            from checker.group.explain import borderline_pairs, explain_pair

            verdicts = (
                (explain_pair(reports, *why, settings, cache_dir=cache, progress=tell),)
                if why is not None
                else borderline_pairs(reports, settings, cache_dir=cache, progress=tell)
            )
        else:
            grouping = group_reports(reports, settings, cache_dir=cache, progress=tell)
            verdicts = ()
    if why is not None or borderline:
        told = [line for verdict in verdicts for line in _explained(verdict)]
        say("\n".join(told or ["no two reports are anywhere near one another"]))
    elif as_json:
        from checker.report.json import dumps

        emit(dumps(_plain(grouping), indent=1) + "\n")
    else:
        say("\n".join(_listed(grouping, reports)))


def _explained(verdict: PairVerdict) -> list[str]:
    outcome = "together" if verdict.together else "apart"
    return [
        f"{verdict.left} and {verdict.right}: {outcome}, chance {verdict.chance:.2f}",
        *(f"  {_push(reason.push)}  {reason.subject}: {reason.detail}" for reason in verdict.reasons),
    ]


def _push(push: float) -> str:
    return f"{push:+6.2f}" if isfinite(push) else " never"


def _plain(grouping: Grouping) -> dict[str, object]:
    return {
        "incidents": [{"reports": list(cluster)} for cluster in grouping.clusters],
        "copy_of": dict(sorted(grouping.copy_of.items())),
    }


def _listed(grouping: Grouping, reports: ReportSet) -> list[str]:
    of = {report.id: report for report in reports}
    lines: list[str] = []
    for number, cluster in enumerate(grouping.clusters, start=1):
        lines += ["", f"incident {number}, {len(cluster)} report{'' if len(cluster) == 1 else 's'}"]
        for name in cluster:
            report = of[name]
            when = f"{report.published:%Y-%m-%d}" if report.published else "no date"
            copied = f"  (copy of {grouping.copy_of[name]})" if name in grouping.copy_of else ""
            title = report.title or " ".join(report.text.split())[:70]
            lines.append(f"  {name}  {when}  {report.source}: {title}{copied}")
    return lines[1:]
