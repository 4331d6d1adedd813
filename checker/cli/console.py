"""The one sink for output: results to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from checker.model import Skipped

_MAX_SKIPPED = 20
_STAGES = {"embed": "reading", "group": "grouping", "extract": "extracting", "compare": "comparing"}


def plain(text: str) -> str:
    """`text` without anything that could steer a terminal."""
    from checker.report.text import visible

    return visible(text)


def say(text: str = "") -> None:
    """Print to standard output, made safe for a terminal and for any encoding."""
    encoding = sys.stdout.encoding or "utf-8"
    typer.echo(plain(text).encode(encoding, "replace").decode(encoding))


def emit(text: str) -> None:
    """Write machine-readable text to standard output, as it is, in UTF-8."""
    sys.stdout.flush()
    data = memoryview(text.encode("utf-8"))
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def complain(text: str) -> None:
    """Print to standard error, each line under the program's name."""
    encoding = sys.stderr.encoding or "utf-8"
    for line in plain(text).splitlines():
        typer.echo(f"checker: {line}".encode(encoding, "replace").decode(encoding), err=True)


def name_skipped(skipped: Iterable[Skipped]) -> None:
    """A line on standard error for each thing that was not read."""
    items = list(skipped)
    for item in items[:_MAX_SKIPPED]:
        complain(f"skipped {item.path}: {item.reason}")
    if len(items) > _MAX_SKIPPED:
        complain(f"skipped {len(items) - _MAX_SKIPPED:,} more; all are listed in the report")


@contextmanager
def progress(quiet: bool = False) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on standard error, only where a person sees it: to a terminal, unless quiet."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_STAGES.get(stage, stage), total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield tell
