"""The paragraph a journalist could paste: who says what, when, on whose word, and why it matters.

Every sentence follows from recorded claims. Names come from reports, so whatever could break a line
or a page is taken out of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from checker.compare.figures import Figure
from checker.compare.intervals import text
from checker.compare.positions import Stand
from checker.model import Relation, Report

_MOST_SPEAKERS = 3
_MOST_STANDS = 6
_NAME = 80
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_NOUNS = {
    "killed": "killed",
    "wounded": "wounded",
    "missing": "missing",
    "detained": "detained",
    "abducted": "abducted",
    "displaced": "displaced",
    "rescued": "rescued",
    "strikes": "strikes or munitions",
    "structures": "buildings hit",
    "vehicles": "vehicles",
}
_OF = {
    "attackers": "on the attackers' side",
    "security": "on the security forces' side",
    "households": "households",
}


def plain(name: str, limit: int = _NAME) -> str:
    """A name from a report on one line, without control characters, at most `limit` characters long."""
    line = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def moment(figure: Figure) -> str:
    """When a figure was given: "on 8 May 2024 at 14:30", or "in an undated report"."""
    if figure.first is None:
        return "in an undated report"
    return f"on {_day(figure.first)}" + ("" if figure.first != figure.last else f" at {figure.first:%H:%M}")


def _day(when: datetime) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def noun_of(attribute: str, matter: str) -> str:
    """What is counted, in words: "killed", "killed on the attackers' side"."""
    noun = _NOUNS.get(attribute, attribute)
    return f"{noun} {_OF.get(matter, f'({matter})')}".strip() if matter else noun


def said(stand: Stand, noun: str, sources: dict[str, Report]) -> str:
    """One sentence: who gives a figure, when, and on whose word."""
    first: dict[int, Figure] = {}
    for figure in sorted(stand.figures, key=_earliest):
        first.setdefault(figure.voice, figure)
    parts = [_one(figure, sources) for figure in list(first.values())[:_MOST_SPEAKERS]]
    more = len(first) - _MOST_SPEAKERS
    if more > 0:
        parts.append(f"{more} other{'s' if more > 1 else ''}")
    number = text(stand.low, stand.high)
    if stand.merged:
        number = f"figures from {number}"
    who = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 2 else parts)
    return f"{number[0].upper()}{number[1:]} {noun}: {who}."


def _earliest(figure: Figure) -> tuple[bool, float, str, int]:
    return (
        figure.first is None,
        figure.first.timestamp() if figure.first else 0.0,
        figure.claim.report,
        figure.claim.start,
    )


def _one(figure: Figure, sources: dict[str, Report]) -> str:
    report = sources[figure.claim.report]
    outlet = plain(report.source) or plain(report.id)
    if figure.named:
        return f"{plain(figure.speaker)}, quoted by {outlet} {moment(figure)}"
    return f"{outlet} {moment(figure)}"


def paragraph(
    relation: Relation,
    held: Sequence[Stand],
    noun: str,
    reason: str,
    sources: dict[str, Report],
    stale: Sequence[str] = (),
) -> str:
    """The whole explanation of a finding."""
    lead = {
        "conflict": f"The reports give figures for {noun} that cannot all be true.",
        "update": f"The figure for {noun} changed as time went by.",
        "correction": f"An earlier figure for {noun} was withdrawn.",
        "compatible": f"The figures for {noun} look different and do not contradict each other.",
        "agree": f"Independent voices give the same figure for {noun}.",
        "single": f"Only one voice gives a figure for {noun}.",
    }[relation]
    lines = [lead, *(said(stand, noun, sources) for stand in held[:_MOST_STANDS])]
    if len(held) > _MOST_STANDS:
        lines.append(f"{len(held) - _MOST_STANDS} more figures are listed with the finding.")
    if reason:
        lines.append(f"{reason[0].upper()}{reason[1:]}.")
    if stale:
        names = ", ".join(sorted({plain(sources[name].source) or plain(name) for name in stale}))
        lines.append(f"Still repeating a replaced figure: {names}.")
    return " ".join(lines)
