"""Claims about where and when the incident was, from the lead of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.extract.attribution import AttributionContext, holder_of
from checker.extract.cues import CueContext, cues_of
from checker.extract.dates import find_days
from checker.extract.places import find_places
from checker.model import Claim, Report, Scope, claim_from

Span = tuple[int, int]
# Where and when stand in the headline and the first sentences; later places are of other things.
_LEAD_SENTENCES = 3
_REFUSED = frozenset(["rejected", "superseded", "denial"])
_ELSEWHERE = re.compile(
    r"\b(?:last (?:year|month|week)|years? ago|months? ago|earlier this|since|anniversary|previous|meanwhile|elsewhere"
    r"|based in|spokes\w+|told|born|from|said in|statement in|meeting in|hospitals? in)\b",
    re.IGNORECASE,
)

# Words that tie a day to the event itself and not to a death in hospital, a statement or a burial.
_HAPPENED = re.compile(
    r"\b(?:happened|took place|occurred|exploded|went off|crashed|collapsed|derailed|capsized|sank|overturned|broke out"
    r"|left the road|opened fire|was (?:attacked|bombed|hit|struck|ambushed|raided|shelled))\b[^.;:]*$"
    r"|\b(?:clash|crash|attack|blast|explosion|raid|strike|bombing|shooting|ambush|fire|collapse|accident)\s+on\s*$",
    re.IGNORECASE,
)
_TIED = 60  # characters from such a word to the day
HAPPENED = "happened"


def location_claims(
    report: Report, sentences: Sequence[Span], said: AttributionContext, cues: CueContext
) -> Iterator[Claim]:
    """Where the incident was: places of the lead, and places that a report withdraws or puts right."""
    for place, (start, end) in enumerate(sentences):
        lead = place < _LEAD_SENTENCES or start >= report.body_end
        for mention in find_places(report.text, start, end):
            marks = cues_of(cues, mention.start, mention.end)
            corrects = "correction" in marks or not _REFUSED.isdisjoint(marks)
            if not (lead or corrects) or _ELSEWHERE.search(report.text, max(start, mention.start - 40), mention.start):
                continue
            scope: Scope = "incident" if _REFUSED.isdisjoint(marks) else "negated"
            yield claim_from(
                report,
                mention.start,
                mention.end,
                "location",
                scope=scope,
                sentence=report.text[start:end],
                value=mention.value,
                topic="place",
                subject=mention.name,
                place=mention.name,
                holder=holder_of(said, mention.start, mention.end),
                cues=marks,
                rule="where/lead",
            )


def date_claims(
    report: Report, sentences: Sequence[Span], said: AttributionContext, cues: CueContext
) -> Iterator[Claim]:
    """On which day the incident was: days named in the lead."""
    for place, (start, end) in enumerate(sentences):
        if place >= _LEAD_SENTENCES and start < report.body_end:
            continue
        for day in find_days(report.text, report.published, start, end):
            if _ELSEWHERE.search(report.text, max(start, day.start - 40), day.start):
                continue
            marks = cues_of(cues, day.start, day.end)
            if _HAPPENED.search(report.text[max(start, day.start - _TIED) : day.start]):
                marks = tuple(sorted({*marks, HAPPENED}))
            yield claim_from(
                report,
                day.start,
                day.end,
                "date",
                scope="incident" if _REFUSED.isdisjoint(marks) else "negated",
                sentence=report.text[start:end],
                value=day.day.isoformat(),
                topic="day",
                hedge=day.precision,
                holder=holder_of(said, day.start, day.end),
                cues=marks,
                rule=f"when/{day.kind}",
            )
