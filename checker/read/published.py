"""When a report was published, from whatever form it was written in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
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
        ),
        start=1,
    )
    for name in names.split()
}
_ZONE_NAME = re.compile(r"\s*\b(?:UTC|GMT)\b$", re.IGNORECASE)
_SPACED_OFFSET = re.compile(r"\s+([+-]\d{2}:?\d{2})$")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NUMERIC = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(?:([AaPp])\.?[Mm]\b\.?)?")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_RFC2822 = re.compile(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?$")
# Seconds since 1970 from 1990 to 2100; more is milliseconds.
_FIRST_SECOND, _LAST_SECOND = 631_152_000, 4_102_444_800
_MAX_LENGTH = 80


def parse_published(value: object) -> tuple[datetime | None, bool]:
    """The moment, always with a time zone, and whether only the day was given.

    Understands ISO 8601, RFC 2822 ("Tue, 23 Jan 2024 21:14:00 +0300"), written dates with or
    without a time, and seconds or milliseconds since 1970. A time without a zone is taken as UTC;
    a bare day is midnight UTC with the flag set. (None, False) for what is missing or not
    understood, 01/02/2024 among it, which is two days.
    """
    if value is None or isinstance(value, bool):
        return None, False
    if isinstance(value, datetime):
        return _zoned(value), False
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC), True
    text = str(value).strip()
    if not text or len(text) > _MAX_LENGTH:
        return None, False
    try:
        return _iso(text) or _epoch(text) or _rfc2822(text) or _written(text) or (None, False)
    except (ValueError, OverflowError, OSError):
        return None, False


def _zoned(moment: datetime) -> datetime:
    return moment if moment.utcoffset() is not None else moment.replace(tzinfo=UTC)


def _iso(text: str) -> tuple[datetime, bool] | None:
    text = _SPACED_OFFSET.sub(r"\1", _ZONE_NAME.sub("+00:00", text))
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        date.fromisoformat(text)
    except ValueError:
        return _zoned(moment), False
    return _zoned(moment), True


def _epoch(text: str) -> tuple[datetime, bool] | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    if seconds > _LAST_SECOND:
        seconds /= 1000
    if not _FIRST_SECOND <= seconds <= _LAST_SECOND:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds)), False


def _rfc2822(text: str) -> tuple[datetime, bool] | None:
    if not _RFC2822.match(text) or text[-2:].lower() in ("am", "pm"):
        return None
    try:
        return _zoned(parsedate_to_datetime(text)), False
    except (ValueError, TypeError, IndexError):
        return None


def _written(text: str) -> tuple[datetime, bool] | None:
    text = _WEEKDAY.sub("", text)
    day, rest = _day(text)
    if day is None:
        return None
    clock = _CLOCK.search(rest)
    if not clock:
        return datetime(day.year, day.month, day.day, tzinfo=UTC), True
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        hour = hour % 12 + (12 if clock[4] in "Pp" else 0)
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=UTC)
    offset = _OFFSET.search(rest[clock.end() :].strip())
    if offset:
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        moment = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M:%S}{offset[1]}{_hours(shift)}")
    return moment, False


def _hours(shift: timedelta) -> str:
    minutes = int(shift.total_seconds() // 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _day(text: str) -> tuple[date | None, str]:
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        match = pattern.search(text)
        if match:
            month = _MONTHS.get(match[order[1]].lower())
            rest = text[: match.start()] + " " + text[match.end() :]
            return (date(int(match[order[0]]), month, int(match[order[2]])), rest) if month else (None, text)
    match = _NUMERIC.search(text)
    if not match:
        return None, text
    rest = text[: match.start()] + " " + text[match.end() :]
    first, second, third = (int(part) for part in match.groups())
    if len(match[1]) == 4:
        return date(first, second, third), rest
    if len(match[3]) != 4:
        return None, text
    # 24.01.2024 is day, month, year wherever dots are used; with slashes only a number over 12 tells.
    if "." in match[0] or first > 12:
        return date(third, second, first), rest
    return (date(third, first, second), rest) if second > 12 else (None, text)
