"""A small story told by five reports, and a builder for others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from checker.model import (
    CheckResult,
    Claim,
    Discrepancy,
    Incident,
    ModelCard,
    Position,
    Refusal,
    Report,
    Skipped,
    claim_from,
    content_id,
)
from checker.settings import Settings

EAST = timezone(timedelta(hours=3))


def claim(
    report: Report, quote: str, attribute: str, low: int | None = None, high: int | None = None, **rest: Any
) -> Claim:
    start = report.text.index(quote)
    sentence = next(line for line in report.text.split("\n") if quote in line)
    rest.setdefault("value", str(low) if low == high else f"at least {low}" if high is None else f"{low} to {high}")
    rest.setdefault("scope", "incident")
    return claim_from(
        report, start, start + len(quote), attribute, low=low, high=high, sentence=sentence, incident="i-port", **rest
    )


def position(value: str, claims: list[Claim], independent: int) -> Position:
    return Position(
        value=value,
        reports=tuple(sorted({item.report for item in claims})),
        claims=tuple(sorted(item.id for item in claims)),
        independent_reports=independent,
        low=claims[0].low,
        high=claims[0].high,
        holders=tuple(sorted({item.holder for item in claims if item.holder})),
    )


def story() -> CheckResult:
    wire = Report(
        "wire",
        "LATAKIA (Cedar Wire) - Eleven dockers were killed when a grain silo blew up in the port, the harbour "
        "master said on Monday.\n\nAt least 30 people were hurt, he added.",
        source="Cedar Wire",
        published=datetime(2025, 3, 3, 9, 40, tzinfo=EAST),
        title="Silo blast kills eleven",
        path="cedar.txt",
    )
    copy = Report(
        "copy",
        "Eleven dockers were killed when a grain silo blew up in the port, the harbour master said on Monday.",
        source="Coast Daily",
        published=datetime(2025, 3, 3, 10, 5, tzinfo=EAST),
        path="coast.txt",
        copy_of="wire",
    )
    union = Report(
        "union",
        "The dockers' union counts four dead. “We have the names of all four,” its chair told us.\n\n"
        "Dust in the silo caught fire, she said; the company speaks of an attack.",
        source="Union Bulletin",
        published=datetime(2025, 3, 3, 18, 0, tzinfo=EAST),
        title="Four names",
        path="union.md",
    )
    ministry = Report(
        "ministry",
        "Between 30 and 45 people were treated for burns. The fire is out.",
        source="Ministry of Health",
        published=datetime(2025, 3, 4, tzinfo=UTC),
        published_day_only=True,
        path="health.csv",
    )
    radio = Report(
        "radio",
        "Up to 12 may have died, a listener told us. Some 41 were hurt.",
        source="Harbour Radio",
        path="radio.txt",
    )
    reports = tuple(sorted((wire, copy, union, ministry, radio), key=lambda item: item.id))

    master = "the harbour master"
    dead = [
        claim(wire, "Eleven dockers were killed", "killed", 11, 11, holder=master, subject="dockers"),
        claim(copy, "Eleven dockers were killed", "killed", 11, 11, holder=master, subject="dockers"),
        claim(wire, "kills eleven", "killed", 11, 11),
    ]
    four = [
        claim(union, "four dead", "killed", 4, 4, holder="dockers' union"),
        claim(union, "all four", "killed", 4, 4),
    ]
    maybe = [claim(radio, "Up to 12 may have died", "killed", 1, 12, holder="a listener", hedge="up to")]
    hurt = [claim(wire, "At least 30 people were hurt", "wounded", 30, None, holder=master, hedge="at least")]
    burnt = [claim(ministry, "Between 30 and 45 people were treated", "wounded", 30, 45)]
    some = [claim(radio, "Some 41 were hurt", "wounded", 38, 44, hedge="some", value="about 41")]
    dust = [
        claim(union, "Dust in the silo caught fire", "cause", value="dust fire", topic="explosion", holder="its chair")
    ]
    attack = [
        claim(
            union, "the company speaks of an attack", "cause", value="attack", topic="explosion", holder="the company"
        )
    ]
    found = (
        Discrepancy(
            "d-dead",
            "i-port",
            "killed",
            "conflict",
            0.81234567,
            0.9,
            "intervals-disjoint",
            "Cedar Wire gives eleven dead, citing the harbour master; the dockers' union counts four. Both "
            "speak of the whole incident, and no number is both.",
            (position("11", dead, 1), position("4", four, 1), position("up to 12", maybe, 1)),
            4,
            11,
            12,
        ),
        Discrepancy(
            "d-cause",
            "i-port",
            "cause",
            "conflict",
            0.5,
            0.7,
            "statements-differ",
            "The union's chair speaks of burning dust, the company of an attack.",
            (position("dust fire", dust, 1), position("attack", attack, 1)),
        ),
        Discrepancy(
            "d-hurt",
            "i-port",
            "wounded",
            "compatible",
            0.1,
            0.8,
            "intervals-meet",
            "All three ranges hold 38 to 44.",
            (position("at least 30", hurt, 1), position("30 to 45", burnt, 1), position("about 41", some, 1)),
            30,
            41,
            45,
        ),
    )
    return CheckResult(
        reports=reports,
        skipped=(Skipped("photo.jpg", "is no text: name a txt, md, json, jsonl or csv file"),),
        incidents=(
            Incident(
                "i-port",
                "Latakia, 3 March 2025: Silo blast kills eleven",
                tuple(item.id for item in reports),
                wire.published,
                ministry.published,
                ("Latakia",),
                4,
            ),
        ),
        claims=tuple(
            sorted((*dead, *four, *maybe, *hurt, *burnt, *some, *dust, *attack), key=lambda c: (c.report, c.start))
        ),
        discrepancies=found,
        refusals=(
            Refusal("i-port", "killed", (maybe[0].id, four[0].id), "one of them is a guess"),
            Refusal("i-port", "structures", (hurt[0].id, some[0].id), "different things are counted"),
        ),
        model=ModelCard("all-MiniLM-L6-v2", "53aa"),
        settings=Settings(),
    )


def hostile(payload: str) -> CheckResult:
    """The story with `payload` in every field a report or the user's input can fill."""
    told = story()
    names = {item.id: f"{item.id} {payload}" for item in told.reports}
    reports = [
        Report(
            names[report.id],
            f"{report.text}\n{payload}",
            source=f"{payload}{report.source}",
            published=report.published,
            title=f"{payload} {report.title}",
            path=payload + report.path,
            copy_of=names.get(report.copy_of or ""),
        )
        for report in told.reports
    ]
    claims = []
    by_id = {item.id: item for item in reports}
    for item in told.claims:
        report = by_id[names[item.report]]
        fields = dict.fromkeys(("subject", "holder", "value", "hedge", "place", "topic", "group", "rule"), payload)
        claims.append(replace(item, report=report.id, sentence=item.sentence, cues=(payload,), **fields))
    whole = claim_from(
        by_id[names["union"]],
        0,
        len(by_id[names["union"]].text),
        "killed",
        scope="incident",
        low=4,
        high=4,
        sentence=by_id[names["union"]].text,
        value=payload,
        incident="i-port",
    )
    findings = tuple(
        replace(
            item,
            explanation=payload,
            rule=payload,
            grade=payload,
            positions=tuple(
                replace(
                    held,
                    value=payload,
                    reports=tuple(names[name] for name in held.reports),
                    holders=(payload,),
                    claims=(*held.claims, whole.id),
                )
                for held in item.positions
            ),
        )
        for item in told.discrepancies
    )
    incident = replace(told.incidents[0], label=payload, places=(payload,), reports=tuple(sorted(names.values())))
    return replace(
        told,
        reports=tuple(reports),
        claims=(*claims, whole),
        discrepancies=findings,
        incidents=(incident,),
        skipped=(Skipped(payload, payload),),
        refusals=tuple(replace(item, reason=payload) for item in told.refusals),
        model=ModelCard(payload, payload),
        settings=replace(told.settings, model=payload),
    )


def crowd(size: int) -> CheckResult:
    """One conflict with `size` positions, each of one report."""
    reports, claims, positions = [], [], []
    for number in range(size):
        report = Report(
            f"r{number:05}",
            f"Observer {number} counted {number} dead.",
            source=f"Observer {number}",
            published=datetime(2025, 3, 3, tzinfo=UTC) + timedelta(minutes=number),
        )
        said = claim(report, f"{number} dead", "killed", number, number)
        reports.append(report)
        claims.append(said)
        positions.append(position(str(number), [said], 1))
    found = Discrepancy(
        content_id("d", size),
        "i-port",
        "killed",
        "conflict",
        0.9,
        0.9,
        "intervals-disjoint",
        f"{size} figures.",
        tuple(positions),
        0,
        1,
        size - 1,
    )
    incident = Incident("i-port", "A crowd of figures", tuple(item.id for item in reports), independent_reports=size)
    return replace(
        story(),
        reports=tuple(reports),
        claims=tuple(claims),
        incidents=(incident,),
        discrepancies=(found,),
        refusals=(),
        skipped=(),
    )


@pytest.fixture
def told() -> CheckResult:
    return story()


@pytest.fixture
def make_hostile() -> Callable[[str], CheckResult]:
    return hostile


@pytest.fixture
def make_crowd() -> Callable[[int], CheckResult]:
    return crowd
