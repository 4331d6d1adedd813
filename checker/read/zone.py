"""The time zone that stands beside a time, by offset or by name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

# The zone words of RFC 5322, section 4.3. Others mean several zones: IST is India, Ireland and Israel.
_HOURS = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7,
}  # fmt: skip
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+\-−])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_PLACE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")
# "+0300 (MSK)", "PET (UTC-5)", "+01:00[Europe/Paris]": the same zone said twice.
_SAID_TWICE = re.compile(r"([^(\[]*)[(\[]([^)\]]*)[)\]]")


def zone_at(moment: datetime, words: str) -> timezone | None:
    """The offset from UTC that `words` stand for at `moment`, a time without a zone; None when unknown.

    No words at all are UTC. Raises ValueError for an offset of a day or more.
    """
    if not words:
        return UTC
    twice = _SAID_TWICE.fullmatch(words)
    for part in twice.groups() if twice else (words,):
        zone = _zone(moment, part.strip())
        if zone:
            return zone
    return None


def _zone(moment: datetime, words: str) -> timezone | None:
    if words.upper() in _HOURS:
        return timezone(timedelta(hours=_HOURS[words.upper()]))
    offset = _OFFSET.fullmatch(words)
    if offset:
        shift = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return timezone(shift if offset[1] == "+" else -shift)
    return _zone_of_place(moment, words) if _PLACE.fullmatch(words) else None


def _zone_of_place(moment: datetime, name: str) -> timezone | None:
    try:
        shift = moment.replace(tzinfo=ZoneInfo(name)).utcoffset()
    except (KeyError, ValueError, OSError):
        # No such place, or the name of a folder of them.
        return None
    return None if shift is None else timezone(shift)
