"""Reports that share a place and a day and nothing else: news of one town, hardly of one incident.

The pair model learnt from reports of incidents, hardly ever from unrelated news of one town and day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.group import static
from checker.group.days import is_time
from checker.group.profile import Profile
from checker.group.told_days import pushed
from checker.group.where import folded, place_words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from checker.group.features import Evidence

    Ints = npt.NDArray[np.int64]

# Log-odds: what nothing else holds together falls apart; a report that the rest of its cluster holds stays.
PUSH = -7.0
# Texts less alike than this have hardly a subject in common. To the static model all texts are more alike; where
# another model's likenesses run higher than the default's, nothing is pushed.
_UNLIKE = 0.25
_UNLIKE_TO_STATIC = 0.65
_LEAST_CHANCE = 10_000  # millionths; what lies below is hopeless as it is
_PAIRS_A_STEP = 20_000


def part_coincidences(
    profiles: Sequence[Profile], evidence: Evidence, model: str, left: Ints, right: Ints, chance: Ints
) -> Ints:
    """`chance` of each pair (in millionths), pushed apart where a place and a day are all that the two share.

    Time grows with the pairs that have a chance.
    """
    import numpy as np

    parted = chance.copy()
    likely = np.flatnonzero(chance >= _LEAST_CHANCE)
    for start in range(0, len(likely), _PAIRS_A_STEP):
        some = likely[start : start + _PAIRS_A_STEP]
        likeness = evidence.cosine(left[some], right[some])
        for at in some[likeness < _bound(model)]:
            if _share_no_more(profiles[left[at]], profiles[right[at]]):
                parted[at] = pushed(int(chance[at]), PUSH)
    return parted


def coincide(one: Profile, other: Profile, likeness: float, model: str) -> bool:
    """Whether two reports whose embeddings are so alike share a place and a day and nothing else."""
    return likeness < _bound(model) and _share_no_more(one, other)


def _bound(model: str) -> float:
    return _UNLIKE_TO_STATIC if model == static.NAME else _UNLIKE


def _share_no_more(one: Profile, other: Profile) -> bool:
    """Whether two reports have a place in common, but no kind of event, toll, number, or word that tells more."""
    for space in ("kinds", "tolls", "numbers"):
        if not getattr(one, space).keys().isdisjoint(getattr(other, space)):
            return False
    words = {folded(word) for word in one.words.keys() & other.words.keys() if not is_time(word)}
    one_country = not one.countries.keys().isdisjoint(other.countries)
    return (bool(words) or one_country) and words <= place_words((*one.points, *other.points))
