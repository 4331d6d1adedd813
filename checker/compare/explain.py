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
_QUESTIONS = {
    "killed": "how many {who} were killed",
    "wounded": "how many {who} were wounded",
    "missing": "how many {who} were missing",
    "detained": "how many {who} were detained",
    "abducted": "how many {who} were abducted",
    "displaced": "how many {who} were displaced",
    "rescued": "how many {who} were rescued",
    "strikes": "how many strikes or munitions there were",
    "structures": "how many buildings were hit",
    "vehicles": "how many vehicles were hit or taken",
}
_SIDES = {"attackers": "on the attackers' side", "security": "on the security forces' side"}
# Whom a report quotes by a pronoun alone; who that is stands elsewhere in its text.
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it", "who", "one", "some", "others", "his", "her", "their"})
_ARTICLES = ("The ", "A ", "An ", "Our ", "Its ", "His ", "Her ", "Their ", "Some ", "Two ", "Three ")


def plain(name: str, limit: int = _NAME) -> str:
    """A name from a report on one line, without control characters, at most `limit` characters long."""
    line = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def moment(figure: Figure, zoned: bool = False) -> str:
    """When a figure was given: "8 May 2024, 14:30", with "UTC+03:00" where `zoned`, or "undated"."""
    if figure.first is None:
        return "undated"
    if figure.first != figure.last:
        return _day(figure.first)
    return f"{_day(figure.first)}, {figure.first:%H:%M}" + (
        f" UTC{figure.first.isoformat(timespec='minutes')[16:]}" if zoned else ""
    )


def _in_several_zones(sources: dict[str, Report]) -> bool:
    """Whether reports give their hours in more than one time zone, so that bare hours would mislead."""
    told = [report.published for report in sources.values() if report.published and not report.published_day_only]
    return len({when.utcoffset() for when in told}) > 1


def _day(when: datetime) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def question(attribute: str, matter: str) -> str:
    """What is counted, as a question: "how many people were killed", with the side where sides are counted apart."""
    asked = _QUESTIONS.get(attribute, f"how many {attribute} there were")
    people = "people" if matter in ("", *_SIDES) else matter
    side = f" {_SIDES[matter]}" if matter in _SIDES else ""
    unit = f" ({matter})" if people == matter and "{who}" not in asked else ""
    return asked.format(who=people) + side + unit


def number(stand: Stand) -> str:
    """A stand's figure in words: "8", "at least 8", "none", "figures from 3 to 9"."""
    told = text(stand.low, stand.high)
    return f"figures from {told}" if stand.merged else told


def said(stand: Stand, sources: dict[str, Report]) -> str:
    """One sentence: who gives a figure, when, and on whose word."""
    first: dict[int, Figure] = {}
    for figure in sorted(stand.figures, key=_earliest):
        first.setdefault(figure.voice, figure)
    parts = [_one(figure, sources) for figure in list(first.values())[:_MOST_SPEAKERS]]
    parts = [parts[0], *(_inside(part) for part in parts[1:])]
    more = len(first) - _MOST_SPEAKERS
    if more > 0:
        parts.append(f"{more} other{'s' if more > 1 else ''}")
    who = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 2 else parts)
    return f"{who[0].upper()}{who[1:]} gave {number(stand)}."


def _earliest(figure: Figure) -> tuple[bool, float, str, int]:
    return (
        figure.first is None,
        figure.first.timestamp() if figure.first else 0.0,
        figure.claim.report,
        figure.claim.start,
    )


def _one(figure: Figure, sources: dict[str, Report]) -> str:
    """Who gives a figure, with where and when in brackets: "police (quoted by Wire, 8 May 2024, 14:30)"."""
    report = sources[figure.claim.report]
    outlet = plain(report.source) or plain(report.id)
    name, when = _name(plain(figure.speaker)), moment(figure, _in_several_zones(sources))
    if figure.named:
        return f"{name or 'somebody unnamed'} (quoted by {outlet}, {when})"
    return f"{outlet} ({when})"


def _name(name: str) -> str:
    """A speaker's name without shouting; "" for a bare pronoun."""
    if name.lower() in _PRONOUNS:
        return ""
    return name.title() if name.isupper() and " " in name else name


def _inside(part: str) -> str:
    """A part of a sentence that does not begin it: "The mayor" becomes "the mayor"."""
    return part[0].lower() + part[1:] if part.startswith(_ARTICLES) else part


def paragraph(
    relation: Relation,
    held: Sequence[Stand],
    asked: str,
    reason: str,
    sources: dict[str, Report],
    stale: Sequence[str] = (),
) -> str:
    """The whole explanation of a finding; `asked` is the question, `reason` why the figures relate as they do."""
    lead = {
        "conflict": f"The reports contradict each other on {asked}.",
        "update": f"Later reports give other figures for {asked}.",
        "correction": f"A figure for {asked} was corrected.",
        "compatible": f"The figures for {asked} differ without contradicting each other.",
        "agree": f"Independent voices agree on {asked}.",
        "single": f"Only one voice says {asked}.",
    }[relation]
    lines = [lead, *(said(stand, sources) for stand in held[:_MOST_STANDS])]
    if len(held) > _MOST_STANDS:
        lines.append(f"{len(held) - _MOST_STANDS} more figures are listed with the finding.")
    if reason:
        lines.append(f"{reason[0].upper()}{reason[1:]}.")
    if stale:
        names = ", ".join(sorted({plain(sources[name].source) or plain(name) for name in stale}))
        lines.append(f"Still repeating a replaced figure: {names}.")
    return " ".join(lines)
