"""checker show: the findings of a finished run in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import options
from checker.cli.console import say
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
    from checker.report.json import folder_of, load_result
    from checker.report.terminal import show
    from checker.review import load

    result = load_result(folder)
    lines = show(result, finding_id, everything, load(folder_of(folder)))
    if finding_id is not None and not lines:
        raise CheckerError(
            f"{folder}: no finding or incident has the id {finding_id!r}; see checker show {folder} --all"
        )
    say("\n".join(lines))
