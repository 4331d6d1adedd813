"""A count claim made ready for comparison: whose word it is, when it was said, whom it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from checker.compare import words
from checker.compare.copies import roots_of
from checker.compare.voices import Voices, is_body, is_outlet, kind_of
from checker.extract.groups import ancestors, group_of, side_of, unit_of
from checker.model import Claim, Report

BODILY = frozenset({"killed", "wounded"})  # what befalls a body
_SENTENCE = 600  # characters of a sentence that are read
_LEAD = 1500  # characters in which a text shows whose it is
_NEAR = 120  # characters after a figure in which its place may be named
_OPENING = re.compile(
    r"\W{0,4}(?:In|At|Near|Around|Outside) (?:the )?([A-ZÀ-Þ][\w'’\-]{1,30}(?: [A-ZÀ-Þ][\w'’\-]{1,30})?)"
)
# Whom a party to a fight means when it counts fighters without saying whose.
_FOE = {"militant": "security", "force": "attackers", "police": "attackers"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One count claim with what comparison needs to know of it. Times are those of its report."""

    claim: Claim
    low: int
    high: int | None
    root: str  # id of the report whose text this is, the original where it is a copy
    voice: int  # number of whoever answers for the figure; equal for one voice under two names
    speaker: str  # the same, in words
    kind: str  # militant, force, police, state, health, aid, civic or ""
    body: bool  # a body that counts, not an outlet that passes on
    passing: bool  # an outlet's own words, on nobody's word
    named: bool  # the report says whose figure it is
    first: datetime | None  # when it was said, at the earliest
    last: datetime | None  # and at the latest
    group: str
    unit: str
    side: str  # attackers, security, civil or ""
    hostile: bool  # told of an enemy
    cues: frozenset[str]
    headline: bool  # it stands in the headline
    lead: bool  # it stands in the first sentence of a report without a headline
    extra: bool  # the words add to a figure given before: "six more"
    numbered: bool  # the words carry a numeral, so that it is a count and not one person's story
    place: str  # a place smaller than the incident to which the words limit the figure, or ""

    @property
    def dated(self) -> bool:
        """Whether it is known when it was said."""
        return self.first is not None


def when(report: Report) -> tuple[datetime | None, datetime | None]:
    """Between which moments `report` was published."""
    if report.published is None or not report.published_day_only:
        return report.published, report.published
    start = report.published.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        return start, start + timedelta(days=1) - timedelta(seconds=1)
    except OverflowError:  # the last day of the calendar
        return start, start


def figures(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Figure, ...]:
    """The count claims of one incident as figures, in order of their claims' ids.

    Claims whose report is not known, or without a number, are left out.
    """
    usable = sorted(
        (claim for claim in claims if claim.low is not None and claim.report in reports), key=lambda claim: claim.id
    )
    roots = roots_of(usable, reports)
    told_by = {claim.report for claim in usable} | set(roots.values())
    sources = sorted({reports[name].source or name for name in told_by})
    voices = Voices([*(claim.holder for claim in usable if claim.holder), *sources])
    inherited = _inherited(usable)
    parties = {name: _party(reports[name]) for name in sorted({claim.report for claim in usable})}
    minima = {
        (claim.report, claim.attribute, claim.low)
        for claim in usable
        if claim.scope == "incident" and claim.high is None
    }
    made = []
    for claim in usable:
        report = reports[claim.report]
        root = roots[claim.id]
        holder = claim.holder or inherited.get(claim.id)
        source = reports[root].source or root
        speaker = holder or source
        first, last = when(report)
        group = claim.group or group_of(claim.subject, claim.quote, claim.attribute)
        party = parties[claim.report] if not claim.holder else kind_of(claim.holder)
        side, hostile = _side(claim, group, party)
        assert claim.low is not None
        headline = _in_headline(claim, report)
        # A headline drops the "at least" of the text below it.
        shortened = headline and claim.low == claim.high and (claim.report, claim.attribute, claim.low) in minima
        made.append(
            Figure(
                claim=claim,
                low=claim.low,
                high=None if shortened else claim.high,
                root=root,
                voice=voices.number(speaker),
                speaker=speaker,
                kind=kind_of(speaker) if holder or is_body(source) else "",
                body=bool(holder) or is_body(source),
                passing=not holder and is_outlet(source),
                named=bool(holder),
                first=first,
                last=last,
                group=group,
                unit=unit_of(group),
                side=side,
                hostile=hostile,
                cues=_cues(claim, report),
                headline=headline,
                lead=not report.title.strip() and report.text.lstrip().startswith(claim.sentence),
                extra=words.has(words.words_of(claim.quote), "added"),
                numbered=words.counts(claim.quote) and "victim" not in claim.rule,
                place=_place(claim),
            )
        )
    return tuple(made)


def _place(claim: Claim) -> str:
    """Where the figure was counted, by the claim itself, by a cue, or by how its sentence begins: "In Sironko, ..."."""
    cued = next((cue.removeprefix("place:") for cue in claim.cues if cue.startswith("place:")), "")
    if claim.place or cued:
        return claim.place or cued
    match = _OPENING.match(claim.sentence[:_SENTENCE])
    return "" if match is None or words.has(words.words_of(match[1]), "calendar") else match[1]


def _in_headline(claim: Claim, report: Report) -> bool:
    if claim.start >= report.body_end:
        return True
    title = report.title.strip()
    first = report.text.find(title) if title else -1
    return 0 <= first <= claim.start < first + len(title)


def _inherited(claims: Iterable[Claim]) -> dict[str, str]:
    """Holders of claims that name none, from the same report's other mention of the same figure.

    A headline says "12 dead"; whose figure that is stands in the text below it.
    """
    named: dict[tuple[str, str, int | None], set[str]] = {}
    kept = list(claims)
    for claim in kept:
        if claim.holder and claim.scope in ("incident", "subset"):
            named.setdefault((claim.report, claim.attribute, claim.low), set()).add(claim.holder)
    found = {}
    for claim in kept:
        holders = named.get((claim.report, claim.attribute, claim.low))
        if not claim.holder and claim.scope in ("incident", "subset") and holders:
            found[claim.id] = min(holders, key=lambda name: (len(name), name))
    return found


def _party(report: Report) -> str:
    """The kind of a report's source where it is itself a party to a fight, by its name or its words."""
    kind = kind_of(report.source)
    if kind in ("force", "police", "militant") and is_body(report.source):
        return kind
    told = words.words_of(report.text[:_LEAD])
    if words.has(told, "fighters_own") and words.has(told, "fighters_foe"):
        return "militant"
    return kind


def _side(claim: Claim, group: str, party: str) -> tuple[str, bool]:
    """On which side those counted stand, and whether the speaker calls them an enemy."""
    said = side_of(claim.subject, claim.quote, party in ("force", "police", "militant"))
    lineage = ancestors(group)
    if said == "enemy":
        if "security forces" in lineage or "soldiers" in lineage:
            return "security", True
        return _FOE.get(party, "attackers"), True
    if said == "own":
        if "civilians" in lineage:
            return "civil", False
        return {"militant": "attackers", "force": "security", "police": "security"}.get(party, ""), False
    if not said and "combatants" in lineage and party in _FOE:
        return _FOE[party], False
    return said, False


def _cues(claim: Claim, report: Report) -> frozenset[str]:
    """The claim's own cues, and "dispute" where a figure is named only to be contested."""
    found = set(claim.cues)
    if words.has(words.words_of(claim.sentence[:_SENTENCE]), "revised"):
        found.add("revised")
    if words.is_part(claim.quote):
        found.add("part_after")
    after = re.split(r"\n|[.;!?] ", report.text[claim.end : claim.end + _NEAR], maxsplit=1)[0]
    if words.several_places(claim.quote[:_NEAR] + after):
        found.add("several_places")
    if claim.scope == "negated":
        before = words.words_of(report.text[max(0, claim.start - 12) : claim.start])
        inside = words.words_of(claim.quote)
        near = words.words_of(claim.sentence[:_SENTENCE])
        if words.has(near, "taken_back"):
            found.add("correction")
        # "39 and not 15": the figure stands straight after a "not".
        elif (
            "denial" in found
            or words.has(before[-1:], "refused")
            or words.has(inside[:1], "refused")
            or words.has(near, "dispute")
        ):
            found.add("dispute")
    return frozenset(found)
