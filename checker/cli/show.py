"""checker show: the findings of a finished run in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import options
from checker.cli.console import say
from checker.cli.summary import RELATIONS, evidence, finding, matching, overview
from checker.errors import CheckerError


def command(
    folder: options.Folder,
    finding_id: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A finding's id, or the beginning of one; an incident's id works too."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", "-a", help="Every finding, not only the conflicts.")] = False,
) -> None:
    """Show the findings of a finished run; with ID one of them with its evidence.

    Example: checker show reports/baghdad-strikes
    """
    from checker.report.json import load_result

    result = load_result(folder)
    if finding_id is None:
        if not everything:
            say("\n".join(overview(result, limit=1_000_000)))
            return
        found = sorted(result["discrepancies"], key=lambda item: (RELATIONS.index(item["relation"]), item["id"]))
    else:
        found = matching(result["discrepancies"], finding_id)
        incidents = {item["id"] for item in matching(result["incidents"], finding_id)}
        found = found or [item for item in result["discrepancies"] if item["incident"] in incidents]
        if not found:
            raise CheckerError(
                f"{folder}: no finding or incident has the id {finding_id!r}; see checker show {folder} --all"
            )
    one = finding_id is not None and len(found) == 1
    for number, item in enumerate(found):
        say(("\n" if number else "") + "\n".join(evidence(item, result) if one else finding(item, result)))
