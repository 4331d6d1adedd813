"""On which day a report's event was: from dates in its lead, weekdays, and the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from checker.extract.dates import year_of_last
from checker.group.tokens import any_of
from checker.model import Report
from checker.small_letters import small

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        [
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ]
    )
    for name in names.split()
}
_MONTH = any_of(sorted(_MONTHS, key=len, reverse=True))
_LONG_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = ("yesterday", "last night", "today", "tonight", "this morning", "overnight")
# How a date begins: asked first, it rules out most words at once.
_BEGINNING = any_of(dict.fromkeys(word[:3] for word in (*_MONTHS, *_LONG_WEEKDAYS, *_RELATIVE)))
_DATE = re.compile(
    rf"\b(?=\d|{_BEGINNING})(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d)\b"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m2>{_MONTH})\b\.?,?(?: (?P<y2>(?:19|20)?\d\d)\b(?!:))?"
    rf"|(?P<m3>{_MONTH})\b\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y3>(?:19|20)\d\d)\b)?"
    rf"|(?P<week>{any_of(_LONG_WEEKDAYS)})\b"
    rf"|(?P<rel>{any_of(_RELATIVE)})\b)"
)
_MOST_CHARACTERS = 2500
_MOST_DAYS = 4


@dataclass(frozen=True, slots=True)
class EventDay:
    """A day an event may have been on: its ordinal where the year is known, else only month and day."""

    ordinal: int | None
    of_year: int  # 0 to 365, in a leap year


def is_time(word: str) -> bool:
    """Whether a lower-case word names a month or a day of the week."""
    return word in _MONTHS or word in _WEEKDAYS


def _of_year(month: int, day: int) -> int:
    return date(2000, month, day).toordinal() - date(2000, 1, 1).toordinal()


@lru_cache(maxsize=1 << 12)
def _made(year: int | None, month: int, day: int, published: date | None) -> EventDay | None:
    try:
        of_year = _of_year(month, day)
        if year is None and published is not None:
            year = year_of_last(month, day, published)
        return EventDay(date(year, month, day).toordinal() if year else None, of_year)
    except ValueError:
        return None


def event_days(report: Report, title: str, body: str) -> tuple[EventDay, ...]:
    """The first few days named, likeliest first."""
    published = report.published.date() if report.published else None
    anchor = published
    found: list[EventDay] = []
    for hit in _DATE.finditer(small(f"{title}\n{body[:_MOST_CHARACTERS]}")):
        day = _day(hit, anchor)
        if day is None:
            continue
        # A dateline stands in for the day of publication where that is missing.
        if anchor is None and day.ordinal is not None:
            anchor = date.fromordinal(day.ordinal)
        if day not in found:
            found.append(day)
        if len(found) == _MOST_DAYS:
            break
    return tuple(found)


def _day(hit: re.Match[str], anchor: date | None) -> EventDay | None:
    if hit["week"]:
        if anchor is None:
            return None
        back = (anchor.weekday() - _WEEKDAYS[hit["week"]]) % 7
        return _from(anchor.toordinal() - back)
    if hit["rel"]:
        if anchor is None:
            return None
        return _from(anchor.toordinal() - (hit["rel"] in ("yesterday", "last night", "overnight")))
    if hit["d2"]:
        year, month, day = hit["y2"], _MONTHS[hit["m2"]], int(hit["d2"])
    elif hit["d3"]:
        year, month, day = hit["y3"], _MONTHS[hit["m3"]], int(hit["d3"])
    else:
        year, month, day = hit["y1"], int(hit["m1"]), int(hit["d1"])
    number = int(year) if year else None
    if number is not None and number < 100:
        number += 1900 if number > 50 else 2000
    return _made(number, month, day, anchor)


@lru_cache(maxsize=1 << 12)
def _from(ordinal: int) -> EventDay | None:
    if ordinal < 1:
        return None
    day = date.fromordinal(ordinal)
    return EventDay(ordinal, _of_year(day.month, day.day))
