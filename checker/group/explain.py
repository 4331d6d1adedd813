"""Why two reports are taken for one incident or not, and which pairs are nearest the threshold."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker.group.grouping import Progress, clusters_of, prepare
from checker.model import Report
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.group.profile import Profile

# Features are summed into these when a verdict is explained; the first whose words a feature holds takes it.
_SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("likeness of title and lead", ("embedding",)),
    ("time", ("days", "event after")),
    ("place", ("km", "countr")),
    ("ages, times and other numbers", ("number", "ages")),
    ("tolls", ("toll",)),
    ("kind of event", ("kinds",)),
    ("names", ("name", "focus", "own", "phrases", "grams")),
    ("words", ("words", "word", "lead", "title")),
    ("length", ("length",)),
)

# What is told of the evidence in one space, and the space whose holders say how common it is.
_AMONG = {
    "words": "words",
    "names": "words",
    "numbers": "numbers",
    "tolls": "tolls",
    "kinds": "kinds",
    "countries": "countries",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of evidence: how far it pushes together (above 0) or apart, in log-odds, and what it rests on.

    What leaves no chance at all pushes by minus infinity.
    """

    subject: str
    push: float
    detail: str


@dataclass(frozen=True, slots=True)
class PairVerdict:
    """Two reports, the chance that they tell of one incident, and whether they ended in one cluster."""

    left: str
    right: str
    chance: float
    together: bool
    reasons: tuple[Reason, ...] = ()


def explain_pair(
    reports: Sequence[Report],
    a: str,
    b: str,
    settings: Settings,
    *,
    cache_dir: Path | None = None,
    progress: Progress | None = None,
) -> PairVerdict:
    """What pushes reports `a` and `b` (ids) together or apart, the strongest reason first.

    Two reports of a low chance can still stand together because of a third that both are alike to, and the
    other way round; and with `settings.incidents == "given"` the reports' own field decides. `together` is the
    outcome, `chance` is this pair's own. Raises KeyError on an unknown id.
    """
    import numpy as np

    from checker.group.commonness import lowered_of_one
    from checker.group.pair_model import chances, contributions
    from checker.group.told_days import pushed

    prepared = prepare(reports, settings, cache_dir, progress)
    at = {prepared.reports[place].id: node for node, places in enumerate(prepared.same_text) for place in places}
    (left, a), (right, b) = sorted(((at[a], a), (at[b], b)))
    reports = [next(report for report in prepared.reports if report.id == name) for name in (a, b)]
    pair = np.array([left]), np.array([right])
    features, likeness = prepared.evidence.features(*pair), float(prepared.evidence.cosine(*pair)[0])
    pushes: dict[str, float] = {}
    for feature, push in contributions(features[0]).items():
        subject = _subject(feature)
        pushes[subject] = pushes.get(subject, 0.0) + push
    one, other = prepared.profiles[left], prepared.profiles[right]
    weighed = {
        space: lowered_of_one(getattr(one, space), [getattr(profile, among) for profile in prepared.profiles])
        for space, among in _AMONG.items()
    }
    details = {
        "likeness of title and lead": f"cosine {likeness:.2f}",
        "time": _times(*reports),
        "place": _shared("countries", weighed["countries"], other.countries)
        + _shared("; towns", {p.name: 1 for p in one.points}, {p.name: 1 for p in other.points}),
        "names": _shared("shared", weighed["names"], other.names),
        "words": _shared("shared", weighed["words"], other.words),
        "tolls": _shared("shared", weighed["tolls"], other.tolls),
        "ages, times and other numbers": _shared("shared", weighed["numbers"], other.numbers),
        "kind of event": _shared("shared", weighed["kinds"], other.kinds),
        "length": f"{one.length} and {other.length} words",
    }
    reasons = [Reason(subject, round(push, 2), details[subject]) for subject, push in pushes.items()]
    chance = int(chances(features)[0])
    for reason in _rules(reports, (one, other), likeness, settings.model):
        after = pushed(chance, reason.push)
        # What leaves no chance also keeps apart what a third report would join.
        if after != chance or reason.push == -math.inf:
            chance = after
            reasons.append(reason)
    reasons.sort(key=lambda reason: (-abs(reason.push), reason.subject))
    members = [{prepared.reports[place].id for place in cluster} for cluster in clusters_of(prepared, settings)]
    together = any({a, b} <= cluster for cluster in members)
    return PairVerdict(a, b, chance / 1_000_000, together, tuple(reasons))


def borderline_pairs(
    reports: Sequence[Report],
    settings: Settings,
    *,
    most: int = 20,
    cache_dir: Path | None = None,
    progress: Progress | None = None,
) -> tuple[PairVerdict, ...]:
    """The pairs whose chance is nearest `settings.group_threshold`, the nearest first; reasons are left out."""
    prepared = prepare(reports, settings, cache_dir, progress)
    threshold = round(settings.group_threshold * 1_000_000)
    nearest = sorted((abs(chance - threshold), a, b, chance) for a, b, chance in prepared.edges)[:most]
    cluster = {at: number for number, members in enumerate(clusters_of(prepared, settings)) for at in members}
    first = [places[0] for places in prepared.same_text]
    return tuple(
        PairVerdict(
            prepared.reports[first[a]].id,
            prepared.reports[first[b]].id,
            max(0, chance) / 1_000_000,
            cluster[first[a]] == cluster[first[b]],
        )
        for _, a, b, chance in nearest
    )


def _rules(
    reports: Sequence[Report], profiles: tuple[Profile, Profile], likeness: float, model: str
) -> Iterator[Reason]:
    """What parts the two beside the pair model, in the order in which grouping applies it."""
    from checker.group import coincidence, told_days
    from checker.group.apart import sets_apart

    one, other = profiles
    days = [told_days.told_days(report) for report in reports]
    if all(days) and days[0].isdisjoint(days[1]):
        yield Reason("the day it was", told_days.PUSH, "each tells a day and its part, and they share none")
    if coincidence.coincide(one, other, likeness, model):
        yield Reason("coincidence", coincidence.PUSH, "they share at most a place and a day")
    if sets_apart(one, other) or sets_apart(other, one):
        yield Reason("set apart", -math.inf, "one names what the other is about only as another incident")


def _subject(feature: str) -> str:
    return next(subject for subject, words in _SUBJECTS if any(word in feature for word in words))


def _shared(what: str, one: dict[str, int], other: dict[str, int], most: int = 8) -> str:
    both = sorted(set(one) & set(other), key=lambda name: (-one[name], name))
    if both:
        return f"{what}: {', '.join(both[:most])}"
    return f"{what}: none" if one and other else f"{what}: not named in both"


def _times(one: Report, other: Report) -> str:
    if one.published is None or other.published is None:
        return "at least one has no day of publication"
    return f"published {one.published:%Y-%m-%d} and {other.published:%Y-%m-%d}"
