"""Claims about where the incident was, from the lead of a report and from what is tied to the event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.extract.attribution import AttributionContext, holder_of
from checker.extract.cues import CueContext, cues_of
from checker.extract.event_words import ALARM, event_kind, labelled
from checker.extract.places import PlaceMention, find_chain, find_given, find_places, find_refused
from checker.extract.waters import find_distances, find_waters, leads_elsewhere
from checker.extract.when import ELSEWHERE, HAPPENED, LEAD_SENTENCES, REFUSED
from checker.extract.words import word_set
from checker.model import Claim, Report, Scope, claim_from

Span = tuple[int, int]
_NOT = re.compile(r"\b(?:not|never|neither|nor)(?: \w+)?,? $", re.IGNORECASE)
LEAD_CHARACTERS = 400
_SEAT = 4  # words before a place among which one may make it somebody's seat
_WORD = re.compile(r"[\w'’-]+")


def location_claims(
    report: Report, sentences: Sequence[Span], said: AttributionContext, cues: CueContext
) -> Iterator[Claim]:
    """Where the incident was: places of the lead, places tied to the event, and places withdrawn or put right."""
    for place, (start, end) in enumerate(sentences):
        lead = place < LEAD_SENTENCES or start >= report.body_end
        chain = find_chain(report.text, start, end)
        chained = {mention.start for mention in chain}
        for mention in (*chain, *(one for one in find_places(report.text, start, end) if one.start not in chained)):
            marks = cues_of(cues, mention.start, mention.end)
            refused = not REFUSED.isdisjoint(marks)
            tied = mention.start in chained or _tied(report.text, mention, start, end)
            if not (lead or tied or "correction" in marks or refused) or _elsewhere(report.text, mention, start):
                continue
            marks = tuple(sorted({*marks, HAPPENED})) if tied else marks
            yield _claim(report, mention, (start, end), "negated" if refused else "incident", marks, said)
        for mention in find_refused(report.text, start, end):
            marks = cues_of(cues, mention.start, mention.end)
            if "correction" in marks or _puts_right(report.text, start, end):
                marks = tuple(sorted({*marks, "correction"}))
                given = find_given(report.text, start, mention.start)
                marks = tuple(sorted({*marks, "rejected"}))
                yield _claim(report, mention, (start, end), "negated", marks, said)
                if given:
                    marks = tuple(sorted({*cues_of(cues, given.start, given.end), HAPPENED, "correction"}))
                    yield _claim(report, given, (start, end), "incident", marks, said)
        yield from _distances(report, (start, end), said, cues)


def _claim(
    report: Report,
    mention: PlaceMention,
    sentence: Span,
    scope: Scope,
    marks: tuple[str, ...],
    said: AttributionContext,
) -> Claim:
    return claim_from(
        report,
        mention.start,
        mention.end,
        "location",
        scope=scope,
        sentence=report.text[sentence[0] : sentence[1]],
        value=mention.value,
        topic="place",
        subject=mention.name,
        place=mention.name,
        holder=holder_of(said, mention.start, mention.end),
        cues=marks,
        rule="where/lead",
    )


def _tied(text: str, mention: PlaceMention, start: int, end: int) -> bool:
    if labelled(text, mention.start, "where"):
        return True
    return event_kind(text, mention.start, mention.end, start, end) not in ("", ALARM)


def _puts_right(text: str, start: int, end: int) -> bool:
    """Whether a sentence says in words that it puts an earlier report right."""
    low = " ".join(text[start:end].lower().split())
    return any(phrase in low for phrase in sorted(word_set("en/where_when", "put_right", "phrases")))


def _elsewhere(text: str, mention: PlaceMention, floor: int) -> bool:
    """Whether words before a place make it another time's, or the seat of somebody who speaks."""
    if ELSEWHERE.search(text, max(floor, mention.start - 40), mention.start):
        return True
    before = [word.lower() for word in _WORD.findall(text[max(floor, mention.start - 40) : mention.start])]
    return not word_set("en/where_when", "seat", "words").isdisjoint(before[-_SEAT:])


def _distances(report: Report, sentence: Span, said: AttributionContext, cues: CueContext) -> Iterator[Claim]:
    """In whose waters it was, and how far from where; "1.8 miles off, not 0.8" gives the refused distance too."""
    text, (start, end) = report.text, sentence
    found: list[tuple[int, int, str, str, str, Scope]] = []  # where, topic, value, place, scope
    for whose in find_waters(text, report.source, start, end):
        scope: Scope = "negated" if _NOT.search(text[max(start, whose.start - 16) : whose.start]) else "incident"
        if not leads_elsewhere(text, whose.start, start):
            found.append((whose.start, whose.end, whose.realm, f"{whose.realm}: {whose.owner}", "", scope))
    for away in find_distances(text, start, end):
        tied = _about_the_event(text, away.start, away.end, sentence) or away.refused
        lead = sentence[0] <= LEAD_CHARACTERS
        if not (tied or lead) or leads_elsewhere(text, away.start, start):
            continue
        where = away.anchor or "the coast"
        topic = "distance" if tied else "distance, untied"
        found.append((away.start, away.end, topic, f"{away.km:g} km from {where}", where, "incident"))
        if away.refused:
            value = f"{away.refused:g} km from {where}"
            found.append((away.start, away.end, "distance", value, where, "negated"))
    for first, last, topic, value, anchor, state in found:
        yield claim_from(
            report, first, last, "location", scope=state, sentence=text[start:end], value=value, topic=topic,
            subject=anchor, holder=holder_of(said, first, last), cues=cues_of(cues, first, last), rule=f"where/{topic}",
        )  # fmt: skip


def _about_the_event(text: str, first: int, last: int, sentence: Span) -> bool:
    kind = event_kind(text, first, last, *sentence)
    return labelled(text, first, "where") or kind not in ("", ALARM)
