"""From reports to clusters of reports that tell of one incident."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from checker.group.clustering import average_linkage
from checker.group.copies import find_copies
from checker.group.embedding import embed, embedded_text, model_card_of
from checker.model import Grouping, ModelCard, Report
from checker.settings import Settings

Progress = Callable[[str, int, int], None]


def model_card(settings: Settings) -> ModelCard:
    """Name and digest of the model that `settings` embed with."""
    return model_card_of(settings.model)


def group_reports(
    reports: Sequence[Report], settings: Settings, *, cache_dir: Path | None = None, progress: Progress | None = None
) -> Grouping:
    """Which of `reports` tell of one incident, and which copy another.

    With `settings.incidents == "given"` the reports' own field decides; a report without one stands alone.
    The same reports in any order give the same grouping. Embeddings are kept in `cache_dir`, so that a new
    threshold embeds nothing again. Raises ModelUnavailable.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    if not ordered:
        return Grouping(())
    if settings.incidents == "given":
        clusters = _given(ordered)
    else:
        clusters = _found(ordered, settings, cache_dir, progress)
    return Grouping(
        clusters=tuple(tuple(ordered[at].id for at in cluster) for cluster in clusters),
        copy_of=find_copies(ordered, clusters),
    )


def _given(reports: Sequence[Report]) -> list[list[int]]:
    groups: dict[tuple[bool, str], list[int]] = {}
    for at, report in enumerate(reports):
        key = (True, report.incident) if report.incident is not None else (False, report.id)
        groups.setdefault(key, []).append(at)
    return sorted(groups.values())


def _found(
    reports: Sequence[Report], settings: Settings, cache_dir: Path | None, progress: Progress | None
) -> list[list[int]]:
    from checker.group.candidates import candidate_pairs
    from checker.group.commonness import weigh_in_set
    from checker.group.features import Evidence
    from checker.group.pair_model import MILLION, chances
    from checker.group.profile import profile_of

    profiles = weigh_in_set([profile_of(report) for report in reports])
    vectors = embed(
        [embedded_text(report) for report in reports], settings.model, cache_dir=cache_dir, progress=progress
    )
    evidence = Evidence(profiles, vectors)
    left, right = candidate_pairs(profiles, vectors)
    chance = chances(evidence.features(left, right))
    edges = zip(left.tolist(), right.tolist(), chance.tolist(), strict=True)
    return average_linkage(len(reports), edges, round(settings.group_threshold * MILLION))
