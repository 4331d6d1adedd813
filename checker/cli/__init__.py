"""The command line: parses, calls the pure functions, prints. No logic, one command a file."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from checker import __version__
from checker.cli import claims, group, review, run, schema, show
from checker.cli.console import complain
from checker.errors import CheckerError

app = typer.Typer(
    name="checker",
    help="Find where reports of one incident cannot all be true.\n\nExample: checker run fixtures/baghdad-strikes",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(run.command)
app.command("group")(group.command)
app.command("claims")(claims.command)
app.command("show")(show.command)
app.command("review")(review.command)
app.command("schema")(schema.command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"checker {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 --fail-on met, 2 wrong use or nothing readable."""
    sys.exit(_status())


def _status() -> int:
    try:
        status = app(sys.argv[1:] or ["--help"], prog_name="checker", standalone_mode=False)
        sys.stdout.flush()
    except CheckerError as problem:
        complain(str(problem))
        return 2
    except typer.TyperException as problem:
        # pydantic, which typer checks choices with, says first that a wrong value is one.
        message = problem.format_message().replace(": Value error, ", ": ", 1).rstrip(".")
        complain(f"{message}; see checker --help")
        return 2
    except (typer.Abort, KeyboardInterrupt):
        complain("stopped")
        return 130
    except BrokenPipeError:
        # The reader (head, less) has left; what it read is fine.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status if isinstance(status, int) else 0
