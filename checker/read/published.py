"""When a report was published, from whatever form it was written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from checker.read.zone import zone_at

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
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NUMERIC = re.compile(r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([AaPp])\.?[Mm]\b\.?)?")
_DIGIT = re.compile(r"\d")
# Words beside a time that say nothing of its zone.
_FILLER = re.compile(
    r"\b(?:at|on|hrs?|hours|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b\.?", re.IGNORECASE
)
# Seconds since 1970 from 1990 to 2100; more is milliseconds.
_FIRST_SECOND, _LAST_SECOND = 631_152_000, 4_102_444_800
_MAX_LENGTH = 80
# Of what is not understood so much is shown.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Published:
    """A date as understood: the moment, always with a time zone, and what there is to tell the user of it."""

    moment: datetime | None = None
    day_only: bool = False
    doubt: str = ""  # why it was left out or what was assumed, on one line; "" where all is clear


class _OrderUnknownError(ValueError):
    """Day and month cannot be told apart; the message names the two days it may be."""


def parse_published(value: object) -> Published:
    """The moment of publication in `value`, whether only the day was given, and what is in doubt.

    Understands ISO 8601, RFC 5322 ("Tue, 23 Jan 2024 21:14:00 +0300"), written dates with or
    without a time, and seconds or milliseconds since 1970. A zone is an offset, a name of the IANA
    database or an abbreviation that RFC 5322 defines; a time with any other word for its zone is
    taken as UTC with that as the doubt, and one without a zone is taken as UTC. A bare day is
    midnight UTC with the flag set. Without a moment for what is missing or not understood,
    01/02/2024 among it, which is two days.
    """
    if isinstance(value, datetime):
        return Published(_zoned(value))
    if isinstance(value, date):
        return Published(datetime(value.year, value.month, value.day, tzinfo=UTC), day_only=True)
    text = "" if value is None else str(value).strip()
    if not text:
        return Published()
    try:
        found = None if len(text) > _MAX_LENGTH else _iso(text) or _epoch(text) or _written(text)
    except _OrderUnknownError as order:
        return Published(
            doubt=f"in the date {text!r} day and month cannot be told apart, so that it was left out, "
            f"the report itself was read; write {order}"
        )
    except (ValueError, OverflowError, OSError):
        found = None
    return found or Published(
        doubt=f"the date {text[:_SHOWN]!r} was not understood and left out, the report itself was read; "
        "expected a form such as 2024-01-24T09:30:00+03:00 or 2024-01-24"
    )


def _zoned(moment: datetime) -> datetime:
    return moment if moment.utcoffset() is not None else moment.replace(tzinfo=UTC)


def _iso(text: str) -> Published | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        date.fromisoformat(text)
    except ValueError:
        return Published(_zoned(moment))
    return Published(_zoned(moment), day_only=True)


def _epoch(text: str) -> Published | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    if seconds > _LAST_SECOND:
        seconds /= 1000
    if not _FIRST_SECOND <= seconds <= _LAST_SECOND:
        return None
    return Published(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds)))


def _written(text: str) -> Published | None:
    day, rest = _day(text)
    if day is None:
        return None
    clock = _CLOCK.search(rest)
    if not clock:
        lost = f"the time of the date {text!r} was not understood, only its day was kept; write it as 21:15"
        doubt = lost if _DIGIT.search(rest) else ""
        return Published(datetime(day.year, day.month, day.day, tzinfo=UTC), day_only=True, doubt=doubt)
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if clock[4]:
        hour = hour % 12 + (12 if clock[4] in "Pp" else 0)
    moment = datetime(day.year, day.month, day.day, hour, minute, second)
    words = " ".join(_FILLER.sub(" ", rest[clock.end() :]).split()).strip(" ,;.")
    zone = zone_at(moment, words)
    doubt = (
        f"the time zone {words!r} of the date {text!r} is not known, so that the time was taken as UTC; "
        "write an offset such as +03:00 or a name such as Europe/Kyiv"
    )
    return Published(moment.replace(tzinfo=zone or UTC), doubt="" if zone else doubt)


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
    if "." in match[0] or first > 12 or first == second:
        return date(third, second, first), rest
    if second > 12:
        return date(third, first, second), rest
    raise _OrderUnknownError(f"{date(third, second, first)} or {date(third, first, second)}")
