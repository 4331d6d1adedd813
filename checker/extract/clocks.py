"""Clock times named in a text, in minutes after midnight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.extract.number_words import cardinals
from checker.small_letters import small

_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HALF = r"(?P<half>a\.?m\.?|p\.?m\.?)(?![\w])"
_PART = (
    r"(?P<part>(?: o'clock| o’clock)?,? (?:in the |at |this |that |last |on \w+ )?"
    r"(?:early |late )?(?:morning|afternoon|evening|night)\b)"
)
_CLOCK = re.compile(
    rf"(?<![\d.:,$€£/-])(?P<hour>[01]?\d|2[0-3])(?P<mark>[:.h])(?P<minute>[0-5]\d)(?![\d:]|[.,]\d|/)"
    rf"(?: ?(?:{_HALF}|(?:hrs?|hours)\b))?(?:{_PART})?"
    rf"|(?<![\d.:,$€£/-])(?P<army>[01]\d|2[0-3])(?P<army_minute>[0-5]\d) ?(?:hrs?|hours|h|utc|gmt|z|local|lt)\b"
    rf"|(?<![\d.:,$€£/-])(?P<bare>1[0-2]|[1-9]) ?{_HALF.replace('half', 'half_b')}"
    rf"|\b(?P<fraction>half past|quarter past|quarter to|(?:five|ten|twenty|twenty-five) (?:past|to))"
    rf" (?P<of>{_HOURS})\b"
    rf"(?:{_PART.replace('part', 'part_f', 1)})?"
    rf"|\b(?P<word>{_HOURS}|1[0-2]|[1-9])(?: o'clock| o’clock)?{_PART.replace('part', 'part_w', 1)}"
    rf"|\b(?:at|around|about) (?P<noon>noon|midday|midnight)\b"
)
_ZONE = re.compile(r"^ ?\(?(?:UTC|GMT|Z\b)", re.IGNORECASE)
_AT = re.compile(r"\b(?:at|around|about|to|by) $", re.IGNORECASE)
HALF_DAY, DAY = 12 * 60, 24 * 60


@dataclass(frozen=True, slots=True)
class ClockMention:
    """One time of day. Offsets are into the text."""

    start: int
    end: int
    minutes: int  # after midnight
    either: bool  # the half of the day is not told: 5.30 may be 17:30
    universal: bool  # in UTC


def find_clocks(text: str, start: int = 0, end: int | None = None) -> Iterator[ClockMention]:
    """The clock times named in `text[start:end]`, in order; linear in its length."""
    end = len(text) if end is None else end
    shift = max(0, start - 1)  # the sign before the stretch counts too
    for match in _CLOCK.finditer(small(text[shift:end]), start - shift):
        first, last = match.start() + shift, match.end() + shift
        told = _minutes(match)
        # "5.30" may be a figure.
        figure = match["mark"] == "." and told[1] and not _AT.search(text[max(start, first - 8) : first])
        if not figure:
            universal = bool(_ZONE.match(text[last : last + 5])) or match[0].endswith(("utc", "gmt", "z"))
            yield ClockMention(first, last, told[0], told[1], universal)


def _minutes(match: re.Match[str]) -> tuple[int, bool]:
    """Minutes after midnight, and whether the half of the day is open."""
    if match["army"]:
        return int(match["army"]) * 60 + int(match["army_minute"]), False
    if match["noon"]:
        return (0 if match["noon"] == "midnight" else HALF_DAY), False
    if match["hour"]:
        hour, minute = int(match["hour"]), int(match["minute"])
        half = match["half"] or match["part"] or ""
        # A nought before it, and the day has 24 hours.
        sure = bool(half) or hour > 12 or hour == 0 or match["hour"].startswith("0") or match["mark"] == "h"
        return _in_half(hour, half) * 60 + minute, not sure
    if match["bare"]:
        return _in_half(int(match["bare"]), match["half_b"]) * 60, False
    return _in_words(match)


def _in_words(match: re.Match[str]) -> tuple[int, bool]:
    if match["fraction"]:
        part = match["part_f"] or ""
        hour, (size, _, way) = cardinals()[match["of"]], match["fraction"].partition(" ")
        step = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}[size]
        minutes = _in_half(hour, part) * 60 + (step if way == "past" else -step)
        return minutes % DAY, not part
    word = match["word"]
    return _in_half(int(word) if word.isdecimal() else cardinals()[word], match["part_w"]) * 60, False


def _in_half(hour: int, half: str) -> int:
    """The hour of 24 for an hour and a half of the day ("p.m.", "at night"); hours above 12 stay."""
    if not half or hour > 12:
        return hour % 24
    if (half.startswith("a") and "m" in half[:3] and "after" not in half) or "morning" in half:
        return hour % 12
    if "night" in half and (hour < 5 or hour == 12):
        return hour % 12
    return hour % 12 + 12
