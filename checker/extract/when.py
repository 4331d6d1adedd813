"""Claims about when the incident was, from the lead of a report and from what is tied to the event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.extract.attribution import AttributionContext, holder_of
from checker.extract.clocks import DAY, ClockMention, find_clocks
from checker.extract.cues import CueContext, cues_of
from checker.extract.dates import NO_YEAR, DayMention, find_days
from checker.extract.event_words import ALARM, ANY, event_kind, in_row, labelled, of_speaking
from checker.model import Claim, Report, claim_from

Span = tuple[int, int]
# Where and when stand in the headline and the first sentences; later places are of other things.
LEAD_SENTENCES = 3
REFUSED = frozenset(["rejected", "superseded", "denial"])
ELSEWHERE = re.compile(
    r"\b(?:last (?:year|month|week)|years? ago|months? ago|earlier this|since|anniversary|previous|meanwhile|elsewhere"
    r"|based in|spokes\w+|told|born|from|said in|statement in|meeting in|hospitals? in)\b",
    re.IGNORECASE,
)

# "19 July, Jebba: nine dead" heads an entry of a list.
_ENTRY = re.compile(r"(?:,? [^:\n]{1,60})?: ")
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,30}(?:[,/] ?[^\n,]{1,25}){0,2}, ?")
_DATELINE_END = re.compile(r" ?(?:[-–—]|\(|:)")
# "on Friday and not, as some wrote, after midnight on Saturday"
_NOT_THEN = re.compile(r"(?:\band|,|\(|–|—) (?:and )?not\b(?! (?:until|before|only))[^.;]*$", re.IGNORECASE)
# "until 9 p.m." is no moment at which something happened.
_NO_MOMENT = re.compile(
    r"\b(?:until|till|since|before|by|from|between|as of|as at|to|hours?) (?:about |around |nearly )?$|[-–] ?$"
    r"|\b(?:between|from) [^,.;]{1,12} and $",
    re.IGNORECASE,
)
# "the figure it gave at noon": the hour of what was said.
_SAID_AT = re.compile(
    r"\b(?:said|says|saying|gave|given|told|stated|announced|reported|published|issued|posted|updated|spoke|speaking|wrote|"
    r"counted|broadcast|bulletin|statement|update|briefing|report|figures?|toll|press conference)"
    r"(?: on \w+)? ?(?:at|around|about|shortly|just)?(?: about| around| after| before)? ?$",
    re.IGNORECASE,
)
HAPPENED = "happened"
SPEAKING = "speaking"


def date_claims(
    report: Report, sentences: Sequence[Span], said: AttributionContext, cues: CueContext
) -> Iterator[Claim]:
    """On which day the incident was: days named in the lead, and days tied to the event itself."""
    for place, (start, end) in enumerate(sentences):
        lead = place < LEAD_SENTENCES or start >= report.body_end
        for day in find_days(report.text, report.published, start, end, yearless=True):
            if ELSEWHERE.search(report.text, max(start, day.start - 40), day.start):
                continue
            marks = cues_of(cues, day.start, day.end)
            ties = _ties(report.text, day, start, end)
            if not (lead or HAPPENED in ties):
                continue
            refused = not REFUSED.isdisjoint(marks) or _NOT_THEN.search(
                report.text[max(start, day.start - 60) : day.start]
            )
            yield claim_from(
                report,
                day.start,
                day.end,
                "date",
                scope="negated" if refused else "incident",
                sentence=report.text[start:end],
                value=day.day.isoformat() if day.day.year != NO_YEAR else f"--{day.day:%m-%d}",
                topic="day",
                hedge=day.precision,
                holder=holder_of(said, day.start, day.end),
                cues=tuple(sorted({*marks, *ties})),
                rule=f"when/{day.kind}",
            )


def clock_claims(
    report: Report, sentences: Sequence[Span], said: AttributionContext, cues: CueContext
) -> Iterator[Claim]:
    """At what time of day the event was, and at what time help was called: times tied to words for either."""
    offset = report.published.utcoffset() if report.published and not report.published_day_only else None
    for start, end in sentences:
        for clock in find_clocks(report.text, start, end):
            kind = _clock_kind(report.text, clock, start, end)
            zone = int(offset.total_seconds()) // 60 if offset else 0
            if not kind or (clock.universal and not zone):
                continue
            minutes = (clock.minutes + zone * clock.universal) % DAY
            refused = _NOT_THEN.search(report.text[max(start, clock.start - 60) : clock.start])
            yield claim_from(
                report,
                clock.start,
                clock.end,
                "date",
                scope="negated" if refused else "incident",
                sentence=report.text[start:end],
                value=f"{minutes // 60:02}:{minutes % 60:02}",
                topic="clock",
                group=kind,
                hedge="either" if clock.either else "",
                holder=holder_of(said, clock.start, clock.end),
                cues=cues_of(cues, clock.start, clock.end),
                rule="when/clock",
            )


def _clock_kind(text: str, clock: ClockMention, floor: int, ceiling: int) -> str:
    before = text[max(floor, clock.start - 40) : clock.start]
    if _NO_MOMENT.search(before[-24:]) or _SAID_AT.search(before):
        return ""
    if labelled(text, clock.start, "when"):
        return ANY
    return event_kind(text, clock.start, clock.end, floor, ceiling)


def _ties(text: str, day: DayMention, floor: int, ceiling: int) -> tuple[str, ...]:
    """Whether a day is that of the event, or that of a statement, a burial or a court."""
    if in_row(text, day.start) or labelled(text, day.start, "when") or _heads_an_entry(text, day):
        return (HAPPENED,)
    if of_speaking(text, day.start, floor) or _in_dateline(text, day):
        return (SPEAKING,)
    kind = event_kind(text, day.start, day.end, floor, ceiling)
    return (HAPPENED,) if kind not in ("", ALARM) else ()


def _line_before(text: str, day: DayMention) -> str | None:
    """What stands on the line before a day; None where that is long."""
    head = text[max(0, day.start - 60) : day.start]
    if "\n" in head:
        return head.rpartition("\n")[2]
    return head if day.start <= 60 else None


def _heads_an_entry(text: str, day: DayMention) -> bool:
    before = _line_before(text, day)
    return before is not None and not before.strip("•*-– >\t") and bool(_ENTRY.match(text, day.end))


def _in_dateline(text: str, day: DayMention) -> bool:
    # "JUBA, Oct 17 - A plane ..." is the day of writing.
    before = _line_before(text, day)
    return before is not None and bool(_DATELINE.fullmatch(before)) and bool(_DATELINE_END.match(text, day.end))
