"""A desk on which a test lays reports with figures in them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from checker.compare import Comparison, compare_incident
from checker.extract.groups import group_of
from checker.model import Claim, Discrepancy, Incident, Report, claim_from
from checker.settings import Settings

START = datetime(2024, 5, 8, 8, 0, tzinfo=UTC)


@dataclass
class Desk:
    reports: dict[str, Report] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def report(self, name, source, hours=None, *figures, copy_of=None, day_only=False):
        """One report; each figure is (attribute, low, high, {more}). `hours` after the event, None for no date."""
        lines, spans = [], []
        for attribute, low, _, more in figures:
            quote = more.pop("quote", f"{low} {more.get('subject', 'people')} {attribute}")
            holder = more.get("holder")
            lines.append(f"{quote}, {holder} said." if holder else f"{quote}.")
            spans.append(quote)
        text = "\n".join(lines) or "Nothing is known."
        published = None if hours is None else START + timedelta(hours=hours)
        self.reports[name] = Report(
            name, text, source=source, published=published, published_day_only=day_only, copy_of=copy_of
        )
        at = 0
        for line, quote, (attribute, low, high, more) in zip(lines, spans, figures, strict=True):
            start = text.index(line, at)
            rest = {"scope": "incident", "subject": "people", "sentence": line, **more}
            rest.setdefault("group", group_of(rest["subject"], quote, attribute))
            self.claims.append(
                claim_from(self.reports[name], start, start + len(quote), attribute, low=low, high=high, **rest)
            )
            at = start + len(line)
        return self

    def copy(self, name, source, of, hours):
        """A wire copy of a report, with all its figures."""
        first = self.reports[of]
        self.reports[name] = replace(
            first, id=name, source=source, published=START + timedelta(hours=hours), copy_of=of
        )
        for claim in [claim for claim in self.claims if claim.report == of]:
            fields = ("scope", "sentence", "low", "high", "subject", "group", "holder", "cues")
            rest = {key: getattr(claim, key) for key in fields}
            self.claims.append(claim_from(self.reports[name], claim.start, claim.end, claim.attribute, **rest))
        return self

    def compare(self, settings: Settings | None = None) -> Comparison:
        incident = Incident("i-1", "an incident", tuple(sorted(self.reports)))
        return compare_incident(incident, tuple(self.claims), self.reports, settings or Settings())

    def found(self, relation=None, attribute="killed") -> list[Discrepancy]:
        return [
            item
            for item in self.compare().discrepancies
            if item.attribute == attribute and relation in (None, item.relation)
        ]

    def relations(self, attribute="killed") -> set[str]:
        return {item.relation for item in self.found(attribute=attribute)}


def figure(attribute, low, high=-1, **more):
    """An exact figure, or a range; high None is open."""
    return attribute, low, (low if high == -1 else high), more


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture(scope="session")
def new_desk():
    return Desk


@pytest.fixture
def fig():
    return figure
