"""Words for people: how texts, times and numbers of a result are shown. Report text is hostile here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from checker.model import Report

# Control characters, marks that turn text around, separators that break lines, and halves of characters,
# which no file can hold. Each becomes one visible character, so that offsets into a text stay true.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
REPLACEMENT = "\ufffd"
# More names than this are no help in a sentence.
_MAX_NAMED = 8

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

RELATIONS = ("conflict", "correction", "update", "compatible", "agree", "single")
RELATION_WORDS = {
    "conflict": ("≠", "Conflict", "conflicts", "cannot all be true"),
    "correction": ("↺", "Correction", "corrections", "an earlier figure was withdrawn"),
    "update": ("→", "Update", "updates", "a later report replaces an earlier one"),
    "compatible": ("≈", "Compatible", "compatible", "looks different and is not"),
    "agree": ("=", "Agreement", "agreements", "the same from independent reports"),
    "single": ("1", "Single report", "from a single report", "not reported elsewhere"),
}
ATTRIBUTE_WORDS = {
    "strikes": "Strikes",
    "structures": "Buildings hit",
    "vehicles": "Vehicles",
    "location": "Place",
    "date": "Date",
    "responsibility": "Responsibility",
    "victim_status": "Who the victims were",
    "cause": "Cause",
    "occurrence": "Whether it happened",
    "stance": "Stance",
}
SCOPE_WORDS = {"incident": "the whole", "subset": "a part", "other": "another event", "negated": "denied or feared"}


def visible(text: str) -> str:
    """`text` of the same length, without anything that could steer a terminal, a browser or a reader's eye.

    Line ends and tabs stay. A carriage return becomes a space.
    """
    return _UNSAFE.sub(lambda found: " " if found[0] == "\r" else REPLACEMENT, text)


def one_line(text: str, limit: int = 0) -> str:
    """`text` made visible on one line, cut with an ellipsis at `limit` characters (0: never)."""
    line = " ".join(visible(text).split())
    return line if not limit or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def attribute_word(attribute: str) -> str:
    """What an attribute is called on the page."""
    return ATTRIBUTE_WORDS.get(attribute) or attribute.replace("_", " ").capitalize()


def relation_word(relation: str) -> str:
    """What a relation is called on the page."""
    return RELATION_WORDS[relation][1] if relation in RELATION_WORDS else relation.capitalize()


def relation_count(relation: str, count: int) -> str:
    """How many findings of a relation there are: "1 conflict", "2 updates", "1 from a single report"."""
    _, one, several, _ = RELATION_WORDS.get(relation, ("", relation, relation, ""))
    return f"{count:,} {one.lower() if count == 1 and relation != 'single' else several}"


def few(names: Iterable[str]) -> tuple[str, ...]:
    """Each of `names` once, in their order; none of them where they are too many for a sentence."""
    once = tuple(dict.fromkeys(names))
    return once if len(once) <= _MAX_NAMED else ()


def day(moment: datetime) -> str:
    """A day as "24 Jan 2024", in the time zone it came in."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def moment_text(moment: datetime | None, day_only: bool = False) -> str:
    """A moment as "24 Jan 2024, 09:40 +03:00"; "no date" for None."""
    if moment is None:
        return "no date"
    if day_only:
        return day(moment)
    offset = moment.isoformat()[-6:] if moment.utcoffset() else "UTC" if moment.tzinfo else ""
    return f"{day(moment)}, {moment:%H:%M} {offset}".rstrip()


def published(report: Report) -> str:
    """When a report was published, as far as it says."""
    return moment_text(report.published, report.published_day_only)


def span_text(start: datetime | None, end: datetime | None) -> str:
    """The days from `start` to `end`: "24 Jan 2024", "24 to 26 Jan 2024"."""
    first, last = start or end, end or start
    if first is None or last is None:
        return "no date"
    if first.date() == last.date():
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def interval_text(low: int | None, high: int | None) -> str:
    """The whole numbers an interval holds: "8", "8 to 11", "8 or more"."""
    if low is None:
        return "" if high is None else f"up to {high:,}"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def many(count: int, one: str, several: str | None = None) -> str:
    """A count with its noun: "1 report", "1,200 reports"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def share_word(value: float) -> str:
    """A severity or confidence from 0 to 1 as a word."""
    return "high" if value >= 2 / 3 else "medium" if value >= 1 / 3 else "low"


def source_name(report: Report) -> str:
    """What a report is called by: its source, else its file or id."""
    return report.source or report.path.rsplit("/", 1)[-1] or report.id
