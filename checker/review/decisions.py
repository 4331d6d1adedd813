"""Decisions: what a reviewer said of a finding. Pure, but for `load` and `save`.

A finding's id is made from its content, so a decision holds in the next run as long as the finding
is the same, and waits, without effect, while the finding is not there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from checker.errors import CannotWrite, CheckerError

FILE = "decisions.jsonl"
# What a desk says of a finding: it is real, it is none, or someone must call.
VERDICTS = ("confirmed", "dismissed", "follow-up")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was said of one finding."""

    finding: str
    verdict: str
    note: str = ""
    reviewer: str = ""
    attribute: str = ""  # what the finding was about, so that the file can be read alone
    explanation: str = ""


def decide(decisions: Sequence[Decision], new: Decision) -> tuple[Decision, ...]:
    """`decisions` with `new` in place of any earlier one on the same finding; in order of finding."""
    kept = {item.finding: item for item in decisions}
    kept[new.finding] = new
    return tuple(kept[name] for name in sorted(kept))


def judge(
    decisions: Sequence[Decision], finding: Mapping[str, Any], verdict: str, said: Mapping[str, str]
) -> tuple[Decision, ...]:
    """`decisions` with `verdict` on a finding of result.json; of note and reviewer, what is not `said` anew stays."""
    earlier = next((item for item in decisions if item.finding == finding["id"]), Decision(finding["id"], verdict))
    return decide(decisions, _described(replace(earlier, verdict=verdict, **said), finding))


def take_over(
    decisions: Sequence[Decision], others: Sequence[Decision], findings: Mapping[str, Mapping[str, Any]]
) -> tuple[Decision, ...]:
    """`decisions` with each of `others` in place of any on the same finding.

    What a finding is about is taken from `findings`, those of a run by id, and else kept as it was.
    """
    kept = {item.finding: asdict(item) for item in decisions}
    for item in others:
        about = findings.get(item.finding) or kept.get(item.finding, {})
        decisions = decide(decisions, _described(item, about))
    return tuple(decisions)


def _described(decision: Decision, about: Mapping[str, Any]) -> Decision:
    return replace(
        decision,
        attribute=about.get("attribute") or decision.attribute,
        explanation=about.get("explanation") or decision.explanation,
    )


def dismissed(decisions: Sequence[Decision]) -> frozenset[str]:
    """The findings that are dismissed: nobody need look at them again."""
    return frozenset(item.finding for item in decisions if item.verdict == "dismissed")


def undecide(decisions: Sequence[Decision], finding: str) -> tuple[Decision, ...]:
    """`decisions` without the one on `finding`."""
    return tuple(item for item in decisions if item.finding != finding)


def written(decisions: Sequence[Decision]) -> str:
    """The decisions as JSON Lines, which UTF-8 can hold whatever a note holds."""
    from checker.report.json import dumps  # which needs this room itself

    return "".join(dumps(dict(sorted(asdict(item).items()))) + "\n" for item in decisions)


def read_decisions(text: str, where: str) -> tuple[Decision, ...]:
    """Decisions from JSON Lines. Raises CheckerError naming the line that is wrong."""
    decisions: tuple[Decision, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            decisions = decide(decisions, _decision(line, f"{where}, line {number}"))
    return decisions


def _decision(line: str, where: str) -> Decision:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise CheckerError(
            f"{where}: not valid JSON; expected a decision as `checker review --export` writes it"
        ) from None
    if (
        not isinstance(value, Mapping)
        or value.get("verdict") not in VERDICTS
        or not isinstance(value.get("finding"), str)
    ):
        raise CheckerError(f"{where}: is no decision; expected finding, and verdict as one of {', '.join(VERDICTS)}")
    return Decision(**{name: _text(value, name) for name in Decision.__dataclass_fields__})


def _text(value: Mapping[str, Any], name: str) -> str:
    held = value.get(name, "")
    return held if isinstance(held, str) else ""


def load(folder: Path) -> tuple[Decision, ...]:
    """The decisions kept in a report folder; none where there is no file."""
    path = folder / FILE
    try:
        return read_decisions(path.read_text("utf-8"), str(path))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as problem:
        raise CheckerError(f"{path}: cannot be read ({problem}); mend or remove the file") from None


def save(folder: Path, decisions: Sequence[Decision]) -> None:
    """Keep the decisions in a report folder, whole or not at all. Raises CannotWrite."""
    path = folder / FILE
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text(written(decisions), "utf-8")
        fresh.replace(path)
    except OSError as problem:
        raise CannotWrite(f"{path}: cannot be written ({problem.strerror}); check that you may write there") from None
