"""report.md: the page's content in Markdown. Everything from a report is escaped, Markdown and HTML alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker import __version__
from checker.model import CheckResult
from checker.report import text as words
from checker.report.arrange import page_view
from checker.report.view import Finding, IncidentView, PageView, PositionView
from checker.review import Decision

_MAX_POSITIONS = 40
_MAX_PASSAGES = 3
_MAX_VOICES = 12

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKUP = re.compile(r"[\\`*_\[\]|~$&<>@]|(?<=[A-Za-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
# What makes a heading, a list or a rule at the beginning of a line.
_LEADING = re.compile(r"^(?:[#+=-]|\d{1,9}[.)](?=\s|$))")


def escape(text: str) -> str:
    """`text` on one line, so that no Markdown reader takes any of it for markup, a link or HTML."""
    line = words.one_line(text)
    line = _MARKUP.sub(lambda found: _ENTITIES.get(found[0]) or f"\\{found[0]}", line)
    return _LEADING.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)


def report(result: CheckResult, decisions: Sequence[Decision] = ()) -> str:
    """The whole report as Markdown text."""
    return render(page_view(result, decisions))


def render(view: PageView) -> str:
    """The Markdown of a view."""
    lines = ["# Discrepancy report", "", _lead(view), ""]
    lines += _overview(view)
    for incident in view.incidents:
        lines += _incident(incident)
    lines += _reports(view) + _skipped(view) + _made(view)
    return "\n".join(lines).rstrip("\n") + "\n"


def _lead(view: PageView) -> str:
    counts = ", ".join(words.relation_count(*pair) for pair in view.relations) or "nothing to weigh"
    seen = view.counts
    copies = f" ({words.many(seen.copies, 'copy', 'copies')})" if seen.copies else ""
    told = (
        f"{words.many(seen.reports, 'report')}{copies}, {words.many(seen.incidents, 'incident')}, "
        f"{words.many(seen.claims, 'claim')}. Findings: {counts}."
    )
    if seen.dismissed:
        told += f" Dismissed in review: {words.many(seen.dismissed, 'conflict')}."
    if seen.claimless:
        names = f": {', '.join(map(escape, view.claimless))}" if view.claimless else ""
        told += f" No claim was read in {words.many(seen.claimless, 'report')}{names}."
    left = seen.incidents - len(view.incidents)
    return f"{told} {words.many(left, 'incident')} more in the CSV files and result.json only." if left else told


def _overview(view: PageView) -> list[str]:
    if not view.counts.conflicts and view.counts.dismissed:
        told = "Every conflict that was found has been dismissed in review; it stands among the quieter findings."
        return ["## No conflict left to look at", "", told, ""]
    if not view.counts.conflicts:
        told = "The reports do not contradict each other on anything that was compared."
        return ["## No conflict found", "", told, ""]
    lines = ["## What cannot all be true", ""]
    for incident in view.incidents:
        if incident.loud:
            lines.append(f"- {escape(incident.label)}")
        for item in incident.loud:
            said = f", {escape(item.decision.verdict)}" if item.decision else ""
            lines.append(
                f"  - **{escape(item.attribute)}**: {escape(item.headline)} "
                f"(severity {words.share_word(item.severity)}{said})"
            )
    return [*lines, ""]


def _incident(incident: IncidentView) -> list[str]:
    of = f" of {len(incident.reports):,}" if len(incident.reports) > incident.independent else ""
    facts = [incident.span, *incident.places, f"{words.many(incident.independent, 'independent report')}{of}"]
    lines = [f"## {escape(incident.label)}", "", " · ".join(map(escape, facts)), ""]
    for item in incident.loud:
        lines += _card(item)
    if incident.quiet:
        counts = ", ".join(words.relation_count(*pair) for pair in incident.quiet_counts)
        lines += [f"### Quieter findings: {counts}", ""]
        for item in incident.quiet:
            lines += _card(item, "####")
    for attribute, refusals in incident.refusals:
        lines += [f"### Not compared, {escape(attribute)}", ""]
        lines += [_reason(refusal.reason, refusal.pairs, refusal.count) for refusal in refusals]
        lines.append("")
    return lines


def _card(item: Finding, level: str = "###") -> list[str]:
    lines = [f"{level} {words.relation_word(item.relation)}: {escape(item.attribute)}, {escape(item.headline)}", ""]
    if item.decision:
        note = f". {escape(item.decision.note)}" if item.decision.note else ""
        lines += [f"Reviewed: **{escape(item.decision.verdict)}**{note}", ""]
    lines += [escape(item.explanation), ""]
    if item.estimate:
        lines += [", ".join(f"{name} {number}" for name, number in item.estimate), ""]
    lines += ["| | position | according to | independent reports | reports |", "|---|---|---|---:|---|"]
    lines += [_row(position) for position in item.positions[:_MAX_POSITIONS]]
    lines.append("")
    if len(item.positions) > _MAX_POSITIONS:
        lines += [f"and {words.many(len(item.positions) - _MAX_POSITIONS, 'more position')}, in result.json", ""]
    lines += _evidence(item)
    if item.refusals:
        lines += ["Not compared, and why:", ""]
        lines += [_reason(refusal.reason, refusal.pairs, refusal.count) for refusal in item.refusals]
        lines.append("")
    grade = f", grade {escape(item.grade)}" if item.grade else ""
    lines += [
        f"Severity {item.severity:.2f}, confidence {item.confidence:.2f}{grade}, rule {escape(item.rule)}, "
        f"id {escape(item.id)}",
        "",
    ]
    return lines


def _row(position: PositionView) -> str:
    said = "; ".join(map(escape, position.said_by[:_MAX_VOICES])) or "the reports themselves"
    voices = [
        f"{escape(voice.name)} ({escape(voice.when)}{f', copy of {escape(voice.copy_of)}' if voice.copy_of else ''})"
        for voice in position.voices[:_MAX_VOICES]
    ]
    if len(position.voices) > _MAX_VOICES:
        voices.append(f"and {len(position.voices) - _MAX_VOICES:,} more")
    value = escape(position.value)
    return f"| {position.letter} | {value} | {said} | {position.independent:,} | {'; '.join(voices)} |"


def _evidence(item: Finding) -> list[str]:
    lines = []
    for position in item.positions[:_MAX_POSITIONS]:
        for passage in position.passages[:_MAX_PASSAGES]:
            # Marked words are bold: the stars stand outside the escaped text, and never touch a space.
            told = "".join(_bold(piece.text) if piece.claims else _inline(piece.text) for piece in passage.pieces)
            lines.append(f"- {position.letter}: “{told.strip()}” ({escape(passage.name)}, {escape(passage.when)})")
    return [*lines, ""] if lines else []


def _inline(text: str) -> str:
    core = escape(text)
    if not core:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{core}{' ' if text[-1].isspace() else ''}"


def _bold(text: str) -> str:
    whole = _inline(text)
    core = whole.strip()
    return whole.replace(core, f"**{core}**", 1) if core else whole


def _reason(reason: str, pairs: Sequence[tuple[str, str]], count: int) -> str:
    told = "; ".join(f"{escape(one)} beside {escape(other)}" for one, other in pairs)
    return f"- {escape(reason)}: {told}{f'; {count:,} pairs in all' if count > len(pairs) else ''}"


def _reports(view: PageView) -> list[str]:
    if not view.reports:
        return []
    lines = ["## The reports", "", "| source | published | title | file |", "|---|---|---|---|"]
    for item in view.reports:
        name = escape(item.name) + (f" (copy of {escape(item.copy_of)})" if item.copy_of else "")
        lines.append(f"| {name} | {escape(item.when)} | {escape(item.title)} | {escape(item.path)} |")
    return [*lines, ""]


def _skipped(view: PageView) -> list[str]:
    if not view.skipped:
        return []
    return ["## Not read", "", *(f"- {escape(path)}: {escape(reason)}" for path, reason in view.skipped), ""]


def _made(view: PageView) -> list[str]:
    settings = ", ".join(f"{escape(name)} {escape(value)}" for name, value in view.settings)
    return [
        "## How this was made",
        "",
        f"checker {__version__}, schema checker.result/1, model {escape(view.model[0])} ({escape(view.model[1])}).",
        f"Settings: {settings}.",
        "",
        "The checker does not decide who is right. It shows which claims cannot all be true, who makes them, and",
        "how many independent reports stand behind each; copies of one text count once.",
        "",
    ]
