"""The view of a result: what to show, in which order, with everything looked up; no markup here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from checker.model import ATTRIBUTES, CheckResult, Claim, Discrepancy, Incident, Position, Refusal, Report
from checker.report import text as words
from checker.report.charts import chart
from checker.report.passages import context, marked, sentence_key
from checker.report.view import (
    ClaimView,
    Counts,
    Finding,
    IncidentView,
    PageView,
    Passage,
    PositionView,
    RefusalView,
    ReportView,
    Voice,
    anchor,
    relation_counts,
)
from checker.review import Decision, dismissed

_BETWEEN = {"conflict": "against", "update": "then", "correction": "then"}  # else a middle dot
_MAX_VALUES = 6
# A page must open on any desk's machine: beyond this, incidents stand in the CSV files and result.json only.
MAX_INCIDENTS = 300


def page_view(result: CheckResult, decisions: Sequence[Decision] = ()) -> PageView:
    """The view of a whole result; `decisions` are the reviewer's, by finding."""
    return _Builder(result, decisions).page()


class _Builder:
    """Looks things up by id while the view is built."""

    def __init__(self, result: CheckResult, decisions: Sequence[Decision]) -> None:
        self.result = result
        self.reports: dict[str, Report] = {item.id: item for item in result.reports}
        self.claims: dict[str, Claim] = {item.id: item for item in result.claims}
        self.decisions = {item.finding: item for item in decisions}
        self.dismissed = dismissed(decisions)
        self.labels = {item.id: item.label for item in result.incidents}
        self.of_report: dict[str, list[Claim]] = {}
        for claim in result.claims:
            self.of_report.setdefault(claim.report, []).append(claim)

    def page(self) -> PageView:
        result = self.result
        incidents = self._incidents()
        claimless = [item for item in result.reports if item.id not in self.of_report]
        conflicts = [item for item in result.discrepancies if item.relation == "conflict"]
        left = sum(1 for item in conflicts if self._must_see(item))
        shown = self._by_time(tuple({name for item in incidents for name in item.names if name in self.reports}))
        return PageView(
            counts=Counts(
                reports=len(result.reports),
                copies=sum(1 for item in result.reports if item.copy_of),
                incidents=len(result.incidents),
                claims=len(result.claims),
                conflicts=left,
                dismissed=len(conflicts) - left,
                claimless=len(claimless),
            ),
            skipped=tuple((item.path, item.reason) for item in result.skipped),
            claimless=words.few(map(words.source_name, claimless)),
            incidents=incidents,
            reports=tuple(self._report(self.reports[name]) for name in shown),
            relations=relation_counts(result.discrepancies),
            claims=tuple(self._claim(claim) for name in shown for claim in self.of_report.get(name, ())),
            model=(result.model.name, result.model.sha256),
            settings=tuple(
                (name.replace("_", " "), str(value))
                for name, value in asdict(result.settings).items()
                if name != "workers"  # how, not what
            ),
        )

    def _must_see(self, item: Discrepancy) -> bool:
        return item.relation == "conflict" and item.id not in self.dismissed

    # --- incidents --------------------------------------------------------------------------------

    def _incidents(self) -> tuple[IncidentView, ...]:
        findings: dict[str, list[Discrepancy]] = {}
        for item in self.result.discrepancies:
            findings.setdefault(item.incident, []).append(item)
        refusals: dict[str, list[Refusal]] = {}
        for refusal in self.result.refusals:
            refusals.setdefault(refusal.incident, []).append(refusal)

        def gravest(incident: Incident) -> float:
            return max((item.severity for item in findings.get(incident.id, ()) if self._must_see(item)), default=-1.0)

        # Stable: where none is graver, in the order of the result.
        ranked = sorted(self.result.incidents, key=lambda incident: -gravest(incident))
        return tuple(
            self._incident(item, findings.get(item.id, []), refusals.get(item.id, []))
            for item in ranked[:MAX_INCIDENTS]
        )

    def _incident(self, incident: Incident, found: Sequence[Discrepancy], refused: Sequence[Refusal]) -> IncidentView:
        refusals: dict[str, list[Refusal]] = {}
        for item in refused:
            refusals.setdefault(item.attribute, []).append(item)
        # The first card on a matter carries what was not compared on it.
        ordered = sorted(found, key=_rank)
        cards = [self._finding(item, incident, refusals.pop(item.attribute, ())) for item in ordered]
        return IncidentView(
            id=incident.id,
            anchor=anchor("incident", incident.id),
            label=words.one_line(incident.label) or incident.id,
            span=words.span_text(incident.start, incident.end),
            places=incident.places,
            independent=incident.independent_reports,
            reports=tuple(self._voice(name) for name in self._by_time(incident.reports)),
            names=incident.reports,
            loud=tuple(card for card, item in zip(cards, ordered, strict=True) if self._must_see(item)),
            quiet=tuple(card for card, item in zip(cards, ordered, strict=True) if not self._must_see(item)),
            refusals=tuple((name, self._refusals(refusals[name])) for name in sorted(refusals)),
        )

    def _finding(self, item: Discrepancy, incident: Incident, refused: Sequence[Refusal]) -> Finding:
        values = tuple(
            words.one_line(position.value, 60) or words.interval_text(position.low, position.high) or "(no value)"
            for position in item.positions[:_MAX_VALUES]
        )
        return Finding(
            id=item.id,
            anchor=anchor("finding", item.id),
            attribute=self._matter(item),
            relation=item.relation,
            values=values,
            between=_BETWEEN.get(item.relation, "·"),
            more=len(item.positions) - len(values),
            incident=words.one_line(incident.label) or incident.id,
            incident_anchor=anchor("incident", incident.id),
            severity=item.severity,
            confidence=item.confidence,
            rule=item.rule,
            explanation=item.explanation,
            estimate=_estimate(item),
            grade=item.grade,
            positions=tuple(self._position(number, position) for number, position in enumerate(item.positions)),
            chart=chart(item, self.claims, self.reports),
            refusals=self._refusals(refused),
            decision=self.decisions.get(item.id),
        )

    def _matter(self, item: Discrepancy) -> str:
        name = words.attribute_word(item.attribute)
        held = [self.claims[claim] for position in item.positions for claim in position.claims if claim in self.claims]
        topics = {claim.topic for claim in held}
        topic = topics.pop() if len(topics) == 1 else ""
        return f"{name}: {topic}" if topic and topic.casefold() != name.casefold() else name

    def _position(self, number: int, position: Position) -> PositionView:
        held = [self.claims[name] for name in position.claims if name in self.claims]
        voices = tuple(self._voice(name) for name in self._by_time(position.reports))
        holders = position.holders or tuple(sorted({claim.holder for claim in held if claim.holder}))
        itself = {voice.name.casefold() for voice in voices}
        return PositionView(
            letter=letter(number),
            value=words.one_line(position.value) or words.interval_text(position.low, position.high) or "(no value)",
            # A body that reports its own words is no source beside itself.
            # "The ministry" and "the ministry" are one name.
            said_by=tuple({n.casefold(): n for n in holders if n.casefold() not in itself}.values()),
            independent=position.independent_reports,
            voices=voices,
            passages=self._passages(held),
        )

    def _passages(self, held: Sequence[Claim]) -> tuple[Passage, ...]:
        sentences: dict[tuple[str, int], list[Claim]] = {}
        for claim in held:
            report = self.reports.get(claim.report)
            if report is not None:
                sentences.setdefault(sentence_key(report, claim), []).append(claim)
        order = {name: place for place, name in enumerate(self._by_time(tuple({claim.report for claim in held})))}
        passages = []
        for (name, _), group in sorted(sentences.items(), key=lambda item: (order[item[0][0]], item[0][1])):
            report = self.reports[name]
            group.sort(key=lambda claim: (claim.start, claim.id))
            passages.append(
                Passage(
                    pieces=context(report, group),
                    name=words.source_name(report),
                    when=words.published(report),
                    holders=tuple(dict.fromkeys(claim.holder for claim in group if claim.holder)),
                    anchor=anchor("claim", group[0].id),
                )
            )
        return tuple(passages)

    # --- reports and claims -----------------------------------------------------------------------

    def _by_time(self, names: Sequence[str]) -> list[str]:
        def when(name: str) -> tuple[bool, object, str]:
            report = self.reports.get(name)
            moment = report.published if report else None
            return moment is None, moment or 0, name

        return sorted(names, key=when)

    def _voice(self, name: str) -> Voice:
        report = self.reports.get(name)
        if report is None:
            return Voice(name, "", anchor("report", name), "")
        return Voice(words.source_name(report), words.published(report), anchor("report", name), self._copied(report))

    def _copied(self, report: Report) -> str:
        if not report.copy_of:
            return ""
        original = self.reports.get(report.copy_of)
        return words.source_name(original) if original else report.copy_of

    def _report(self, report: Report) -> ReportView:
        return ReportView(
            anchor=anchor("report", report.id),
            name=words.source_name(report),
            title=words.one_line(report.title),
            when=words.published(report),
            path=report.path,
            copy_of=self._copied(report),
            pieces=marked(report.text, 0, len(report.text), self.of_report.get(report.id, ())),
        )

    def _claim(self, claim: Claim) -> ClaimView:
        report = self.reports.get(claim.report)
        return ClaimView(
            anchor=anchor("claim", claim.id),
            incident=words.one_line(self.labels.get(claim.incident, claim.incident), 60),
            incident_anchor=anchor("incident", claim.incident),
            attribute=words.attribute_word(claim.attribute),
            value=words.one_line(claim.value) or words.interval_text(claim.low, claim.high),
            scope=words.SCOPE_WORDS.get(claim.scope, claim.scope),
            subject=words.one_line(claim.subject, 80),
            holder=words.one_line(claim.holder or "", 80),
            source=words.source_name(report) if report else claim.report,
            report_anchor=anchor("report", claim.report),
            quote=words.one_line(claim.quote, 200),
        )

    def _refusals(self, refused: Sequence[Refusal]) -> tuple[RefusalView, ...]:
        by_reason: dict[str, list[tuple[str, str]]] = {}
        for item in refused:
            # The one that was set aside comes first.
            one, other = sorted(item.claims, key=self._weighed)
            by_reason.setdefault(item.reason, []).append((self._short(one), self._short(other)))
        return tuple(
            RefusalView(reason, tuple(dict.fromkeys(pairs))[:8], len(pairs))
            for reason, pairs in sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
        )

    def _weighed(self, name: str) -> bool:
        return name in self.claims and self.claims[name].scope == "incident"

    def _short(self, name: str) -> str:
        claim = self.claims.get(name)
        if claim is None:
            return name
        report = self.reports.get(claim.report)
        return f"“{words.one_line(claim.quote, 80)}” ({words.source_name(report) if report else claim.report})"


def _rank(item: Discrepancy) -> tuple[int, float, int, str]:
    relation = words.RELATIONS.index(item.relation) if item.relation in words.RELATIONS else len(words.RELATIONS)
    attribute = ATTRIBUTES.index(item.attribute) if item.attribute in ATTRIBUTES else len(ATTRIBUTES)
    return relation, -item.severity, attribute, item.id


def letter(number: int) -> str:
    """A, B, ... Z, AA, AB ...: what a position is called in its card."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _estimate(item: Discrepancy) -> tuple[tuple[str, str], ...]:
    if item.low is None and item.best is None and item.high is None:
        return ()
    named = (("lowest", item.low), ("best supported", item.best), ("highest", item.high))
    return tuple((name, "open" if number is None else f"{number:,}") for name, number in named)
