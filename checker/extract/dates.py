"""Days named in a text, resolved against the day of publication in its own time zone."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from checker.small_letters import small

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = {name: number for number, name in enumerate(_MONTHS, start=1)}
_MONTH |= {name[:3]: number for name, number in _MONTH.items()} | {"sept": 9}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_WORDS = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY = re.compile(
    # How a day begins: asked first, it rules out most words at once.
    rf"\b(?=[\dadfjlmnostwy])(?:(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"
    rf"|(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month_after>{_MONTH_WORDS})\b\.?"
    rf"(?:,? (?P<year_a>(?:19|20)\d\d)\b)?"
    rf"|(?P<month_first>{_MONTH_WORDS})\b\.? (?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)"
    rf"(?:,? (?P<year_b>(?:19|20)\d\d)\b)?"
    rf"|(?P<weekday>{'|'.join(_DAYS)})\b"
    rf"|(?P<relative>yesterday|last night|today|tonight|this (?:morning|afternoon|evening|date|day)|overnight)\b)"
)
# What reaches over midnight: a report of the next day may rightly name that one.
_NIGHT = re.compile(
    r"\b(?:night|overnight|midnight|dawn|early|small hours|before sunrise|UTC|GMT|[23]:?\d\d ?Z)\b"
    r"|\b0?[0-3][:.]?[0-5]\d ?(?:hrs|hours|h|a\.?m|local)\b|\b0[0-3][:.]?[0-5]\d\b|\b(?:1[0-2]|[1-3]) ?a\.?m\b"
    r"|\b2[23][:.]?[0-5]\d\b|\b1[01](?:[:.][0-5]\d)? ?p\.?m\b",
    re.IGNORECASE,
)
# One edge of the day only: a late hour may be dated to the next day, an early one to the day before.
_LATE = re.compile(r"^(?:[^.;]{0,3}night|[^.;]{0,3}evening)\b|\blate (?:on |in the )?$", re.IGNORECASE)
_EARLY = re.compile(r"\b(?:early|dawn|before sunrise|small hours|early hours)\b[^.;]*$|\bnight to $", re.IGNORECASE)
_SEVERAL = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?(?: ?[-–/] ?| and | to | or |, )$")
_BEFORE_TODAY = frozenset(["yesterday", "last night", "overnight"])

Precision = Literal["day", "night", "late", "early"]


@dataclass(frozen=True, slots=True)
class DayMention:
    """One day named in a text. Offsets are into the text."""

    start: int
    end: int
    day: date
    precision: (
        Precision  # "night": the day before or after may be meant; "late": the one after; "early": the one before
    )
    kind: str  # explicit, weekday, relative


# Stands for a year that is not known; a leap year, so that every day is in it.
NO_YEAR = 4


def find_days(
    text: str, published: datetime | None, start: int = 0, end: int | None = None, *, yearless: bool = False
) -> Iterator[DayMention]:
    """The days named in `text[start:end]`, in order; linear in its length.

    Without `published`, only dates with a year are resolved. A date without a year is the last such day before
    publication, a weekday the last one, that of publication included. With `yearless` a date without a year comes
    in the year `NO_YEAR` where there is no day of publication.
    """
    end = len(text) if end is None else end
    shift = max(0, start - 1)  # the sign before the stretch counts too
    for match in _DAY.finditer(small(text[shift:end]), start - shift):
        resolved = _resolve(match, published.date() if published else None, yearless)
        if resolved is None:
            continue
        day, kind = resolved
        first, last = match.start() + shift, match.end() + shift
        before = text[max(start, first - 30) : first]
        after = text[last : min(end, last + 20)]
        precision: Precision = "late" if "night" in match[0] else _precision(before, after)
        yield DayMention(first, last, day, precision, kind)


def _precision(before: str, after: str) -> Precision:
    if _LATE.search(after) or _LATE.search(before):
        return "late"
    if _SEVERAL.search(before) or _NIGHT.search(after):
        return "night"
    if not _NIGHT.search(before):
        return "day"
    return "early" if _EARLY.search(before) and not before.lower().endswith("night to ") else "night"


def _resolve(match: re.Match[str], published: date | None, yearless: bool) -> tuple[date, str] | None:
    try:
        if word := match["weekday"]:
            if published is None:
                return None
            return published - timedelta((published.weekday() - _DAYS.index(word)) % 7), "weekday"
        if word := match["relative"]:
            if published is None:
                return None
            return published - timedelta(word in _BEFORE_TODAY), "relative"
        return _calendar(match, published, yearless)
    except (ValueError, OverflowError):
        return None


def _calendar(match: re.Match[str], published: date | None, yearless: bool) -> tuple[date, str] | None:
    if match["day_first"]:
        year, month, day = match["year_a"], _MONTH[match["month_after"]], int(match["day_first"])
    elif match["month_first"]:
        year, month, day = match["year_b"], _MONTH[match["month_first"]], int(match["day_after"])
    else:
        year, month, day = match["year"], int(match["month"]), int(match["day"])
    if year:
        return date(int(year), month, day), "explicit"
    if published is None:
        return (date(NO_YEAR, month, day), "explicit") if yearless else None
    return date(year_of_last(month, day, published), month, day), "explicit"


def year_of_last(month: int, day: int, until: date) -> int:
    """The year of the last such day of a calendar up to `until`; of 29 February a leap year."""
    year = until.year - ((month, day) > (until.month, until.day))
    while (month, day) == (2, 29) and not isleap(year):
        year -= 1
    return year
