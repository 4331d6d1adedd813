"""checker review: the reviewer's decisions on the findings of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from checker.cli import options
from checker.cli.console import complain, emit, say
from checker.errors import CannotWrite, CheckerError

if TYPE_CHECKING:
    from checker.review import Decision

_UNDONE = "undone"
_OPTIONS = {"confirmed": "--confirm", "dismissed": "--dismiss", "follow-up": "--follow-up", _UNDONE: "--undo"}


def command(
    folder: options.Folder,
    confirm: Annotated[list[str] | None, typer.Option("--confirm", metavar="ID", help="The finding is real.")] = None,
    dismiss: Annotated[list[str] | None, typer.Option("--dismiss", metavar="ID", help="The finding is none.")] = None,
    follow_up: Annotated[
        list[str] | None, typer.Option("--follow-up", metavar="ID", help="Someone must look into it.")
    ] = None,
    undo: Annotated[list[str] | None, typer.Option("--undo", metavar="ID", help="Take a decision back.")] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="Why; kept with the decisions made in this call.")
    ] = None,
    reviewer: Annotated[str | None, typer.Option("--reviewer", metavar="NAME", help="Who decided.")] = None,
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
    from checker.report.json import folder_of, load_result
    from checker.review import judge, load, read_decisions, save, take_over, undecide, written

    result = load_result(folder)
    home = folder_of(folder)
    before = load(home)
    found = {item["id"]: item for item in result["discrepancies"]}
    said = {name: text for name, text in (("note", note), ("reviewer", reviewer)) if text is not None}
    if said and not (confirm or dismiss or follow_up):
        raise CheckerError(f"--{next(iter(said))}: goes with a decision; add --confirm, --dismiss or --follow-up ID")
    chosen = _chosen(
        result, folder, {"confirmed": confirm, "dismissed": dismiss, "follow-up": follow_up, _UNDONE: undo}
    )
    decisions = before
    if apply is not None:
        decisions = take_over(decisions, read_decisions(_contents(apply), apply), found)
    for name, verdict in chosen.items():
        undone = verdict == _UNDONE
        decisions = undecide(decisions, name) if undone else judge(decisions, found[name], verdict, said)
    if decisions != before:
        save(home, decisions)
        complain(f"{home}: index.html and report.md show this after the next: checker run PATHS -o {home}")
    if export == "-":
        emit(written(decisions))
        return
    if export is not None:
        _write(export, written(decisions))
    say("\n".join(_listed(result, decisions)))


def _chosen(result: dict[str, Any], folder: str, named: Mapping[str, Sequence[str] | None]) -> dict[str, str]:
    """What is to become of each finding that was named. Raises CheckerError where that is two things at once."""
    chosen: dict[str, str] = {}
    for verdict, names in named.items():
        for name in names or ():
            finding = _one(result, name, folder)["id"]
            if chosen.setdefault(finding, verdict) != verdict:
                both = f"{_OPTIONS[chosen[finding]]} and {_OPTIONS[verdict]}"
                raise CheckerError(f"{finding}: is given to both {both}; give it to one")
    return chosen


def _one(result: dict[str, Any], name: str, folder: str) -> Any:
    from checker.report.terminal import matching

    found = matching(result["discrepancies"], name)
    if len(found) != 1:
        what = "no finding has" if not found else f"{len(found)} findings begin with"
        raise CheckerError(f"{folder}: {what} the id {name!r}; list them with: checker show {folder} --all")
    return found[0]


def _listed(result: dict[str, Any], decisions: Sequence[Decision]) -> list[str]:
    from checker.report.terminal import finding, known

    facts = known(result, decisions)
    found = result["discrepancies"]
    decided = [item for item in found if item["id"] in facts.decisions]
    left = [item for item in found if item["relation"] == "conflict" and item["id"] not in facts.decisions]
    lines = [f"{len(decided)} decided, {len(left)} conflict{'' if len(left) == 1 else 's'} still open"]
    gone = sorted(set(facts.decisions) - {item["id"] for item in decided})
    if gone:
        lines.append(f"decided, but not found in this run: {', '.join(gone)}")
    for item in decided:
        lines += ["", *finding(item, facts)]
    for item in left:
        lines += ["", "open", *finding(item, facts)]
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
