"""check(): the only place where the rooms meet."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from checker.model import (
    ATTRIBUTES,
    CheckResult,
    Claim,
    Discrepancy,
    Incident,
    Refusal,
    Report,
    ReportSet,
)
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.compare import Comparison

Progress = Callable[[str, int, int], None]
_In = TypeVar("_In")
_Out = TypeVar("_Out")

# Batches are cut the same for any number of workers, so that a result never depends on it.
_REPORTS_A_BATCH = 64
_INCIDENTS_A_BATCH = 16


def check(
    reports: Sequence[Report],
    settings: Settings | None = None,
    *,
    cache_dir: Path | None = None,
    progress: Progress | None = None,
) -> CheckResult:
    """Find which of `reports` tell of one incident, what each claims, and where the claims are at odds.

    `cache_dir` keeps embeddings and readings between runs; `progress` is called with (stage, done, of how many).
    The same reports, in any order and with any number of workers, give the same result.
    Raises ValueError when two reports share an id.
    """
    from checker.group import group_reports, model_card

    settings = settings or Settings()
    skipped = reports.skipped if isinstance(reports, ReportSet) else ()
    ordered = _ordered(reports)
    grouping = group_reports(ordered, settings, cache_dir=cache_dir, progress=progress)
    ordered = tuple(
        replace(report, copy_of=grouping.copy_of[report.id]) if report.id in grouping.copy_of else report
        for report in ordered
    )
    by_id = {report.id: report for report in ordered}
    with _workers(settings.workers) as run:
        found = _claims(ordered, settings, run, progress, cache_dir, faint=True)
        incidents, claims = assemble(grouping.clusters, by_id, found)
        compared = _compared(incidents, claims, by_id, settings, run, progress, cache_dir)
    discrepancies, refusals = _ranked(compared, incidents)
    claims = told(claims, discrepancies)
    return CheckResult(
        reports=ordered,
        skipped=skipped,
        incidents=incidents,
        claims=claims,
        discrepancies=discrepancies,
        refusals=refusals,
        model=model_card(settings),
        # The number of workers is how, not what: it leaves no trace in the result.
        settings=replace(settings, workers=1),
    )


def find_claims(
    reports: Sequence[Report],
    settings: Settings | None = None,
    *,
    cache_dir: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Claim, ...]:
    """Only the claims, in order of report and place in the text. Raises ValueError when two reports share an id."""
    # Nothing is compared here: whole sentences for the judge of pairs would stand in the way.
    settings = replace(settings or Settings(), nli="none")
    with _workers(settings.workers) as run:
        return tuple(sorted(_claims(_ordered(reports), settings, run, progress, cache_dir), key=_in_text_order))


def _ordered(reports: Sequence[Report]) -> tuple[Report, ...]:
    ordered = tuple(sorted(reports, key=lambda report: report.id))
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise ValueError(f"two reports share the id {one.id!r}; give each its own")
    return ordered


def told(claims: Sequence[Claim], discrepancies: Sequence[Discrepancy]) -> tuple[Claim, ...]:
    """The claims of a result: without whole statements that nothing contradicts."""
    # These are whole statements kept for the case that something contradicts them; undisputed they say nothing new.
    used = {name for finding in discrepancies for position in finding.positions for name in position.claims}
    return tuple(claim for claim in claims if claim.topic not in ("account", "telling") or claim.id in used)


# --- batches, in one process or several ---------------------------------------------------------


@contextmanager
def _workers(count: int) -> Iterator[Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]]:
    """Something like map(): in this process for one worker or one batch, else over a pool.

    The pool starts with the first work that is worth it and is shared by the stages.
    """
    if count <= 1:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # "spawn": a fork of a process in which torch has threads can hang.
    pool = ProcessPoolExecutor(
        max_workers=count, mp_context=get_context("spawn"), initializer=_share_cores, initargs=(count,)
    )

    def run(work: Callable[[Any], Any], batches: Sequence[Any]) -> Iterable[Any]:
        return map(work, batches) if len(batches) < 2 else pool.map(work, batches)

    try:
        yield run
    finally:
        pool.shutdown(cancel_futures=True)


def _share_cores(workers: int) -> None:
    # Before torch is loaded: several processes with a thread for each core would wait for one another.
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // workers)))


def _batches(items: Sequence[_In], size: int) -> list[Sequence[_In]]:
    return [items[at : at + size] for at in range(0, len(items), size)]


def _tell(progress: Progress | None, stage: str, done: int, total: int) -> None:
    if progress is not None:
        progress(stage, done, total)


# --- extract ------------------------------------------------------------------------------------


def _extract_batch(
    batch: Sequence[Report], settings: Settings, cache_dir: Path | None, faint: bool
) -> tuple[Claim, ...]:
    from checker.extract import extract_claims

    return extract_claims(batch, settings, cache_dir=cache_dir, faint=faint)


def _claims(
    reports: Sequence[Report],
    settings: Settings,
    run: Any,
    progress: Progress | None,
    cache_dir: Path | None,
    faint: bool = False,
) -> tuple[Claim, ...]:
    _tell(progress, "extract", 0, len(reports))
    claims: dict[str, Claim] = {}
    done = 0
    batches = _batches(reports, _REPORTS_A_BATCH)
    work = partial(_extract_batch, settings=settings, cache_dir=cache_dir, faint=faint)
    for batch, found in zip(batches, run(work, batches), strict=True):
        for claim in found:
            # A claim's id is its content: the same claim found by two rules is one claim.
            claims.setdefault(claim.id, claim)
        done += len(batch)
        _tell(progress, "extract", done, len(reports))
    return tuple(claims.values())


# --- incidents ----------------------------------------------------------------------------------


def assemble(
    clusters: Sequence[Sequence[str]], reports: Mapping[str, Report], claims: Sequence[Claim]
) -> tuple[tuple[Incident, ...], tuple[Claim, ...]]:
    """Incidents from clusters of report ids, and the claims with their incident and what it says of their scope.

    Both in order.
    """
    from checker.across_reports import confirmed_across, settled_across
    from checker.incidents import describe

    of_report: dict[str, list[Claim]] = {}
    for claim in claims:
        of_report.setdefault(claim.report, []).append(claim)
    incidents = []
    placed = []
    for cluster in clusters:
        members = [reports[name] for name in sorted(cluster)]
        read = [claim for member in members for claim in of_report.get(member.id, ())]
        theirs = confirmed_across(read, reports)
        incident = describe(members, theirs)
        incidents.append(incident)
        placed += [replace(claim, incident=incident.id) for claim in settled_across(theirs, reports)]
    incidents.sort(key=lambda incident: (incident.start is None, incident.start or 0, incident.id))
    return tuple(incidents), tuple(sorted(placed, key=_in_text_order))


def _in_text_order(claim: Claim) -> tuple[str, int, int, str, str]:
    return claim.report, claim.start, claim.end, claim.attribute, claim.id


# --- compare ------------------------------------------------------------------------------------


def _compared(
    incidents: Sequence[Incident],
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    settings: Settings,
    run: Any,
    progress: Progress | None,
    cache_dir: Path | None,
) -> list[Comparison]:
    from checker.compare.batches import Case, compare_batch

    by_incident: dict[str, list[Claim]] = {}
    for claim in claims:
        by_incident.setdefault(claim.incident, []).append(claim)
    cases = [
        Case(incident, tuple(by_incident.get(incident.id, ())), {name: reports[name] for name in incident.reports})
        for incident in incidents
    ]
    _tell(progress, "compare", 0, len(cases))
    comparisons: list[Comparison] = []
    work = partial(compare_batch, settings=settings, cache_dir=cache_dir)
    for done in run(work, _batches(cases, _INCIDENTS_A_BATCH)):
        comparisons.extend(done)
        _tell(progress, "compare", len(comparisons), len(cases))
    return comparisons


def _ranked(
    compared: Iterable[Comparison], incidents: Sequence[Incident]
) -> tuple[tuple[Discrepancy, ...], tuple[Refusal, ...]]:
    rank = {incident.id: number for number, incident in enumerate(incidents)}
    attribute = {name: number for number, name in enumerate(ATTRIBUTES)}
    discrepancies: list[Discrepancy] = []
    refusals: list[Refusal] = []
    for comparison in compared:
        discrepancies.extend(comparison.discrepancies)
        refusals.extend(comparison.refusals)
    discrepancies.sort(key=lambda item: (rank[item.incident], -item.severity, attribute[item.attribute], item.id))
    refusals.sort(key=lambda item: (rank[item.incident], attribute[item.attribute], item.claims, item.reason))
    return tuple(discrepancies), tuple(refusals)
