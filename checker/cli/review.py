"""checker review: the reviewer's decisions on the findings of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from checker.cli import options
from checker.cli.console import emit, say
from checker.errors import CannotWrite, CheckerError


def command(
    folder: options.Folder,
    confirm: Annotated[list[str] | None, typer.Option("--confirm", metavar="ID", help="The finding is real.")] = None,
    dismiss: Annotated[list[str] | None, typer.Option("--dismiss", metavar="ID", help="The finding is none.")] = None,
    follow_up: Annotated[
        list[str] | None, typer.Option("--follow-up", metavar="ID", help="Someone must look into it.")
    ] = None,
    undo: Annotated[list[str] | None, typer.Option("--undo", metavar="ID", help="Take a decision back.")] = None,
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="Why; kept with the decisions made in this call.")
    ] = "",
    reviewer: Annotated[str, typer.Option("--reviewer", metavar="NAME", help="Who decided.")] = "",
    apply: Annotated[
        str | None, typer.Option("--apply", metavar="FILE", help="Take over decisions that were exported.")
    ] = None,
    export: Annotated[
        str | None,
        typer.Option("--export", metavar="FILE", help='Write all decisions as JSON Lines; "-" to standard output.'),
    ] = None,
) -> None:
    """Apply, list and export the reviewer's decisions; without options list them and what is still open.

    Example: checker review reports/baghdad-strikes --dismiss d-1a2b --note "same strike, two counts"
    """
    from checker.report.json import load_result
    from checker.review import Decision, decide, load, read_decisions, save, undecide, written

    result = load_result(folder)
    home = Path(folder).parent if folder.endswith(".json") else Path(folder)
    before = decisions = load(home)
    if apply is not None:
        for item in read_decisions(_contents(apply), apply):
            decisions = decide(decisions, item)
    for verdict, names in (("confirmed", confirm), ("dismissed", dismiss), ("follow-up", follow_up)):
        for name in names or ():
            item = _one(result, name, folder)
            decisions = decide(
                decisions, Decision(item["id"], verdict, note, reviewer, item["attribute"], item["explanation"])
            )
    for name in undo or ():
        decisions = undecide(decisions, _one(result, name, folder)["id"])
    if decisions != before:
        save(home, decisions)
    if export == "-":
        emit(written(decisions))
        return
    if export is not None:
        _write(export, written(decisions))
    say("\n".join(_listed(result, {item.finding: (item.verdict, item.note) for item in decisions})))


def _one(result: dict[str, Any], name: str, folder: str) -> Any:
    from checker.report.terminal import matching

    found = matching(result["discrepancies"], name)
    if len(found) != 1:
        what = "no finding has" if not found else f"{len(found)} findings begin with"
        raise CheckerError(f"{folder}: {what} the id {name!r}; list them with: checker show {folder} --all")
    return found[0]


def _listed(result: dict[str, Any], said: dict[str, tuple[str, str]]) -> list[str]:
    from checker.report.terminal import finding

    found = result["discrepancies"]
    present = {item["id"] for item in found}
    open_conflicts = [item for item in found if item["relation"] == "conflict" and item["id"] not in said]
    lines = [f"{len(said)} decided, {len(open_conflicts)} conflict{'' if len(open_conflicts) == 1 else 's'} still open"]
    for item in found:
        if item["id"] in said:
            verdict, note = said[item["id"]]
            lines += ["", f"{verdict}{': ' + note if note else ''}", *finding(item, result)]
    for item in open_conflicts:
        lines += ["", "open", *finding(item, result)]
    gone = sorted(set(said) - present)
    if gone:
        lines += ["", f"decided, but not found in this run: {', '.join(gone)}"]
    return lines


def _contents(file: str) -> str:
    try:
        return Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CheckerError(f"{file}: cannot be read ({problem}); expected what checker review --export wrote") from None


def _write(file: str, text: str) -> None:
    try:
        Path(file).write_text(text, "utf-8")
    except OSError as problem:
        raise CannotWrite(f"{file}: cannot be written ({problem.strerror}); name another file") from None
