"""From reports to clusters of reports that tell of one incident."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from checker.group.clustering import joined
from checker.group.copies import earliest_first, find_copies
from checker.group.embedding import embed, embedded_text, model_card_of
from checker.model import Grouping, ModelCard, Report
from checker.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from checker.group.features import Evidence
    from checker.group.profile import Profile

Progress = Callable[[str, int, int], None]
_REPORTS_A_STEP = 500
_LEAST_WORDS = 12
_PAIRS_A_STEP = 50_000
_LEAST_CHANCE = 10_000  # millionths
# A pair of which one report says that the other's incident is not its own outweighs two sure pairs across.
TOLD_APART = -2_000_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that grouping knows before it joins anything; a new threshold starts from here.

    Reports of the very same text are one in all but `reports`: positions in `profiles` and `edges` are those of
    `same_text`, which holds the positions of the reports.
    """

    reports: tuple[Report, ...]  # in order of id
    same_text: tuple[tuple[int, ...], ...]
    profiles: tuple[Profile, ...]
    evidence: Evidence
    edges: tuple[tuple[int, int, int], ...]  # positions and chance in millionths


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Python's collector rests, where it was at work.

    Grouping makes millions of small objects of which none hold each other in a ring, so that it would look through
    all of them again and again and find nothing: a twentieth to a tenth of the time.
    """
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def model_card(settings: Settings) -> ModelCard:
    """Name and digest of the model that `settings` embed with."""
    return model_card_of(settings.model)


def group_reports(
    reports: Sequence[Report], settings: Settings, *, cache_dir: Path | None = None, progress: Progress | None = None
) -> Grouping:
    """Which of `reports` tell of one incident, and which copy another.

    With `settings.incidents == "given"` the reports' own field decides; a report without one stands alone.
    The same reports in any order give the same grouping. Embeddings are kept in `cache_dir`, so that a new
    `settings.group_threshold` embeds nothing again. Raises ModelUnavailable.
    """
    if settings.incidents == "given":
        ordered = tuple(sorted(reports, key=lambda report: report.id))
        clusters = _given(ordered)
    else:
        prepared = prepare(reports, settings, cache_dir, progress)
        ordered, clusters = prepared.reports, clusters_of(prepared, settings)
    with _nothing_collected():
        copy_of = find_copies(ordered, clusters)
    return Grouping(tuple(tuple(ordered[at].id for at in cluster) for cluster in clusters), copy_of)


def _given(reports: Sequence[Report]) -> list[list[int]]:
    groups: dict[tuple[bool, str], list[int]] = {}
    for at, report in enumerate(reports):
        key = (True, report.incident) if report.incident is not None else (False, report.id)
        groups.setdefault(key, []).append(at)
    return sorted(groups.values())


def prepare(
    reports: Sequence[Report], settings: Settings, cache_dir: Path | None = None, progress: Progress | None = None
) -> Prepared:
    """Embed and profile `reports`, find candidate pairs and weigh them. Raises ModelUnavailable."""
    import numpy as np

    from checker.group.features import Evidence

    ordered = tuple(sorted(reports, key=lambda report: report.id))
    if not ordered:
        return Prepared((), (), (), Evidence((), np.zeros((0, 1), dtype=np.int16)), ())
    same_text = _same_text(ordered)
    distinct = [ordered[places[0]] for places in same_text]
    vectors = embed(
        [embedded_text(report) for report in distinct], settings.model, cache_dir=cache_dir, progress=progress
    )
    with _nothing_collected():
        return _weighed(ordered, same_text, vectors, settings, progress)


def _weighed(
    ordered: tuple[Report, ...],
    same_text: tuple[tuple[int, ...], ...],
    vectors: npt.NDArray[np.int16],
    settings: Settings,
    progress: Progress | None,
) -> Prepared:
    """Profile the reports, find candidate pairs and weigh them."""
    import numpy as np

    from checker.group.apart import told_apart
    from checker.group.candidates import candidate_pairs, partners_of_partners
    from checker.group.coincidence import part_coincidences
    from checker.group.features import Evidence
    from checker.group.profile import profiles_of
    from checker.group.told_days import part_by_day, told_days

    distinct = [ordered[places[0]] for places in same_text]
    profiles: list[Profile] = []
    for at, profile in enumerate(profiles_of(distinct)):
        if progress and at % _REPORTS_A_STEP == 0:
            progress("group", at, len(distinct))
        profiles.append(profile)
    evidence = Evidence(profiles, vectors)
    left, right = candidate_pairs(evidence)
    chance = _chances(evidence, left, right)
    more = partners_of_partners(len(profiles), left, right, chance)
    left, right, chance = (
        np.concatenate(both) for both in zip((left, right, chance), (*more, _chances(evidence, *more)), strict=True)
    )
    chance = part_by_day([told_days(report) for report in distinct], left, right, chance)
    chance = part_coincidences(profiles, evidence, settings.model, left, right, chance)
    edges = as_edges(left, right, chance, told_apart(profiles, left, right))
    if progress:
        progress("group", len(distinct), len(distinct))
    return Prepared(ordered, same_text, tuple(profiles), evidence, edges)


def _chances(evidence: Evidence, left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    import numpy as np

    from checker.group.pair_model import chances

    steps = range(0, len(left), _PAIRS_A_STEP)
    found = [chances(evidence.features(left[at : at + _PAIRS_A_STEP], right[at : at + _PAIRS_A_STEP])) for at in steps]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def as_edges(
    left: npt.NDArray[np.int64],
    right: npt.NDArray[np.int64],
    chance: npt.NDArray[np.int64],
    apart: npt.NDArray[np.bool_],
) -> tuple[tuple[int, int, int], ...]:
    """Pairs with their chance in millionths, `TOLD_APART` for those set `apart`.

    Hopeless pairs would only cost memory: a pair that is not listed has chance 0.
    """
    import numpy as np

    weighed = np.where(apart, TOLD_APART, chance)
    keep = apart | (chance >= _LEAST_CHANCE)
    return tuple(zip(left[keep].tolist(), right[keep].tolist(), weighed[keep].tolist(), strict=True))


def clusters_of(prepared: Prepared, settings: Settings) -> list[list[int]]:
    """Positions of reports that tell of one incident: as given, or found with the threshold in `settings`.

    A threshold of 0 joins every two reports that were worth weighing.
    """
    if settings.incidents == "given":
        return _given(prepared.reports)
    threshold = round(settings.group_threshold * 1_000_000)
    with _nothing_collected():
        clusters = joined(len(prepared.same_text), prepared.edges, threshold)
    return sorted(sorted(at for node in cluster for at in prepared.same_text[node]) for cluster in clusters)


def _same_text(reports: Sequence[Report]) -> tuple[tuple[int, ...], ...]:
    """Positions of reports with one text, the earliest first; the very short stand alone, they say too little."""
    places: dict[object, list[int]] = {}
    for at, report in enumerate(reports):
        words = report.text[: report.body_end].split()
        key = sha256(" ".join(words).encode("utf-8", "replace")).digest() if len(words) >= _LEAST_WORDS else at
        places.setdefault(key, []).append(at)
    earliest = (sorted(group, key=lambda at: (earliest_first(reports[at]), at)) for group in places.values())
    return tuple(sorted(map(tuple, earliest), key=lambda group: reports[group[0]].id))
